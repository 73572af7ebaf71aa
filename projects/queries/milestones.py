"""How far a project has come on its way, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from commons import formats
from commons.calendar import today
from commons.statements import Given, Statement
from projects.models import Milestone

SHOWN_REACHED, SHOWN_OPEN = 2, 3


@dataclass(frozen=True)
class Step:
    """A milestone in the words that stand there."""

    pk: int
    title: str
    is_reached: bool
    is_late: bool
    when: str


@dataclass(frozen=True)
class Way:
    """All milestones of a project, how many are reached, and those that its page shows."""

    steps: tuple[Step, ...]
    reached: int

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def shown(self) -> tuple[Step, ...]:
        """The last that were reached, and the next ones."""
        done = [step for step in self.steps if step.is_reached][-SHOWN_REACHED:]
        coming = [step for step in self.steps if not step.is_reached][:SHOWN_OPEN]
        return tuple(step for step in self.steps if step in done or step in coming)

    @property
    def text(self) -> str:
        return _("%(n)s dari %(total)s tonggak tercapai") % {"n": self.reached, "total": self.total}


ALL = Statement(
    lambda: Milestone.objects.filter(project=Given("project")).on_the_way().values("pk", "title", "due_on", "done_at")
)


def way_of(project_id: int) -> Way:
    """One statement, whatever the number of milestones."""
    rows: Sequence[Mapping[str, Any]] = ALL(project=project_id)
    steps = tuple(_step(row, today()) for row in rows)
    return Way(steps, sum(step.is_reached for step in steps))


def _step(row: Mapping[str, Any], now: date) -> Step:
    done: datetime | None = row["done_at"]
    due: date | None = row["due_on"]
    if done:
        when = _("tercapai %(date)s") % {"date": formats.short_date(done)}
    else:
        when = formats.short_date(due) if due else ""
    return Step(row["pk"], row["title"], done is not None, done is None and due is not None and due < now, when)
