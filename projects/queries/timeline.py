"""Projects along the months: a bar from beginning to end, how far it has come, and its milestones as dots.

Everything is counted in thousandths of the year that is shown, so that the drawing fits any width.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from commons import formats
from commons.calendar import today
from commons.narrowing import Narrowing
from commons.statements import Given, Statement
from projects.models import Milestone
from projects.queries.choosing import SINCE, SORT, chosen, meets, order, searched
from projects.queries.lists import ENDED, Row, rows

WHOLE = 1000  # the width of the drawing
QUARTERS = 4  # as many as are shown
BY_BEGINNING = ("starts_on", "due_on", "pk")
MILESTONES = Statement(
    lambda: (
        Milestone.objects.filter(project__in=Given("projects"), due_on__gte=Given("first"), due_on__lte=Given("last"))
        .exclude(state=Milestone.State.CANCELLED)
        .order_by("due_on", "pk")
        .values("project_id", "title", "due_on", "done_at")
    )
)


@dataclass(frozen=True)
class Bar:
    """Where a project lies: `x`, `width`, and `done` of it; open ends go on beyond what is shown."""

    x: int
    width: int
    done: int
    begins: bool
    ends: bool


@dataclass(frozen=True)
class Dot:
    """A milestone: where, and how it stands."""

    x: int
    state: str  # reached, late, coming


@dataclass(frozen=True)
class Line:
    """A project on the timeline: in words what the drawing shows."""

    row: Row
    dates: str
    milestones: str
    bar: Bar | None
    dots: tuple[Dot, ...]
    now: int | None


@dataclass(frozen=True)
class Span:
    """Four quarters, what they are called, and the addresses of those before and after."""

    first: date
    last: date
    quarters: tuple[str, ...]
    earlier: str
    later: str
    now: int | None

    @property
    def title(self) -> str:
        return f"{formats.short_date(self.first)} – {formats.short_date(self.last)}"

    def place(self, day: date) -> int:
        """In thousandths of what is shown; what lies outside lies at its edge."""
        whole = (self.last - self.first).days + 1
        return round(WHOLE * min(max((day - self.first).days, 0), whole) / whole)


def span(narrowed: Narrowing) -> Span:
    """The quarters that the address asks for; else the last one, this one and the two that come."""
    now = today()
    asked = narrowed.get(SINCE)
    year, quarter = map(int, asked.split("-")) if asked else (now.year, (now.month + 2) // 3)
    at = year * 4 + quarter - 1 - (0 if asked else 1)
    first, last = _begin(at), _begin(at + QUARTERS) - timedelta(days=1)
    shown = Span(
        first,
        last,
        tuple(_called(at + n) for n in range(QUARTERS)),
        narrowed.link(**{SINCE: _code(at - QUARTERS)}),
        narrowed.link(**{SINCE: _code(at + QUARTERS)}),
        None,
    )
    place = shown.place(now) if first <= now <= last else None
    return Span(first, last, shown.quarters, shown.earlier, shown.later, place)


def _begin(at: int) -> date:
    return date(at // 4, at % 4 * 3 + 1, 1)


def _code(at: int) -> str:
    return f"{at // 4}-{at % 4 + 1}"


def _called(at: int) -> str:
    """`Jul–Sep 2026`."""
    first = _begin(at)
    return f"{formats.written(first, 'M')}–{formats.written(_begin(at + 1) - timedelta(days=1), 'M Y')}"


def timeline_projects(user: Any, narrowed: Narrowing, shown: Span) -> QuerySet[Any, Any]:
    """What is under way in these quarters; what has no day at all stands in each, for it may be."""
    found = chosen(user, narrowed).filter(meets(shown.first, shown.last))
    return searched(found.for_rows(), narrowed).annotate(lowered=Lower("title"))


def timeline_order(narrowed: Narrowing) -> tuple[str, ...]:
    return order(narrowed) if narrowed.get(SORT) else BY_BEGINNING


def lines(found: list[Mapping[str, Any]], shown: Span) -> list[Line]:
    """One statement for the milestones of them all."""
    ids = tuple(row["pk"] for row in found)
    steps: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for step in MILESTONES(projects=ids, first=shown.first, last=shown.last) if ids else ():
        steps[step["project_id"]].append(step)
    for row in found:
        if row["stage"] in ENDED:  # what was not reached will not be, and is not late
            steps[row["pk"]] = [step for step in steps[row["pk"]] if step["done_at"]]
    return [
        Line(
            shown_row,
            _dates(row["starts_on"], row["due_on"]),
            _said(steps[row["pk"]]),
            _bar(row, shown),
            tuple(Dot(shown.place(step["due_on"]), _state(step)) for step in steps[row["pk"]]),
            shown.now,
        )
        for row, shown_row in zip(found, rows(found), strict=True)
    ]


def _dates(starts_on: date | None, due_on: date | None) -> str:
    if starts_on and due_on:
        return f"{formats.short_date(starts_on)} – {formats.short_date(due_on)}"
    if starts_on:
        return _("mulai %(date)s") % {"date": formats.short_date(starts_on)}
    if due_on:
        return _("sampai %(date)s") % {"date": formats.short_date(due_on)}
    return _("belum ada tanggal")


def _bar(row: Mapping[str, Any], shown: Span) -> Bar | None:
    starts_on, due_on = row["starts_on"], row["due_on"]
    if starts_on is None and due_on is None:
        return None
    begin = shown.place(starts_on or shown.first)
    end = max(shown.place((due_on or shown.last) + timedelta(days=1)), begin + 4)
    return Bar(
        begin,
        end - begin,
        _done(row, shown, begin, end),
        begins=starts_on is not None and starts_on >= shown.first,
        ends=due_on is not None and due_on <= shown.last,
    )


def _done(row: Mapping[str, Any], shown: Span, begin: int, end: int) -> int:
    """How far the filled part of the bar reaches: a share of the whole life, of which only a part may be shown."""
    starts_on, due_on = row["starts_on"], row["due_on"]
    if starts_on is None or due_on is None:
        return round((end - begin) * row["progress"] / 100)
    reached = starts_on + timedelta(days=round(((due_on - starts_on).days + 1) * row["progress"] / 100))
    return max(0, min(shown.place(reached), end) - begin)


def _state(step: Mapping[str, Any]) -> str:
    return "reached" if step["done_at"] else "late" if step["due_on"] < today() else "coming"


def _said(steps: Iterable[Mapping[str, Any]]) -> str:
    """The next milestone in words; those that were reached are behind it."""
    coming = [step for step in steps if not step["done_at"]]
    if not coming:
        return ""
    step = coming[0]
    return _("Tonggak: %(title)s, %(date)s") % {"title": step["title"], "date": formats.short_date(step["due_on"])}
