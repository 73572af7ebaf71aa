"""What is in a project's way is written down, asked of an organisation, answered and resolved."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import When, begin_to_follow, cancel, record, schedule
from commons.access import Refused, ensure
from commons.calendar import at
from projects.actions.locking import locked
from projects.models import MOST_OBSTACLES, Obstacle, Project
from projects.queries import may_be_asked
from stakeholders.actions import ensure_speaks_for
from stakeholders.models import Organisation

DUE = "projects.obstacle_due"
USEFUL = timedelta(days=7)


@transaction.atomic
def raise_obstacle(
    *,
    project: Project,
    by: Any,
    what: str,
    since_on: date,
    asked: Organisation | None = None,
    due_on: date | None = None,
    acting_as: Organisation | None = None,
) -> Obstacle:
    """Write down what is in the way; the organisation that is asked hears it at once. Locks the project.

    Raises:
        Refused: as many are open as anybody can follow, or that organisation can't be asked about this project.
    """
    project = locked(project.pk)
    ensure(by, "projects.raise_obstacle", project)
    ensure_speaks_for(by, acting_as)
    if project.obstacles.open().count() >= MOST_OBSTACLES:
        raise Refused(
            _("Sudah ada %(n)s kendala terbuka. Selesaikan atau gabungkan yang lama dulu.") % {"n": MOST_OBSTACLES},
            obj=project,
        )
    if asked is not None and not may_be_asked(project, by).filter(pk=asked.pk).exists():
        raise Refused(_("Organisasi ini tidak dapat dimintai bantuan di proyek ini."), obj=project)
    obstacle = Obstacle.objects.create(
        project=project, what=what, since_on=since_on, asked=asked, due_on=due_on, raised_by=by, acting_as=acting_as
    )
    begin_to_follow(by, project.thread)
    record(
        "projects.obstacle_raised",
        actor=by,
        target=obstacle,
        thread=project.thread,
        acting_as=acting_as.group if acting_as else None,
        to=[*([("your_turn", asked.group)] if asked else []), ("concerned", project.coordinator)],
    )
    if due_on is not None and (morning := at(due_on, hour=8)) > timezone.now():
        schedule(DUE, obstacle, {"day": When(morning, morning + USEFUL)})
    return obstacle


@transaction.atomic
def answer_obstacle(*, obstacle: Obstacle, by: Any, answer: str) -> Obstacle:
    """What the organisation that was asked says; whoever asked hears it. Locks the project."""
    obstacle = _locked(obstacle)
    ensure(by, "projects.answer_obstacle", obstacle)
    obstacle.answer, obstacle.answered_by, obstacle.answered_at = answer, by, timezone.now()
    obstacle.save(update_fields=["answer", "answered_by", "answered_at"])
    cancel(DUE, obstacle)
    assert obstacle.asked is not None, "the rule lets nobody else answer"
    record(
        "projects.obstacle_answered",
        actor=by,
        target=obstacle,
        thread=obstacle.project.thread,
        acting_as=obstacle.asked.group,
        to=[("asked", obstacle.raised_by), ("asked", obstacle.project.coordinator)],
    )
    return obstacle


@transaction.atomic
def resolve_obstacle(*, obstacle: Obstacle, by: Any, resolution: str) -> Obstacle:
    """It is out of the way, and this is how. Locks the project."""
    obstacle = _locked(obstacle)
    ensure(by, "projects.resolve_obstacle", obstacle)
    obstacle.resolution, obstacle.resolved_by, obstacle.resolved_at = resolution, by, timezone.now()
    obstacle.save(update_fields=["resolution", "resolved_by", "resolved_at"])
    cancel(DUE, obstacle)
    record(
        "projects.obstacle_resolved",
        actor=by,
        target=obstacle,
        thread=obstacle.project.thread,
        to=[("asked", obstacle.raised_by), *([("concerned", obstacle.asked.group)] if obstacle.asked else [])],
    )
    return obstacle


def tell_due(due: Any, obstacle: Obstacle | None) -> str:
    """Today an answer was hoped for: the organisation and the coordinator hear it."""
    if obstacle is None:
        return "obstacle gone"
    project = obstacle.project
    if not obstacle.is_open or obstacle.is_answered or obstacle.asked is None or project.archived_at is not None:
        return "answered or closed"
    to = [("your_turn", obstacle.asked.group), ("concerned", project.coordinator)]
    record(DUE, actor=None, target=obstacle, thread=project.thread, to=to)
    return "told"


def _locked(obstacle: Obstacle) -> Obstacle:
    project = locked(obstacle.project_id)
    found = project.obstacles.select_related("asked__group", "raised_by", "acting_as").get(pk=obstacle.pk)
    found.project = project
    return found
