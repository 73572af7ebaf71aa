"""Kinds were free text until now; from here they are chosen from a list, within their sector.

What was written is read as one of the list where it is one; other words are left out, and staff choose the kind anew.
"""

from typing import Any

from django.db import migrations

KINDS = {
    "government": "kelurahan dinas puskesmas satpol_pp sekolah_negeri",
    "private": "perusahaan bank developer koperasi umkm kelompok_usaha",
    "community": "rw rt lmk fkdm pkk posyandu karang_taruna bank_sampah kelompok_tani lansia majelis_taklim"
    " rumah_ibadah komunitas",
    "external": "lsm yayasan universitas sekolah_swasta lembaga_asing media",
}


def read_kinds(apps: Any, schema_editor: Any) -> None:
    organisations = apps.get_model("stakeholders", "Organisation").objects.exclude(kind="")
    for organisation in organisations.iterator():
        kind = organisation.kind.strip().lower().replace(" ", "_")
        organisation.kind = kind if kind in KINDS[organisation.sector].split() else ""
        organisation.save(update_fields=["kind"])


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0002_trigrams")]

    operations = [migrations.RunPython(read_kinds, migrations.RunPython.noop)]
