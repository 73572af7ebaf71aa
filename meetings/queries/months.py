"""A month as a table: weeks from Monday, in each cell the first few of its day and how many more there are."""

from calendar import MONDAY, Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commons import formats
from commons.dated import IN_A_CELL
from meetings.queries.asking import DAY, MONTH, Asked

ANY_MONDAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Entry:
    """One thing on a day, and how many of its `kind` there are on that day. `label` says what it is, where it has no
    hour."""

    url: str
    title: str
    clock: str
    label: str
    kind: str
    among: int
    is_off: bool = False


@dataclass(frozen=True)
class Cell:
    """`number` is empty outside the month. `more` counts what is not shown; `url` leads to all of the day."""

    number: str
    name: str
    entries: Sequence[Entry] = ()
    more: int = 0
    url: str = ""
    is_today: bool = False


@dataclass(frozen=True)
class Month:
    """With the addresses of its neighbours and its own."""

    name: str
    weekdays: list[tuple[str, str]]  # short and whole
    weeks: list[list[Cell]]
    url: str
    previous_url: str
    previous_name: str
    next_url: str
    next_name: str


def month_of(asked: Asked, entries: Mapping[date, Sequence[Entry]]) -> Month:
    """The month that the agenda shows."""
    weeks = Calendar(MONDAY).monthdatescalendar(asked.month.year, asked.month.month)
    days = [ANY_MONDAY + timedelta(days=n) for n in range(7)]
    return Month(
        name=name_of(asked.month),
        weekdays=[(formats.written(day, "D"), formats.written(day, "l")) for day in days],
        weeks=[[_cell(day, asked, entries.get(day, ())) for day in week] for week in weeks],
        url=_link(asked, asked.month),
        previous_url=_link(asked, asked.previous_month),
        previous_name=name_of(asked.previous_month),
        next_url=_link(asked, asked.next_month),
        next_name=name_of(asked.next_month),
    )


def name_of(month: date) -> str:
    """`Desember 2026`."""
    return formats.written(month, "F Y")


def _link(asked: Asked, month: date) -> str:
    return asked.link(**{MONTH: f"{month:%Y-%m}", DAY: ""})


def _cell(day: date, asked: Asked, entries: Sequence[Entry]) -> Cell:
    if day.month != asked.month.month:
        return Cell("", "")
    among = {one.kind: one.among for one in entries}
    shown = tuple(entries[:IN_A_CELL])
    return Cell(
        number=str(day.day),
        name=formats.long_date(day),
        entries=shown,
        more=sum(among.values()) - len(shown),
        url=asked.link(**{DAY: day.isoformat(), MONTH: ""}),
        is_today=day == asked.today,
    )
