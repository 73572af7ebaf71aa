"""A rhythm in words, as people here say it: `Tiap Selasa kedua, 19.30 WIB, sampai 30 Juni 2027`."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons import formats
from meetings.models import MeetingSeries
from meetings.recurrence import DAYS, Rhythm

MONDAY = date(2024, 1, 1)


def said(series: MeetingSeries) -> str:
    """The whole of it, with hour and end."""
    return in_words(series.rhythm)


def in_words(rhythm: Rhythm) -> str:
    """The same of a rhythm that nobody keeps yet."""
    return ", ".join(part for part in (days_in_words(rhythm), _hour(rhythm), _end(rhythm)) if part)


def days_in_words(rhythm: Rhythm) -> str:
    """`Tiap Selasa kedua`, `Tiap 2 pekan pada Kamis`, `Tiap tanggal 31 (atau hari terakhir bulannya)`."""
    parts = dict(part.split("=", 1) for part in rhythm.rule.split(";"))
    every = int(parts.get("INTERVAL", "1"))
    if parts["FREQ"] == "WEEKLY":
        return _weekly(every, parts.get("BYDAY", DAYS[rhythm.starts_on.weekday()]))
    if parts["FREQ"] == "YEARLY":
        return _yearly(every, rhythm, "BYSETPOS" in parts)
    if "BYDAY" in parts:
        return _by_day(every, parts["BYDAY"])
    dates = parts.get("BYMONTHDAY", str(rhythm.starts_on.day)).split(",")
    return _by_date(every, dates[-1], is_last="BYSETPOS" in parts)


def weekday(number: int) -> str:
    """From Monday, 0."""
    return formats.written(MONDAY + timedelta(days=number), "l")


def ordinal(nth: int) -> str:
    """`kedua`, `terakhir`."""
    said = {
        1: _("pertama"),
        2: _("kedua"),
        3: _("ketiga"),
        4: _("keempat"),
        5: _("kelima"),
        -1: _("terakhir"),
    }
    return said[nth]


def _weekly(every: int, by_day: str) -> str:
    names = [weekday(DAYS.index(code)) for code in by_day.split(",")]
    days = (
        names[0]
        if len(names) == 1
        else _("%(some)s dan %(last)s")
        % {
            "some": ", ".join(names[:-1]),
            "last": names[-1],
        }
    )
    if every == 1:
        return _("Tiap %(days)s") % {"days": days}
    return _("Tiap %(n)s pekan pada %(days)s") % {"n": every, "days": days}


def _by_day(every: int, by_day: str) -> str:
    parts = {"day": weekday(DAYS.index(by_day[-2:])), "nth": ordinal(int(by_day[:-2])), "n": every}
    if every == 1:
        return _("Tiap %(day)s %(nth)s") % parts
    return _("Tiap %(n)s bulan pada %(day)s %(nth)s") % parts


def _by_date(every: int, day: str, *, is_last: bool) -> str:
    parts = {"day": day, "n": every}
    said = _("Tiap tanggal %(day)s") % parts if every == 1 else _("Tiap %(n)s bulan pada tanggal %(day)s") % parts
    if is_last:
        return _("%(rhythm)s atau hari terakhir bulannya") % {"rhythm": said}
    return _("%(rhythm)s bila ada") % {"rhythm": said} if int(day) > 28 else said


def _yearly(every: int, rhythm: Rhythm, is_last: bool) -> str:
    parts = {"day": formats.written(rhythm.starts_on, "j F"), "n": every}
    is_leap = rhythm.rule.endswith("BYMONTH=2;BYMONTHDAY=29")
    if "BYMONTHDAY=28,29" in rhythm.rule or is_leap:
        parts["day"] = formats.written(date(2028, 2, 29), "j F")
    said = _("Tiap tahun pada %(day)s") % parts if every == 1 else _("Tiap %(n)s tahun pada %(day)s") % parts
    if is_last:
        return _("%(rhythm)s atau hari terakhir bulannya") % {"rhythm": said}
    return _("%(rhythm)s bila ada") % {"rhythm": said} if is_leap else said


def _hour(rhythm: Rhythm) -> str:
    """By the clocks of the place: a rhythm has no moment that could be told in another zone for all its days."""
    moment = rhythm.moment(rhythm.starts_on)
    with timezone.override(moment.tzinfo):
        return f"{formats.clock(moment)} {formats.zone_label(moment)}"


def _end(rhythm: Rhythm) -> str:
    if rhythm.count is not None:
        return ngettext("%(n)s kali", "%(n)s kali", rhythm.count) % {"n": rhythm.count}
    if rhythm.until_on is None:
        return ""
    return _("sampai %(day)s") % {"day": formats.written(rhythm.until_on, "j F Y")}
