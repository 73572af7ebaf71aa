"""Days of projects in the agenda: when they are to be done, and their milestones."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from commons.narrowing import in_neighbourhood
from commons.standing import standing
from commons.windows import Dated, Narrowed
from projects.models import Milestone, Partnership, Project, Stage
from projects.models.project import address, title_for

AGREED = (Stage.APPROVED, Stage.ACTIVE, Stage.ON_HOLD, Stage.DONE)  # a proposal promises nothing yet
DUE_COLUMNS = ("title", "title_en", "stage", "lead__name")
MILESTONE_COLUMNS = ("title", "done_at", "project_id", "project__title", "project__title_en")


def due_projects(user: Any, narrowed: Narrowed) -> Any:
    return _left(Project.objects.visible_to(user), user, narrowed).filter(due_on__isnull=False)


def due_milestones(user: Any, narrowed: Narrowed) -> Any:
    found = Milestone.objects.visible_to(user).filter(due_on__isnull=False).exclude(state=Milestone.State.CANCELLED)
    if narrowed.is_bare:
        return found.filter(project__archived_at=None, project__stage__in=AGREED)
    return found.filter(project__in=_left(Project.objects.all(), user, narrowed).order_by().values("pk"))


def _left(projects: Any, user: Any, narrowed: Narrowed) -> Any:
    found = in_neighbourhood(projects.current().filter(stage__in=AGREED), narrowed.rw)
    if narrowed.project:
        found = found.filter(pk=narrowed.project)
    if narrowed.organisation:
        found = found.filter(Q(lead=narrowed.organisation) | Exists(_accepted(organisation=narrowed.organisation)))
    if narrowed.is_mine:
        groups = standing(user).groups
        mine = Q(coordinator=user.pk) | Q(lead__group__in=groups) | Exists(_accepted(organisation__group__in=groups))
        found = found.filter(mine)
    return found


def _accepted(**whose: Any) -> Any:
    return Partnership.objects.accepted().filter(project=OuterRef("pk"), **whose)


def due_project(row: Mapping[str, Any]) -> Dated:
    return Dated(
        name=f"proyek-{row['pk']}",
        on=row["due_on"],
        title=title_for(row["title"], row["title_en"]),
        url=address(row["pk"], row["title"]),
        detail=row["lead__name"],
        is_done=row["stage"] == Stage.DONE,
    )


def due_milestone(row: Mapping[str, Any]) -> Dated:
    project = title_for(row["project__title"], row["project__title_en"])
    is_done = row["done_at"] is not None
    return Dated(
        name=f"tonggak-{row['pk']}",
        on=row["due_on"],
        title=row["title"],
        url=address(row["project_id"], row["project__title"]),
        detail=_("%(project)s, tercapai") % {"project": project} if is_done else project,
        is_done=is_done,
    )
