"""The kinds that the portal has known so far, and *Lembaga donor*; from here an organisation is held to them.

The rule is a foreign key over kind and sector together, so it can't be outrun by two who write at once: an organisation
has a kind of its own sector or none, and a kind in use can't be deleted. Without a kind there is an empty text, which a
foreign key would look for, so the database keeps a column of its own that is NULL then; Django knows nothing of it.
"""

from typing import Any

from django.db import migrations

KINDS = {
    "government": (
        ("kelurahan", "Kelurahan", "Kelurahan"),
        ("dinas", "Dinas dan badan", "Agency"),
        ("puskesmas", "Puskesmas", "Community health centre (puskesmas)"),
        ("satpol_pp", "Satpol PP", "Public order agency (Satpol PP)"),
        ("sekolah_negeri", "Sekolah negeri", "State school"),
    ),
    "private": (
        ("perusahaan", "Perusahaan", "Company"),
        ("bank", "Bank", "Bank"),
        ("developer", "Pengembang", "Developer"),
        ("koperasi", "Koperasi", "Cooperative"),
        ("umkm", "UMKM", "Small business"),
        ("kelompok_usaha", "Kelompok usaha", "Business group"),
    ),
    "community": (
        ("rw", "Pengurus RW", "RW office"),
        ("rt", "Pengurus RT", "RT office"),
        ("lmk", "LMK", "Kelurahan council (LMK)"),
        ("fkdm", "FKDM", "Early-vigilance forum (FKDM)"),
        ("pkk", "PKK", "Family welfare movement (PKK)"),
        ("posyandu", "Posyandu", "Health post (posyandu)"),
        ("karang_taruna", "Karang Taruna", "Youth organisation (Karang Taruna)"),
        ("bank_sampah", "Bank sampah", "Waste bank"),
        ("kelompok_tani", "Kelompok tani", "Farmers' group"),
        ("lansia", "Kelompok lansia", "Older people's group"),
        ("majelis_taklim", "Majelis taklim", "Religious study group"),
        ("rumah_ibadah", "Rumah ibadah", "Place of worship"),
        ("komunitas", "Komunitas", "Community group"),
    ),
    "external": (
        ("lsm", "LSM", "Non-governmental organisation"),
        ("yayasan", "Yayasan", "Foundation"),
        ("universitas", "Perguruan tinggi", "University or college"),
        ("sekolah_swasta", "Sekolah swasta", "Private school"),
        ("donor", "Lembaga donor", "Donor"),
        ("lembaga_asing", "Lembaga internasional", "International organisation"),
        ("media", "Media", "Media"),
    ),
}
HOLD = """
ALTER TABLE stakeholders_organisation
    ADD COLUMN kind_or_null varchar(40) GENERATED ALWAYS AS (NULLIF(kind, '')) STORED,
    ADD CONSTRAINT organisation_kind_suits_its_sector FOREIGN KEY (kind_or_null, sector)
        REFERENCES stakeholders_organisationkind (code, sector);
"""
LET_GO = "ALTER TABLE stakeholders_organisation DROP COLUMN kind_or_null;"


def enter_kinds(apps: Any, schema_editor: Any) -> None:
    kind = apps.get_model("stakeholders", "OrganisationKind")
    kind.objects.bulk_create(
        kind(code=code, sector=sector, name=name, name_en=name_en, order=10 * number)
        for sector, kinds in KINDS.items()
        for number, (code, name, name_en) in enumerate(kinds, start=1)
    )


def forget_kinds(apps: Any, schema_editor: Any) -> None:
    apps.get_model("stakeholders", "OrganisationKind").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0011_kinds")]

    operations = [
        migrations.RunPython(enter_kinds, forget_kinds),
        migrations.RunSQL(HOLD, LET_GO),
    ]
