"""What is in the way of projects, and who may be asked for help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons import formats
from commons.access import can
from commons.calendar import office_day, today
from commons.chips import Chip
from commons.drawn import kept_for_the_minute
from commons.models import Visibility
from commons.standing import sight, standing
from commons.statements import Given
from projects.models import TAKING_PARTNERS, Obstacle, Partnership, Project
from projects.models.obstacle import ObstacleQuerySet
from projects.models.project import title_for
from stakeholders.models import Organisation, Sector
from stakeholders.models.organisation import OrganisationQuerySet

SHOWN_ON_PAGE, SHOWN_ON_DESK, MOST_HELPERS = 3, 10, 40
TIMELINE = ("-resolved_at", "-pk")
SHOWN = (
    *("pk", "what", "since_on", "due_on", "answer", "answered_at", "resolution", "resolved_at"),
    *("asked__name", "acting_as__name", "project_id"),
)


@dataclass(frozen=True)
class ShownObstacle:
    """An obstacle in the words that stand there; `age` is how long it has been, or was, in the way."""

    pk: int
    what: str
    age: str
    asked: str
    by: str
    due: str
    is_late: bool
    answer: str
    resolution: str
    chip: Chip
    url: str
    project: str = ""


def first_of_one() -> ObstacleQuerySet:
    """Those of the given project that have been open longest, one more than a page shows."""
    return Obstacle.objects.filter(project=Given("project")).open().by_age()[: SHOWN_ON_PAGE + 1]


def open_obstacles(project: Project) -> list[ShownObstacle]:
    return obstacles(project.obstacles.open().by_age().values(*SHOWN))


def resolved_obstacles(project: Project) -> Any:
    """Rows for `obstacles`; the newest ending first."""
    return project.obstacles.resolved().values(*SHOWN)


def obstacles(rows: Sequence[Mapping[str, Any]] | Any) -> list[ShownObstacle]:
    """Of `values(*SHOWN)`."""
    now = today()
    return [_shown(row, now) for row in rows]


def _shown(row: Mapping[str, Any], now: date) -> ShownObstacle:
    resolved, answered = row["resolved_at"], row["answered_at"]
    days = ((office_day(resolved) if resolved else now) - row["since_on"]).days
    late = row["due_on"] is not None and row["due_on"] < now and not answered and not resolved
    return ShownObstacle(
        pk=row["pk"],
        what=row["what"],
        age=_age(max(days, 0), is_over=bool(resolved)),
        asked=row["asked__name"] or "",
        by=row["acting_as__name"] or _("Tim proyek"),
        due=formats.short_date(row["due_on"]) if row["due_on"] and not answered and not resolved else "",
        is_late=late,
        answer=row["answer"],
        resolution=row["resolution"],
        chip=_chip(row),
        url=f"/proyek/{row['project_id']}/kendala/#kendala-{row['pk']}",
        project=title_for(row["project__title"], row["project__title_en"]) if "project__title" in row else "",
    )


def _age(days: int, *, is_over: bool) -> str:
    """After *sudah*, or after *berlangsung* where it is out of the way."""
    if days:
        return ngettext("%(n)s hari", "%(n)s hari", days) % {"n": days}
    return _("kurang dari sehari") if is_over else _("sejak hari ini")


def _chip(row: Mapping[str, Any]) -> Chip:
    if row["resolved_at"]:
        return Chip(_("Teratasi"), "ok", "circle-check")
    if row["answered_at"]:
        return Chip(_("Dijawab"), "info", "reply")
    if row["asked__name"]:
        return Chip(_("Menunggu jawaban"), "gold", "clock")
    return Chip(_("Belum ada penolong"), "danger", "circle-alert")


@dataclass(frozen=True)
class ActsOnObstacles:
    """What this reader may do: write one down, resolve open ones, and answer those asked of their organisations."""

    may_raise: bool
    to_resolve: frozenset[int]
    to_answer: frozenset[int]


def acts_on_obstacles(project: Project, user: Any) -> ActsOnObstacles:
    """Asked once for all rows of a project; each door asks its own rule again."""
    may_raise = bool(can(user, "projects.raise_obstacle", project))
    groups = standing(user).groups
    waiting = project.obstacles.unanswered().filter(asked__group__in=groups) if groups else Obstacle.objects.none()
    mine = (
        frozenset(waiting.values_list("pk", flat=True))
        if project.stage in TAKING_PARTNERS and project.archived_at is None
        else frozenset()
    )
    to_resolve = frozenset(_resolvable(project, user).values_list("pk", flat=True)) if may_raise else frozenset()
    return ActsOnObstacles(may_raise, to_resolve, mine)


def _resolvable(project: Project, user: Any) -> ObstacleQuerySet:
    """Its open obstacles that this partner, or the whole team, may close: only who has one knows that it is gone."""
    found = project.obstacles.open()
    is_team = can(user, "projects.keep_milestones", project)
    return found if is_team else found.raised_by(user, standing(user).groups)


def obstacles_by_age(user: Any) -> dict[str, Any] | None:
    """For the desk: open obstacles of the projects that are on their way, the oldest first; as of this minute."""
    shown = kept_for_the_minute(lambda: _oldest(user), "projects.obstacles_by_age", sight(user))
    return {"obstacles": shown} if shown else None


def _oldest(user: Any) -> list[ShownObstacle]:
    found = (
        Obstacle.objects.visible_to(user)
        .open()
        .filter(project__in=Project.objects.taking_partners())
        .by_age()
        .values(*SHOWN, "project__title", "project__title_en")[:SHOWN_ON_DESK]
    )
    return obstacles(found)


def may_be_asked(project: Project, user: Any) -> OrganisationQuerySet:
    """Who can be asked for help: of a private project those who take part, for others do not know of it."""
    found = Organisation.objects.visible_to(user).verified()
    if project.audience.visibility != Visibility.PRIVATE:
        return found
    partners = Partnership.objects.accepted().filter(project=project).values("organisation")
    return found.filter(pk__in=partners.union(Organisation.objects.filter(pk=project.lead_id).values("pk")))


def helpers(project: Project, user: Any) -> list[str]:
    """Names to choose from where one says whose help is needed: the offices, and who takes part."""
    partners = Partnership.objects.accepted().filter(project=project).values("organisation")
    found = may_be_asked(project, user)
    near = found.filter(sector=Sector.GOVERNMENT) | found.filter(pk__in=partners)
    return list(near.distinct().by_name().values_list("name", flat=True)[:MOST_HELPERS])


def helper_named(name: str, project: Project, user: Any) -> Organisation | None:
    """The organisation that somebody wrote the name of, where it can be asked."""
    return may_be_asked(project, user).filter(name__iexact=name).select_related("group").first() if name else None
