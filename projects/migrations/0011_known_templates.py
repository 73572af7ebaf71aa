"""The usual projects of a kelurahan, to begin with; staff change them and add their own."""

from typing import Any

from django.db import migrations

KNOWN = (
    (
        "Bank sampah RW",
        "Bank sampah RW …",
        "Warga memilah dan menabung sampah. Hasilnya untuk kas RW dan lingkungan yang bersih.",
        "Tempat dan pengurus siap\nAlat timbang dan wadah tersedia\nPelatihan memilah\nPenimbangan pertama",
        "Rapat pengurus dan pemilihan tempat",
        14,
    ),
    (
        "Kerja bakti lingkungan",
        "Kerja bakti RW …",
        "Warga membersihkan saluran dan jalan bersama, dengan alat dari kelurahan dan mitra.",
        "Lokasi dan tanggal disepakati\nAlat dan konsumsi siap\nKerja bakti selesai\nSampah terangkut",
        "Menyepakati lokasi dan tanggal",
        7,
    ),
    (
        "Posyandu dan gizi balita",
        "Pemantauan gizi balita RW …",
        "Kader, puskesmas, dan mitra memantau berat badan balita dan membantu keluarga yang perlu.",
        "Data balita lengkap\nPenimbangan pertama\nKunjungan rumah\nEvaluasi tiga bulan",
        "Mendata balita bersama kader",
        30,
    ),
    (
        "Kebun warga",
        "Kebun warga RW …",
        "Lahan kosong ditanami sayur bersama. Panen dibagi untuk warga dan dapur sehat.",
        "Izin lahan\nLahan dan bibit siap\nTanam pertama\nPanen pertama",
        "Mengurus izin pemakaian lahan",
        30,
    ),
)


def enter_templates(apps: Any, schema_editor: Any) -> None:
    names = ("name", "title", "summary", "milestones", "next_step", "rhythm_days")
    template = apps.get_model("projects", "ProjectTemplate")
    template.objects.bulk_create(template(**dict(zip(names, one, strict=True))) for one in KNOWN)


class Migration(migrations.Migration):
    dependencies = [("projects", "0010_life")]
    operations = [migrations.RunPython(enter_templates, migrations.RunPython.noop)]
