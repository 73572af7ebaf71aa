"""Days that apps offer to the agenda: of each source one statement, for a list by key and a month beside it.

Days are the office's, whole and without a zone (M7).
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from commons.standing import READER, reader
from commons.statements import Given, Statement
from commons.windows import CalendarSource, Dated, Narrowed

__all__ = ["CalendarSource", "Dated", "Narrowed", "Span", "Spread", "days_of", "own_days", "parted", "spread_out"]
IN_A_CELL = 3  # of a source on one day of the month; how many there are is counted beside
LAST_PK = 2**63 - 1


@dataclass(frozen=True)
class Span:
    """The list from `first` to `last`, going on behind `behind` and the row `behind_pk` of that day; and the days of
    the month. Both ends count."""

    first: Any
    last: Any
    behind: Any
    behind_pk: Any
    month_first: Any
    month_last: Any


GIVEN = Span(*(Given(name) for name in ("first", "last", "behind", "behind_pk", "month_first", "month_last")))


@dataclass(frozen=True)
class Spread:
    """What was found: rows of the list, and of the month those that are shown, each with how many fall on its day."""

    listed: list[Mapping[str, Any]]
    in_month: list[Mapping[str, Any]]


def spread_out(
    listed: QuerySet[Any], in_month: QuerySet[Any], *, by: str, day: Any, columns: tuple[str, ...], size: int
) -> QuerySet[Any, Any]:
    """Both in one statement: `size` rows of the list in the order of `by`, and of each `day` the first few."""
    shown = ("in_month", "among", *columns)
    first = listed.order_by(by, "pk").annotate(in_month=Value(0), among=Value(0)).values(*shown)[:size]
    numbered = in_month.order_by().annotate(
        nth=Window(RowNumber(), partition_by=day, order_by=[by, "pk"]),
        among=Window(Count("pk"), partition_by=day),
    )
    few = numbered.filter(nth__lte=IN_A_CELL).annotate(in_month=Value(1)).values(*shown)
    return first.union(few, all=True)


def parted(rows: Iterable[Mapping[str, Any]], by: str) -> Spread:
    """What `spread_out` found, each part in its order."""
    ordered = sorted(rows, key=lambda row: (row[by], row["pk"]))
    return Spread([one for one in ordered if not one["in_month"]], [one for one in ordered if one["in_month"]])


def days_of(source: CalendarSource, user: Any, narrowed: Narrowed, span: Span, size: int) -> Spread:
    """What this person sees of a source; prepared where nothing is narrowed, which is what most ask for."""
    if narrowed.is_bare:
        return parted(_bare(source, size)(**asdict(span), **reader(user)), source.day)
    found = source.found(user, narrowed)
    return parted([] if found is None else _asked(source, found, span, size), source.day)


@cache
def _bare(source: CalendarSource, size: int) -> Statement:
    return Statement(lambda: _asked(source, source.found(READER, Narrowed()), GIVEN, size))


def _asked(source: CalendarSource, found: Any, span: Span, size: int) -> QuerySet[Any, Any]:
    day = source.day
    goes_on = Q(**{f"{day}__gt": span.behind}) | Q(**{day: span.behind, "pk__gt": span.behind_pk})
    listed = found.filter(**{f"{day}__gte": span.first, f"{day}__lte": span.last}).filter(goes_on)
    in_month = found.filter(**{f"{day}__gte": span.month_first, f"{day}__lte": span.month_last})
    return spread_out(listed, in_month, by=day, day=F(day), columns=_columns(source), size=size)


def _columns(source: CalendarSource) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("pk", source.day, *source.columns)))


def own_days(source: CalendarSource, person: Any, first: date, last: date, most: int) -> list[Dated]:
    """What falls due of one's own from `first` to `last`, for a calendar that a program reads."""
    found = source.found(person, Narrowed(is_mine=True))
    if found is None:
        return []
    within = found.filter(**{f"{source.day}__gte": first, f"{source.day}__lte": last})
    return [source.shown(row) for row in within.order_by(source.day, "pk").values(*_columns(source))[:most]]
