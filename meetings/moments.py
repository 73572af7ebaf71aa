"""When a meeting is, in words: in the reader's zone, and at its place where the clocks differ there."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons import formats
from meetings.models import Meeting

NEAR = 2  # days ahead that have a name: today and tomorrow


def span(meeting: Meeting) -> str:
    """`Kamis, 26 November 2026 pukul 19.30–21.00 WIB`."""
    return _span(meeting.starts_at, meeting.ends_at)


def there(meeting: Meeting) -> str:
    """`20.30–22.00 WITA`, by the clocks of its place; empty where they show what the reader's show."""
    if (
        meeting.starts_at.astimezone(meeting.place_zone).utcoffset()
        == timezone.localtime(meeting.starts_at).utcoffset()
    ):
        return ""
    with timezone.override(meeting.place_zone):
        local = _span(meeting.starts_at, meeting.ends_at)
        hours = _hours(meeting.starts_at, meeting.ends_at)
        day = formats.long_date(meeting.starts_at)
    return hours if day == formats.long_date(meeting.starts_at) else local


def at_the_place(meeting: Meeting) -> str:
    """The same as `span` by the clocks of its place: for paper, which is read there."""
    with timezone.override(meeting.place_zone):
        return _span(meeting.starts_at, meeting.ends_at)


def short(meeting: Meeting) -> str:
    """`Kam, 26 Nov 19.30 WIB`, for subjects and cards."""
    return _short(meeting.starts_at)


def soon(meeting: Meeting) -> str:
    """`besok 19.30 WIB`, `hari ini 19.30 WIB`; farther away the date."""
    return soon_at(meeting.starts_at)


def soon_at(moment: datetime) -> str:
    """The same for a bare moment."""
    day, today = timezone.localtime(moment).date(), timezone.localtime().date()
    if 0 <= (day - today).days < NEAR:
        return f"{formats.days_from(today, day)} {formats.clock(moment)} {formats.zone_label(moment)}"
    return _short(moment)


def long(moment: datetime) -> str:
    """`Kamis, 26 November 2026 pukul 19.30 WIB`."""
    return formats.long_moment(moment)


def words(meeting: Meeting) -> dict[str, Any]:
    """What sentences and cards of the meetings' verbs may use beside the title."""
    was = long(meeting.moved_from) if meeting.moved_from else ""
    return {"when": short(meeting), "soon": soon(meeting), "span": span(meeting), "there": there(meeting), "was": was}


def and_more(n: int) -> str:
    """`dan 6 rapat lagi`, after a list that stops; empty where it does not."""
    return ngettext("dan %(n)s rapat lagi", "dan %(n)s rapat lagi", n) % {"n": n} if n > 0 else ""


def _short(moment: datetime) -> str:
    return f"{formats.row_moment(moment)} {formats.zone_label(moment)}"


def _hours(starts_at: datetime, ends_at: datetime) -> str:
    return f"{formats.clock(starts_at)}–{formats.clock(ends_at)} {formats.zone_label(starts_at)}"


def _span(starts_at: datetime, ends_at: datetime) -> str:
    if timezone.localtime(starts_at).date() == timezone.localtime(ends_at).date():
        parts = {"date": formats.long_date(starts_at), "hours": _hours(starts_at, ends_at)}
        return _("%(date)s pukul %(hours)s") % parts
    parts = {"start": formats.long_moment(starts_at), "end": formats.long_moment(ends_at)}
    return _("%(start)s sampai %(end)s") % parts
