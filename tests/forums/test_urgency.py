"""What reads like an emergency, and what only talks of one."""

import pytest

from forums.urgency import reads_urgent

URGENT = (
    "Tolong, ada kebakaran di gang Mawar!",
    "KEBAKARAN di RW 03, tlg segera",
    "Rumah terbakar di belakang pasar",
    "Banjir parah, nenek saya terjebak di lantai satu",
    "air sudah masuk rumah, butuh perahu",
    "Baru saja ada maling masuk, tolong ronda ke sini",
    "Teman saya dibegal di depan stasiun",
    "Tetangga pingsan di pos ronda",
    "ibu saya sesak napas, tidak tahu harus ke mana",
    "butuh ambulans di RT 004",
    "Anak hilang sejak sore, tolong bantu cari",
    "Bau gas dari dapur warung",
    "Ada yang kesetrum di tiang lampu",
    "Tawuran dekat rel malam ini, bahaya",
)
ORDINARY = (
    "Latihan evakuasi banjir malam: anak kecil perlu ikut?",
    "Saluran dikeruk supaya tidak banjir lagi",
    "Fogging kapan? Sudah ada dua kasus demam berdarah",
    "Parkir di mulut gang menghalangi ambulans",
    "Rambu evakuasi ketutup motor parkir",
    "Lomba masak sate, apinya dari arang",
    "Usul: penyuluhan pencegahan kebakaran, tolong dijadwalkan segera",
    "Tahun lalu banjir parah, sekarang sudah ada pompa",
    "Tolong segera angkut sampah di depan pos",
    "Apiari kelompok tani buka kelas",
    "Kapan posyandu buka?",
    "",
)


@pytest.mark.parametrize("text", URGENT)
def test_what_happens_now_is_offered_the_number_to_call(text: str) -> None:
    assert reads_urgent(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_what_is_planned_told_or_worried_about_is_not(text: str) -> None:
    assert not reads_urgent(text)
