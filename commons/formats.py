"""How numbers, money, dates and times are written for people, in the language that is active.

Moments are shown in the active time zone (the reader's, or the site's) and always say which one where it matters.
Weekdays are computed, never typed. Source of the forms: EYD and the practice of government pages.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

import phonenumbers
from django.utils import timezone
from django.utils.dateformat import format as in_form
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NBSP = "\u00a0"
MINUTE, HOUR = 60, 3600
WEEK = 7
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
}
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
ONES = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]


def number(value: int | float | Decimal, places: int = 0) -> str:
    """`1.234.567` or, with one place, `1.234,5`; in English `1,234.5`."""
    plain = f"{Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    return plain if get_language() == "en" else plain.translate(str.maketrans(",.", ".,"))


def percent(value: int | float | Decimal, places: int = 0) -> str:
    """`82%`, or with one place `82,5%`."""
    return f"{number(value, places)}%"


def rupiah(amount: int) -> str:
    """`Rp 1.250.000`, with a space at which no line breaks. Whole rupiah only."""
    return f"{'−' if amount < 0 else ''}Rp{NBSP}{number(abs(amount))}"


def rupiah_short(amount: int) -> str:
    """`Rp 1,2 juta`, `Rp 3,5 miliar`: for cards and charts, cut and not rounded, so that it never promises more."""
    for scale, name in SCALES:
        if abs(amount) >= scale:
            cut = (Decimal(abs(amount)) / scale).quantize(Decimal("0.1"), ROUND_DOWN)
            places = 0 if cut == cut.to_integral_value() else 1
            return f"{'−' if amount < 0 else ''}Rp{NBSP}{number(cut, places)}{NBSP}{_scale(name)}"
    return rupiah(amount)


def _scale(name: str) -> str:
    return {"triliun": _("triliun"), "miliar": _("miliar"), "juta": _("juta"), "ribu": _("ribu")}[name]


def rupiah_words(amount: int) -> str:
    """`dua ratus lima puluh ribu rupiah`: the reading aid under a field, in Indonesian as receipts are."""
    return f"{'minus ' if amount < 0 else ''}{_words(abs(amount))} rupiah"


def _words(n: int) -> str:
    for scale, name in SCALES:
        if n >= scale:
            head = "seribu" if scale == 1000 and n // scale == 1 else f"{_words(n // scale)} {name}"
            return _and(head, n % scale)
    if n >= 100:
        return _and("seratus" if n < 200 else f"{ONES[n // 100]} ratus", n % 100)
    if n >= 20:
        return _and(f"{ONES[n // 10]} puluh", n % 10)
    return ONES[n] if n < 12 else f"{ONES[n - 10]} belas"


def _and(head: str, rest: int) -> str:
    return f"{head} {_words(rest)}" if rest else head


@lru_cache(maxsize=4096)
def _written(when: date, form: str, language: str | None) -> str:
    return in_form(when, form)


def written(when: date, form: str) -> str:
    """A day or a local moment without its zone, in a form of Django's `date` filter; a list says the same few often."""
    return _written(when, form, get_language())


def iso(moment: date) -> str:
    """For `<time datetime="…">`, in the reader's zone."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return local.isoformat(timespec="seconds") if isinstance(local, datetime) else local.isoformat()


def short_date(day: date) -> str:
    """`25 Nov 2026`; of a moment, its day here."""
    return written(_day(day), "j M Y")


def long_date(day: date) -> str:
    """`Rabu, 25 November 2026`."""
    return written(_day(day), "l, j F Y")


def clock(moment: datetime) -> str:
    """`19.30`: 24 hours and a dot, in both languages."""
    return written(_local(moment), "H.i")


def long_moment(moment: datetime) -> str:
    """`Senin, 23 November 2026 pukul 19.30 WIB`, for the page of a thing."""
    parts = {"date": long_date(moment), "time": clock(moment), "zone": zone_label(moment)}
    return _("%(date)s pukul %(time)s %(zone)s") % parts


def row_moment(moment: date) -> str:
    """`Sen, 23 Nov 19.30`, for rows; of a day `Sen, 23 Nov`."""
    if not isinstance(moment, datetime):
        return written(moment, "D, j M")
    return written(_local(moment), "D, j M H.i")


def stamp(moment: datetime) -> str:
    """`23 Nov 2026 19.30 WIB`: short and complete, for histories, prints and exports."""
    return f"{short_date(moment)} {clock(moment)} {zone_label(moment)}"


def ago(moment: date, now: datetime | None = None) -> str:
    """`5 menit yang lalu`, `kemarin`, `3 hari lagi`; a week away and more, the date.

    Of a date, counted in days at the office, where it is today for everybody at once; of a moment, in the reader's.
    """
    if not isinstance(moment, datetime):
        return days_from(timezone.localtime(now, timezone.get_default_timezone()).date(), moment)
    now = timezone.localtime(now)
    seconds = int((now - moment).total_seconds())
    if abs(seconds) < HOUR or (_day(moment) == now.date()):
        return _clock_ago(seconds)
    return days_from(now.date(), _day(moment))


def _clock_ago(seconds: int) -> str:
    n = abs(seconds) // (HOUR if abs(seconds) >= HOUR else MINUTE)
    if n == 0:
        return _("baru saja") if seconds >= 0 else _("sebentar lagi")
    if abs(seconds) >= HOUR:
        past, future = (
            ngettext("%(n)s jam yang lalu", "%(n)s jam yang lalu", n),
            ngettext("%(n)s jam lagi", "%(n)s jam lagi", n),
        )
    else:
        past = ngettext("%(n)s menit yang lalu", "%(n)s menit yang lalu", n)
        future = ngettext("%(n)s menit lagi", "%(n)s menit lagi", n)
    return (past if seconds >= 0 else future) % {"n": n}


def days_from(today: date, day: date) -> str:
    """`kemarin`, `hari ini`, `3 hari lagi`, seen from that day; a week away and more, the date."""
    days = (today - day) // timedelta(days=1)
    near = {0: _("hari ini"), 1: _("kemarin"), -1: _("besok")}
    if days in near:
        return near[days]
    if abs(days) >= WEEK:
        return short_date(day)
    n = abs(days)
    past, future = (
        ngettext("%(n)s hari yang lalu", "%(n)s hari yang lalu", n),
        ngettext("%(n)s hari lagi", "%(n)s hari lagi", n),
    )
    return (past if days > 0 else future) % {"n": n}


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None)


def _day(moment: date) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def zone_label(moment: datetime) -> str:
    """`WIB`, `WITA`, `WIT` in Indonesia; elsewhere `UTC+1`, `UTC−3.30`, as it is on that day."""
    here = timezone.localtime(moment)
    offset = here.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), MINUTE)
    if str(here.tzinfo) in ZONES:
        return ZONES[str(here.tzinfo)]
    sign = "−" if offset < timedelta() else "+"
    return "UTC" if not offset else f"UTC{sign}{hours}" + (f".{minutes:02}" if minutes else "")


def phone(number: str) -> str:
    """`+6281234567890` as `0812-3456-7890`; numbers of other countries keep their country's code."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number, None)
    formats = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, formats.NATIONAL if parsed.country_code == 62 else formats.INTERNATIONAL)
