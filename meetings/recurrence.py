"""When a rule of RFC 5545 falls: by the clocks of a place, so that a change of clocks elsewhere moves nothing (M5).

Rules are expanded over local days and hours and only then become moments. An end belongs to the series, not to the
text of its rule: RFC 5545 wants UNTIL in UTC, people mean a day where they meet.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, YEARLY, rrule, rrulestr

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1  # of the fifth, fourth … the one that every month has
LONGEST_RULE = 200
MOST_BETWEEN = 60  # weeks, months or years from one time to the next
MOST_TIMES = 520
MOST_A_YEAR = 160  # three a week: more is no meeting that somebody prepares
FARTHEST = timedelta(days=3660)
LOOKED_AT = timedelta(days=40 * 366)  # a rule that never comes true would be looked for up to the year 9999
YEAR = timedelta(days=366)
FREQUENCIES = (WEEKLY, MONTHLY, YEARLY)


class Absurd(ValueError):
    """A rule that nobody can mean; `why` says which: `unknown`, `never`, `often`, `far`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def weekly(every: int, days: list[int]) -> str:
    """`FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`: days from Monday, 0."""
    return _rule("WEEKLY", every, BYDAY=",".join(DAYS[day] for day in sorted(set(days))))


def monthly_by_day(every: int, nth: int, day: int) -> str:
    """The second Tuesday: `nth` from 1, or `LAST`."""
    return _rule("MONTHLY", every, BYDAY=f"{nth}{DAYS[day]}")


def monthly_by_date(every: int, day: int, *, is_last: bool) -> str:
    """The n-th of the month. Where a month is too short it is skipped, or with `is_last` its last day taken (M8)."""
    return _rule("MONTHLY", every, **_dates(day, range(28, day + 1), is_last=is_last))


def yearly(every: int, on: date, *, is_last: bool) -> str:
    """The same day of the year; 29 February like the 31st of a month."""
    dates = _dates(on.day, (28, 29), is_last=is_last and is_leap_day(on))
    return _rule("YEARLY", every, BYMONTH=str(on.month), **dates)


def _rule(frequency: str, every: int, **parts: str) -> str:
    named = {"FREQ": frequency, **({"INTERVAL": str(every)} if every > 1 else {}), **parts}
    return ";".join(f"{name}={value}" for name, value in named.items())


def _dates(day: int, last: range | tuple[int, ...], *, is_last: bool) -> dict[str, str]:
    if not is_last or day <= 28:
        return {"BYMONTHDAY": str(day)}
    return {"BYMONTHDAY": ",".join(map(str, last)), "BYSETPOS": "-1"}


def is_leap_day(day: date) -> bool:
    return (day.month, day.day) == (2, 29)


@dataclass(frozen=True)
class Rhythm:
    """A rule with its first day and hour at a place, and its end, if it has one: a day, or how many times."""

    rule: str
    starts_on: date
    starts: time
    zone: str
    until_on: date | None = None
    count: int | None = None

    def days(self) -> Iterator[date]:
        """The days on which it falls, in order; without an end as many as the calendar has."""
        found = (moment.date() for moment in self._expanded())
        ended = found if self.until_on is None else takewhile(self._is_within, found)
        return islice(ended, self.count)

    def _is_within(self, day: date) -> bool:
        return self.until_on is None or day <= self.until_on

    def _expanded(self) -> rrule:
        begin = datetime.combine(self.starts_on, self.starts)
        found = rrulestr(self.rule, dtstart=begin)
        if not isinstance(found, rrule):
            raise Absurd("unknown")
        return found.replace(until=begin + LOOKED_AT)

    def moment(self, day: date) -> datetime:
        """The hour on that day, as a moment. An hour that a change of clocks leaves out counts by the clock before it,
        as RFC 5545 (3.3.5) says; of one that comes twice the first is meant."""
        return datetime.combine(day, self.starts, ZoneInfo(self.zone))

    def text(self) -> str:
        """As a calendar reads it, with its end."""
        if self.count is not None:
            return f"{self.rule};COUNT={self.count}"
        if self.until_on is None:
            return self.rule
        return f"{self.rule};UNTIL={self.moment(self.until_on).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def ensure_sane(rhythm: Rhythm) -> None:
    """
    Raises:
        Absurd: not a rule that is kept here, no day at all, more often than people meet, or an end decades away.
    """
    _ensure_known(rhythm)
    if rhythm.until_on is not None and rhythm.until_on - rhythm.starts_on > FARTHEST:
        raise Absurd("far")
    if rhythm.count is not None and not 1 <= rhythm.count <= MOST_TIMES:
        raise Absurd("often")
    first = next(rhythm.days(), None)
    if first is None or first - rhythm.starts_on > FARTHEST:
        raise Absurd("never")
    year = list(islice(takewhile(lambda day: day - first < YEAR, rhythm.days()), MOST_A_YEAR + 1))
    if len(year) > MOST_A_YEAR:
        raise Absurd("often")


def _ensure_known(rhythm: Rhythm) -> None:
    parts = dict(part.partition("=")[::2] for part in rhythm.rule.split(";"))
    known = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}
    try:
        if len(rhythm.rule) > LONGEST_RULE or not set(parts) <= known:
            raise ValueError(rhythm.rule)
        found = rhythm._expanded()
        if found._freq not in FREQUENCIES or not 1 <= found._interval <= MOST_BETWEEN:
            raise ValueError(rhythm.rule)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        raise Absurd("unknown") from None


def nth_of(day: date) -> int:
    """Which of its weekdays in its month: the second Tuesday, 2."""
    return (day.day - 1) // 7 + 1


def is_last_of(day: date) -> bool:
    """Is there none of this weekday after it in its month?"""
    return day.day + 7 > calendar.monthrange(day.year, day.month)[1]
