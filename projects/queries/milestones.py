"""How far a project has come on its way, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commons import formats
from commons.calendar import today
from commons.statements import Given, Statement
from projects.models import Milestone, Project
from projects.models.milestone import WHOLE

SHOWN_REACHED, SHOWN_OPEN = 2, 3
REMEMBERED, MOST_DATED = timedelta(days=365), 1000


@dataclass(frozen=True)
class Step:
    """A milestone in the words that stand there."""

    pk: int
    title: str
    is_reached: bool
    is_late: bool
    is_cancelled: bool
    when: str
    state: str
    weight: int | None
    owner: str


@dataclass(frozen=True)
class Way:
    """All milestones of a project, how many are reached, what their weights say, and those that its page shows."""

    steps: tuple[Step, ...]

    @property
    def counted(self) -> tuple[Step, ...]:
        """Without what was given up."""
        return tuple(step for step in self.steps if not step.is_cancelled)

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def reached(self) -> int:
        return sum(step.is_reached for step in self.steps)

    @property
    def weights(self) -> int:
        return sum(step.weight or 0 for step in self.counted)

    @property
    def weighted(self) -> int:
        """How many have a weight."""
        return sum(step.weight is not None for step in self.counted)

    @property
    def amiss(self) -> int:
        """By how much the weights miss a hundred; nothing where there are none."""
        return self.weights - WHOLE if self.weighted else 0

    @property
    def short(self) -> int:
        return max(0, -self.amiss)

    @property
    def shown(self) -> tuple[Step, ...]:
        """The last that were reached, and the next ones."""
        done = [step for step in self.counted if step.is_reached][-SHOWN_REACHED:]
        coming = [step for step in self.counted if not step.is_reached][:SHOWN_OPEN]
        return tuple(step for step in self.counted if step in done or step in coming)

    @property
    def text(self) -> str:
        return _("%(n)s dari %(total)s tonggak tercapai") % {"n": self.reached, "total": len(self.counted)}

    @property
    def measure(self) -> str:
        """How the project's progress is computed; empty where it is entered."""
        return _("dihitung dari %(n)s tonggak berbobot") % {"n": self.weighted} if self.weighted else ""


SHOWN = ("pk", "title", "due_on", "done_at", "state", "weight", "owner__name")


def milestones_of_one() -> QuerySet[Any, Any]:
    """Of the project that is given."""
    return Milestone.objects.filter(project=Given("project")).on_the_way()


ALL = Statement(lambda: milestones_of_one().values(*SHOWN))


def way_of(project_id: int) -> Way:
    """One statement, whatever the number of milestones."""
    return way(ALL(project=project_id))


def way(rows: Sequence[Mapping[str, Any]]) -> Way:
    """Of `SHOWN`."""
    return Way(tuple(_step(row, today()) for row in rows))


def _step(row: Mapping[str, Any], now: date) -> Step:
    done: datetime | None = row["done_at"]
    due: date | None = row["due_on"]
    state = Milestone.State(row["state"])
    is_open = state in (Milestone.State.PLANNED, Milestone.State.ACTIVE)
    if done:
        when = _("tercapai %(date)s") % {"date": formats.short_date(done)}
    else:
        when = formats.short_date(due) if due else ""
    return Step(
        pk=row["pk"],
        title=row["title"],
        is_reached=done is not None,
        is_late=is_open and due is not None and due < now,
        is_cancelled=state == Milestone.State.CANCELLED,
        when=when,
        state=str(state.label),
        weight=row["weight"],
        owner=row["owner__name"] or "",
    )


@dataclass(frozen=True)
class Suggestion:
    """A milestone that most projects have, one tap away."""

    title: str
    due_on: date | None


def suggestions(project: Project, way: Way) -> list[Suggestion]:
    """The first three, until there are as many: the beginning, the middle, the end."""
    known = {step.title for step in way.steps}
    first, last = project.starts_on, project.due_on
    middle = first + (last - first) / 2 if first and last else None
    usual = ((_("Kegiatan dimulai"), first), (_("Setengah jalan"), middle), (_("Kegiatan selesai"), last))
    found = [Suggestion(title, day) for title, day in usual if title not in known]
    return found if len(way.steps) + len(found) <= len(usual) else []


def dated_milestones(projects: Any) -> QuerySet[Any, Any]:
    """Of these projects, for a calendar: from a year ago on, the first thousand."""
    since = today() - REMEMBERED
    found = Milestone.objects.filter(project__in=projects.order_by().values("pk"), due_on__gte=since)
    shown = ("pk", "title", "due_on", "done_at", "project_id", "project__title", "project__title_en")
    return found.order_by("due_on", "pk").values(*shown)[:MOST_DATED]
