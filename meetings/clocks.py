"""What a zone's clocks do, as a calendar file explains it (RFC 5545, 3.6.5; M6).

A zone that changes its clocks by a rule (*the last Sunday of March*) is told by that rule: there are readers that
understand no list of dates there, and would be an hour off half the year.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from meetings.recurrence import DAYS, LAST, is_last_of, nth_of

YEARS = range(2020, 2038)
NO_DST = timedelta()
Change = tuple[datetime, timedelta, timedelta]  # the local time before it, the offset before it and after it


@cache
def clocks(zone: str) -> Timezone:
    """The VTIMEZONE of a zone. One that keeps no rule is told by its dates, as well as that can be done."""
    known = ZoneInfo(zone)
    years = [list(_changes(known, year)) for year in YEARS]
    told = Timezone()
    told.add("tzid", zone)
    if not any(years):
        at = datetime(YEARS[0], 1, 1)
        told.add_component(_observance(known, (at, _offset(known, at), _offset(known, at)), ""))
        return told
    rules = [_rule([year[n] for year in years]) for n in range(len(years[0]))] if _is_regular(years) else []
    if not rules or not all(rules):
        return Timezone.from_tzinfo(known, zone, first_date=date(YEARS[0], 1, 1), last_date=date(YEARS[-1], 1, 1))
    for change, rule in zip(years[0], rules, strict=True):
        told.add_component(_observance(known, change, rule))
    return told


def _is_regular(years: list[list[Change]]) -> bool:
    return len({len(year) for year in years}) == 1


def _changes(zone: ZoneInfo, year: int) -> Iterator[Change]:
    """Each change of the clocks in a year, found between two days and then to the minute."""
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        after = day + timedelta(days=1)
        if _at(zone, day) != _at(zone, after):
            moment = _between(zone, day, after)
            before = _at(zone, moment - timedelta(minutes=1))
            yield (moment + before).replace(tzinfo=None), before, _at(zone, moment)
        day = after


def _between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=((high - low) // timedelta(minutes=2)))
        low, high = (middle, high) if _at(zone, middle) == _at(zone, low) else (low, middle)
    return high


def _at(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or NO_DST


def _offset(zone: ZoneInfo, local: datetime) -> timedelta:
    return local.replace(tzinfo=zone).utcoffset() or NO_DST


def _rule(changes: list[Change]) -> str:
    """The rule that all these years share; empty when there is none."""
    first = changes[0][0]
    if len({(at.month, at.weekday(), at.time(), before, after) for at, before, after in changes}) > 1:
        return ""
    nths = {nth_of(at.date()) for at, _before, _after in changes}
    nth = LAST if all(is_last_of(at.date()) for at, _before, _after in changes) else nths.pop()
    if nth != LAST and nths:
        return ""
    return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={nth}{DAYS[first.weekday()]}"


def _observance(zone: ZoneInfo, change: Change, rule: str) -> TimezoneStandard | TimezoneDaylight:
    at, before, after = change
    local = (at - before).replace(tzinfo=UTC).astimezone(zone)  # an hour that comes twice has two names
    told = TimezoneDaylight() if local.dst() else TimezoneStandard()
    told.add("dtstart", at)
    told.add("tzoffsetfrom", before)
    told.add("tzoffsetto", after)
    told.add("tzname", local.tzname() or str(zone))
    if rule:
        told.add("rrule", vRecur.from_ical(rule))
    return told
