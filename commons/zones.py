"""What the clocks of a zone do, as a calendar file tells it (RFC 5545, 3.6.5): each change on its own.

A list of changes under one heading (RDATE) is left out by programs that are in use, which then stay in winter for ever;
and the hour of a change is that of the clocks before it. So every change is an entry with its own hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)  # changes that a file tells of
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True)
class Change:
    """From `at` on clocks show another offset than before."""

    at: datetime
    before: timedelta
    after: timedelta


@cache
def zone_rules(name: str) -> Timezone:
    """For a file that names this zone (M6); looked up once, for that takes longer than all else of a file."""
    zone, rules = ZoneInfo(name), Timezone()
    rules.add("tzid", name)
    offset = _offset(FIRST, zone)
    for change in [Change(FIRST, offset, offset), *_changes(zone)]:
        there = change.at.astimezone(zone)
        entry = TimezoneDaylight() if there.dst() else TimezoneStandard()
        entry.add("dtstart", (change.at + change.before).replace(tzinfo=None))
        entry.add("tzoffsetfrom", change.before)
        entry.add("tzoffsetto", change.after)
        entry.add("tzname", there.tzname() or name)
        rules.add_component(entry)
    return rules


def _changes(zone: ZoneInfo) -> Iterator[Change]:
    at = FIRST
    while at < LAST:
        if _offset(at + DAY, zone) != _offset(at, zone):
            yield _change_within(at, at + DAY, zone)
        at += DAY


def _change_within(low: datetime, high: datetime, zone: ZoneInfo) -> Change:
    """Clocks change once between the two: when, by halves."""
    before, after = _offset(low, zone), _offset(high, zone)
    while high - low > SECOND:
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return Change(high.replace(microsecond=0), before, after)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
