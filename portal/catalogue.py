"""Invented things for the catalogue of components, where each is shown with an example."""

from typing import Any

from django import forms
from django.utils import timezone

SECTORS = [
    {"label": "Pemerintah", "state": "takes_part"},
    {"label": "Swasta", "state": "takes_part"},
    {"label": "Masyarakat", "state": "silent"},
    {"label": "Mitra luar", "state": "missing"},
]
STAGES = [
    {"label": "Usulan", "icon": "lightbulb", "tone": "info"},
    {"label": "Ditelaah", "icon": "search", "tone": "violet"},
    {"label": "Disetujui", "icon": "circle-check", "tone": "brand"},
    {"label": "Berjalan", "icon": "circle-play", "tone": "info"},
    {"label": "Tertunda", "icon": "circle-pause", "tone": "gold"},
    {"label": "Selesai", "icon": "award", "tone": "ok"},
    {"label": "Dibatalkan", "icon": "circle-x", "tone": ""},
]
CONDITIONS = [
    {"label": "Sesuai rencana", "icon": "check", "tone": "ok", "square": True},
    {"label": "Perlu perhatian", "icon": "triangle-alert", "tone": "gold", "square": True},
    {"label": "Terkendala", "icon": "circle-alert", "tone": "danger", "square": True},
    {"label": "Belum diperbarui", "icon": "clock", "tone": "", "square": True},
]
STEPS = [
    {"label": "Usulan", "state": "done"},
    {"label": "Telaah", "state": "skipped"},
    {"label": "Setuju", "state": "done"},
    {"label": "Berjalan", "state": "now"},
    {"label": "Selesai", "state": "next"},
]
UPDATES = [
    {
        "title": "PT Sumber Air",
        "text": "Dua puluh tong sudah di RT 04.",
        "at": "20 Nov 2026 09.41 WIB",
        "iso": "2026-11-20T09:41:00+07:00",
        "icon": "check",
        "tone": "ok",
        "url": "#kabar-12",
    },
    {
        "title": "Tahap berubah: Berjalan",
        "at": "14 Agu 2026 10.05 WIB",
        "iso": "2026-08-14T10:05:00+07:00",
        "icon": "history",
        "quiet": True,
    },
]
TABS = [
    {"label": "Proyek", "url": "#proyek", "current": True, "count": 3},
    {"label": "Kabar", "url": "#kabar", "count": 12, "unread": True},
    {"label": "Orang", "url": "#orang"},
]
KINDS = [
    {"label": "Semua", "url": "#semua", "current": True, "count": 86},
    {"label": "RT/RW", "url": "#rtrw", "count": 42},
    {"label": "Usaha", "url": "#usaha", "count": 14, "icon": "store"},
]
ACTS = [
    {"label": "Ubah kabar", "url": "#ubah", "icon": "pencil"},
    {"label": "Riwayat", "url": "#riwayat", "icon": "history"},
    {"label": "Hapus kabar", "url": "#hapus", "icon": "trash-2", "danger": True, "apart": True},
]
FACTS = [
    ("Penanggung jawab", "Rini Astuti, Kelurahan"),
    ("Waktu", "1 Agu – 20 Des 2026"),
    ("Diperbarui", "kemarin oleh PT Sumber Air"),
]
CARE = [
    {"value": "on_track", "label": "Sesuai rencana", "icon": "check", "tone": "ok"},
    {"value": "attention", "label": "Perlu perhatian", "icon": "triangle-alert", "tone": "gold"},
    {"value": "blocked", "label": "Terkendala", "icon": "circle-alert", "tone": "danger"},
]
BUDGET_COLUMNS = [{"label": "Uraian"}, {"label": "Rencana", "number": True}, {"label": "Terpakai", "number": True}]
BUDGET = [
    ["Pelatihan pemilahan", "Rp\u00a012.000.000", "Rp\u00a09.500.000"],
    ["Tong dan timbangan", "Rp\u00a048.000.000", "Rp\u00a041.250.000"],
]


MONTH = {
    "name": "November 2026",
    "weekdays": [("Rab", "Rabu"), ("Kam", "Kamis"), ("Jum", "Jumat")],
    "weeks": [
        [
            {"number": "25", "name": "Rabu, 25 November 2026", "is_today": True},
            {
                "number": "26",
                "name": "Kamis, 26 November 2026",
                "entries": [{"url": "#", "title": "Rapat saluran air", "clock": "19.30"}],
                "more": 12,
                "url": "#",
            },
            {"number": ""},
        ]
    ],
}


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Judul", help_text="Satu kalimat yang orang pahami tanpa membuka halamannya.")
    budget = forms.CharField(label="Anggaran", required=False, help_text="Angka saja, atau tulis 250rb.")
    day = forms.DateField(label="Tanggal selesai", required=False)
    condition = forms.ChoiceField(label="Bagaimana kondisinya?", choices=[(c["value"], c["label"]) for c in CARE])
    progress = forms.IntegerField(label="Kemajuan (persen)", min_value=0, max_value=100, initial=70)
    area = forms.ChoiceField(label="Wilayah", choices=[("", "Pilih"), ("03", "RW 03"), ("05", "RW 05")])
    body = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
    themes = forms.MultipleChoiceField(
        label="Bidang", choices=[("l", "Lingkungan"), ("k", "Kesehatan")], widget=forms.CheckboxSelectMultiple
    )
    answer = forms.ChoiceField(
        label="Apakah Anda datang?", choices=[("y", "Akan hadir"), ("n", "Berhalangan")], widget=forms.RadioSelect
    )
    acting_as = forms.ChoiceField(label="Kirim sebagai", choices=[("1", "PT Sumber Air"), ("", "Diri sendiri")])
    photo = forms.FileField(label="Foto", required=False, help_text="Paling besar 10 MB.")
    consent = forms.BooleanField(
        label="Saya setuju nomor saya disimpan", help_text="Untuk mengabari jadwal. Hanya petugas yang melihat."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["budget"].prefix = "Rp"  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """Search and two filters."""

    q = forms.CharField(label="Cari nama atau bidang", required=False)
    rw = forms.ChoiceField(label="Wilayah", choices=[("", "Semua"), ("03", "RW 03")], required=False)
    sort = forms.ChoiceField(label="Urutkan menurut", choices=[("new", "Terbaru"), ("name", "Nama")], required=False)


def examples() -> dict[str, Any]:
    """What the catalogue's page shows."""
    returned = ExampleForm({"title": "", "budget": "1,5", "progress": "170"}, prefix="kembali", auto_id="id_%s")
    returned.is_valid()
    return {
        "form": ExampleForm(),
        "returned": returned,
        "filter": FilterForm({"rw": "03"}),
        "applied": [{"label": "RW 03", "url": "#"}, {"label": "Lingkungan", "url": "#"}],
        "sectors": SECTORS,
        "stages": STAGES,
        "conditions": CONDITIONS,
        "status": [STAGES[3], CONDITIONS[0]],
        "steps": STEPS,
        "updates": UPDATES,
        "tabs": TABS,
        "kinds": KINDS,
        "acts": ACTS,
        "facts": FACTS,
        "care": CARE,
        "month": MONTH,
        "columns": BUDGET_COLUMNS,
        "budget": BUDGET,
        "draft": {"kind": "portal.example:new", "updated_at": timezone.now()},
        "kept": [("body", "Tong sudah datang, tinggal dibagi ke warga RT 04 dan RT 05."), ("condition", "on_track")],
        "entries": [
            {"label": "Proyek", "url": "#", "icon": "folder-kanban", "here": True},
            {"label": "Direktori", "url": "#", "icon": "building-2", "here": False},
        ],
    }
