"""What a plan runs into, before it is saved: holidays, other meetings, short notice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commons import formats
from commons.access import can
from commons.calendar import FreeDay, working_days
from meetings import moments
from meetings.models import HORIZON, MOST_AHEAD, Meeting
from meetings.recurrence import Rhythm

SHORT_NOTICE = timedelta(days=3)
NAMED = 3  # clashes of a day that are told by name


@dataclass(frozen=True)
class Wanted:
    """What is compared with other meetings."""

    place: str
    host: Any
    chair: Any
    organisations: Sequence[Any] = ()
    people: Sequence[Any] = ()


@dataclass(frozen=True)
class Planned:
    """A date as it would be saved: the day that is off by its name, and what stands against it."""

    starts_at: datetime
    when: str
    holiday: str
    is_skipped: bool
    clashes: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The dates of a form, and whether somebody should look at them before they are saved."""

    dates: tuple[Planned, ...]
    goes_on: bool
    is_short_notice: bool

    @property
    def kept(self) -> int:
        return sum(not one.is_skipped for one in self.dates)

    @property
    def has_warnings(self) -> bool:
        return any(one.holiday or one.clashes for one in self.dates)


def days_off(days: Sequence[date]) -> dict[date, FreeDay]:
    """Those of these days that have a name in the calendar of the office: national holidays, *cuti bersama*."""
    if not days:
        return {}
    asked = set(days)
    return {free.on: free for free in working_days().free_days(min(days), max(days)) if free.on in asked}


def plan_of(
    rhythm: Rhythm,
    length: timedelta,
    wanted: Wanted,
    user: Any,
    *,
    skips_holidays: bool,
    but: Collection[int] = (),
) -> Plan:
    """Of a series: its dates within a year of the first one, at most as many as are made ahead. `but` are meetings that
    make way."""
    now = timezone.now()
    days: list[date] = []
    goes_on = False
    for day in rhythm.days():
        if rhythm.moment(day) <= now:
            continue
        if len(days) == MOST_AHEAD or (days and day > days[0] + HORIZON):
            goes_on = True
            break
        days.append(day)
    spans = [(rhythm.moment(day), rhythm.moment(day) + length) for day in days]
    return _plan(spans, wanted, user, skips_holidays=skips_holidays, goes_on=goes_on, but=but)


def plan_of_one(
    starts_at: datetime, ends_at: datetime, wanted: Wanted, user: Any, *, but: Collection[int] = ()
) -> Plan:
    """Of a single meeting; `but` holds its own number when it is there already."""
    return _plan([(starts_at, ends_at)], wanted, user, but=but)


def _plan(
    spans: Sequence[tuple[datetime, datetime]],
    wanted: Wanted,
    user: Any,
    *,
    skips_holidays: bool = False,
    goes_on: bool = False,
    but: Collection[int] = (),
) -> Plan:
    off = days_off([starts_at.date() for starts_at, _ends in spans])
    others = _others(spans, wanted, user, but)
    dates = []
    for starts_at, ends_at in spans:
        free = off.get(starts_at.date())
        is_skipped = skips_holidays and free is not None
        met = [] if is_skipped else [one for one in others if one.starts_at < ends_at and one.ends_at > starts_at]
        clashes = tuple(_clash(one, wanted) for one in met[:NAMED])
        dates.append(Planned(starts_at, _when(starts_at), free.name if free else "", is_skipped, clashes))
    held = [one.starts_at for one in dates if not one.is_skipped]
    is_short = bool(held) and min(held) - timezone.now() < SHORT_NOTICE
    return Plan(tuple(dates), goes_on, is_short)


def _when(starts_at: datetime) -> str:
    """By the clocks of the place."""
    with timezone.override(starts_at.tzinfo):
        return formats.long_moment(starts_at)


def _others(spans: Sequence[tuple[datetime, datetime]], wanted: Wanted, user: Any, but: Collection[int]) -> list[Any]:
    """One statement: meetings between the first and the last that this person may know of, with a reason to clash."""
    if not spans:
        return []
    same = Q(chair=wanted.chair) | Q(host=wanted.host)
    if wanted.place:
        same |= Q(place__iexact=wanted.place)
    if wanted.organisations:
        same |= Q(invitees__organisation__in=list(wanted.organisations))
    if wanted.people:
        same |= Q(invitees__person__in=list(wanted.people))
    found = Meeting.objects.visible_to(user).filter(
        same, cancelled_at=None, starts_at__lt=max(end for _start, end in spans), ends_at__gt=min(spans)[0]
    )
    others = found.exclude(pk__in=but).for_page(user).distinct().order_by("starts_at", "pk")
    return [one for one in others if _is_plain(one, wanted) or can(user, "meetings.read_people", one)]


def _is_plain(other: Meeting, wanted: Wanted) -> bool:
    """Does its page say what both want? Who is invited to it not everybody may know."""
    return other.chair == wanted.chair or other.host == wanted.host or _same_place(other, wanted)


def _same_place(other: Meeting, wanted: Wanted) -> bool:
    return bool(wanted.place) and other.place.casefold() == wanted.place.casefold()


def _clash(other: Meeting, wanted: Wanted) -> str:
    """Names the other meeting, and what both want."""
    parts = {"title": other.title, "when": moments.short(other)}
    if _same_place(other, wanted):
        return _("Tempatnya dipakai %(title)s, %(when)s.") % parts
    if other.chair_id == wanted.chair.pk:
        return _("Pemimpin rapat memimpin %(title)s, %(when)s.") % parts
    if other.host_id == wanted.host.pk:
        return _("Penyelenggara mengadakan %(title)s, %(when)s.") % parts
    return _("Sebagian yang diundang juga diundang ke %(title)s, %(when)s.") % parts
