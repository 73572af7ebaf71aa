"""The content file, and days counted from today."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from commons.calendar import today
from commons.models import Area, Theme

FILE = Path(__file__).with_name("content.json")
ADDRESS = "@contoh.example"  # a reserved domain: no mail arrives there
EVERYWHERE = "semua RW"
NEIGHBOURHOODS = 6  # labels only, not the kelurahan's true list

# The free words of the content, under the themes that people choose from: code, name, English name, words.
THEMES = (
    ("lingkungan", "Lingkungan", "Environment", "sampah, kali, daur ulang, ekonomi sirkular, penghijauan"),
    ("pangan", "Pangan dan kebun", "Food and gardens", "urban farming, kompos, pangan"),
    ("bencana", "Siaga bencana", "Disaster readiness", "banjir, kesiapsiagaan, sungai, drainase, ketahanan kota"),
    ("kesehatan", "Kesehatan", "Health", "kesehatan, kesehatan ibu dan anak, stunting, balita, ibu hamil, gizi"),
    ("pendidikan", "Pendidikan", "Education", "pendidikan, edukasi, riset, pelatihan, KKN, anak, anak dan remaja"),
    ("ekonomi", "Ekonomi dan UMKM", "Economy", "UMKM, kuliner, pemasaran, literasi keuangan, jahit, penataan PKL"),
    ("keamanan", "Keamanan", "Safety", "ketertiban umum, keamanan lingkungan, kewaspadaan dini"),
    ("sosial", "Sosial", "Social affairs", "sosial, keagamaan, kerukunan, keluarga, dasawisma, relawan, TJSL, hibah"),
    ("pemuda", "Pemuda dan olahraga", "Youth and sports", "pemuda, olahraga"),
    ("inklusi", "Lansia dan inklusi", "Older people and inclusion", "lansia, inklusi, bahasa isyarat"),
    ("digital", "Digital", "Digital", "digital, teknologi"),
    ("layanan", "Pelayanan publik", "Public services", "pelayanan publik, perencanaan, koordinasi, administrasi warga"),
    ("musyawarah", "Musyawarah", "Deliberation", "musyawarah, aspirasi warga, perumahan"),
)


@cache
def content() -> dict[str, Any]:
    """All of it; every person, organisation, number and event in it is invented."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def day(offset: int) -> date:
    """A day counted from today, in the site's zone."""
    return today() + timedelta(days=offset)


def moment(offset: int, nth: int = 0) -> datetime:
    """A time on that day within office hours; never in the future for today and before."""
    at = datetime.combine(day(offset), time(8, 15), ZoneInfo(settings.TIME_ZONE)) + timedelta(minutes=37 * (nth % 12))
    now = datetime.now(at.tzinfo)
    return min(at, now - timedelta(minutes=5)) if offset <= 0 else at


def areas(names: Sequence[str] | str) -> list[Area]:
    """The areas of these labels, made when they are missing."""
    names = [names] if isinstance(names, str) else names
    return [_area(name) for name in names]


def _area(name: str) -> Area:
    whole, _ = Area.objects.get_or_create(
        level=Area.Level.KELURAHAN, code=settings.SITE_AREA_CODE, defaults={"name": settings.SITE_PLACE}
    )
    if name == EVERYWHERE:
        return whole
    number = int(name.removeprefix("RW "))
    return Area.objects.get_or_create(level=Area.Level.RW, number=number, parent=whole)[0]


def themes(words: Sequence[str]) -> list[Theme]:
    """The themes that these words belong to."""
    return [
        Theme.objects.get_or_create(code=code, defaults={"name": name, "name_en": name_en})[0]
        for code, name, name_en, mine in THEMES
        if set(words) & set(mine.split(", "))
    ]
