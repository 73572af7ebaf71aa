"""The calendar that drives every clock: weekends, national holidays, *cuti bersama*, and what staff wrote over them.

All of it runs in the site's zone (`settings.TIME_ZONE`), never the reader's. National days come from the package
`holidays`; a row of `Holiday` adds a day, renames it, or (kind *hari kerja*) makes it a working day again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from commons.models import Holiday

DAY = timedelta(days=1)
MOST_DAYS = 5000
SATURDAY = 5
PACKAGE_KINDS = {"public": Holiday.Kind.NATIONAL, "government": Holiday.Kind.COLLECTIVE}


def today() -> date:
    """The date at the office now."""
    return office_day(timezone.now())


def office_day(moment: datetime) -> date:
    """The date at the office of a moment: a deadline's end, the day from which a clock counts. For every reader that
    day and no other, however late it is where they are."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """That hour of that day at the office, as a moment."""
    return datetime.combine(day, time(hour, minute), timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """The last minute of a day at the office: what "until 15 March" means unless somebody says otherwise."""
    return at(day, 23, 59)


@dataclass(frozen=True)
class FreeDay:
    """A day on which the office is closed, weekends aside."""

    on: date
    name: str
    kind: str
    is_tentative: bool = False


@dataclass(frozen=True)
class WorkingDays:
    """The calendar as the table says now. A page with many clocks takes one (one query) and asks it about all."""

    said: Mapping[date, Any] = field(default_factory=dict)

    def has(self, day: date) -> bool:
        """Is the office open?"""
        if day in self.said:
            return self.said[day].kind == Holiday.Kind.WORKING
        return day.weekday() < SATURDAY and day not in _national(day.year)

    def add(self, start: date, days: int) -> date:
        """The n-th working day after `start`, or before it when negative; 0: `start`, or the next day that is one.

        Raises:
            ValueError: more than some twenty years of working days.
        """
        if abs(days) > MOST_DAYS:
            raise ValueError(f"{days} working days are beyond any clock of ours")
        step = -DAY if days < 0 else DAY
        day, left = (start - DAY, 1) if days == 0 else (start, abs(days))
        while left:
            day += step
            left -= self.has(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; backwards, and negative, from `end` to before `start`."""
        if end < start:
            return -sum(self.has(day) for day in _days(end, start - DAY))
        return sum(self.has(day) for day in _days(start + DAY, end))

    def free_days(self, first: date, last: date) -> list[FreeDay]:
        """Named days off from `first` to `last`, in order, in the active language."""
        return [free for day in _days(first, last) if (free := self._free(day)) is not None]

    def _free(self, day: date) -> FreeDay | None:
        if (row := self.said.get(day)) is None:
            return _national(day.year, "en_US" if get_language() == "en" else "id").get(day)
        name = row.name_en if row.name_en and get_language() == "en" else row.name
        return None if row.kind == Holiday.Kind.WORKING else FreeDay(day, name, row.kind, row.is_tentative)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def working_days() -> WorkingDays:
    """The calendar as it stands: one query, so that a decree of this morning counts from this morning."""
    return WorkingDays({holiday.on: holiday for holiday in Holiday.objects.all()})


def is_working_day(day: date) -> bool:
    return working_days().has(day)


def add_working_days(start: date, days: int) -> date:
    return working_days().add(start, days)


def due_after(begun_at: datetime, days: int) -> datetime:
    """The end of the last of so many working days after a moment; its own day does not count."""
    return end_of(add_working_days(office_day(begun_at), days))


def working_days_between(start: date, end: date) -> int:
    return working_days().between(start, end)


@lru_cache(maxsize=64)
def _national(year: int, language: str = "id") -> dict[date, FreeDay]:
    """What the package knows of a year; nothing after 2100. Imported late: it costs a process half a second."""
    import holidays

    estimated = {"id": " (perkiraan)", "en_US": " (estimated)"}[language]
    return {
        day: FreeDay(day, name.removesuffix(estimated), kind, name.endswith(estimated))
        for category, kind in reversed(PACKAGE_KINDS.items())
        for day, name in holidays.country_holidays("ID", years=year, language=language, categories=(category,)).items()
    }
