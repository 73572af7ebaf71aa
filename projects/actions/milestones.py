"""Milestones are set, moved, reached and taken away by the project's team."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import When, cancel, record, schedule, withdraw
from commitments.actions import withdraw_promises_of
from commons.access import Refused, ensure
from commons.calendar import at
from projects.actions.locking import locked
from projects.models import MOST_MILESTONES, Milestone, Project
from projects.permissions import is_on_its_way

DUE = "projects.milestone_due"
NOTICE = timedelta(days=3)


@transaction.atomic
def add_milestone(*, project: Project, by: Any, title: str, due_on: date | None = None) -> Milestone:
    """One more step on the way. Locks the project.

    Raises:
        Refused: the project has as many as a page can show.
    """
    project = locked(project.pk)
    ensure(by, "projects.keep_milestones", project)
    if project.milestones.count() >= MOST_MILESTONES:
        raise Refused(
            _("Sudah ada %(n)s tonggak. Hapus atau gabungkan yang lama dulu.") % {"n": MOST_MILESTONES}, obj=project
        )
    milestone = Milestone.objects.create(project=project, title=title, due_on=due_on)
    _keep_reminder(milestone)
    return milestone


@transaction.atomic
def change_milestone(*, milestone: Milestone, by: Any, title: str, due_on: date | None = None) -> Milestone:
    """Another title or day; what was reached stays reached. Locks the project."""
    milestone = _locked(milestone, by)
    milestone.title, milestone.due_on = title, due_on
    milestone.save(update_fields=["title", "due_on"])
    _keep_reminder(milestone)
    return milestone


@transaction.atomic
def reach_milestone(*, milestone: Milestone, by: Any) -> Milestone:
    """Ticked: followers read of it. Ticked twice it is told once. Locks the project."""
    milestone = _locked(milestone, by)
    if not milestone.is_reached:
        milestone.done_at, milestone.done_by = timezone.now(), by
        milestone.save(update_fields=["done_at", "done_by"])
        _keep_reminder(milestone)
        record("projects.milestone_reached", actor=by, target=milestone, thread=milestone.project.thread)
    return milestone


@transaction.atomic
def reopen_milestone(*, milestone: Milestone, by: Any) -> Milestone:
    """The tick was a mistake: it is told no further. Locks the project."""
    milestone = _locked(milestone, by)
    milestone.done_at = milestone.done_by = None
    milestone.save(update_fields=["done_at", "done_by"])
    withdraw(milestone)
    _keep_reminder(milestone)
    return milestone


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Any) -> None:
    """It is no step of this project any more: told no further, its open tasks withdrawn. Locks the project."""
    milestone = _locked(milestone, by)
    withdraw_promises_of(milestone, by=by, reason=_("Tonggak dihapus dari proyek."))
    withdraw(milestone)
    cancel(DUE, milestone)
    milestone.delete()


def tell_due(due: Any, milestone: Milestone | None) -> str:
    """Three days are left: the coordinator hears of it."""
    if milestone is None:
        return "milestone gone"
    project = milestone.project
    if milestone.is_reached or milestone.due_on is None or not is_on_its_way(None, milestone):
        return "reached or closed"
    record(DUE, actor=None, target=milestone, thread=project.thread, to=[("your_turn", project.coordinator)])
    return "told"


def _keep_reminder(milestone: Milestone) -> None:
    """Set to the milestone's day, or taken away. Who sets a day nearer than the notice needs no reminder of it."""
    if milestone.due_on is None or milestone.is_reached:
        cancel(DUE, milestone)
        return
    morning = at(milestone.due_on, hour=8)
    if morning - NOTICE > timezone.now():
        schedule(DUE, milestone, {"soon": When(morning - NOTICE, morning)})
    else:
        cancel(DUE, milestone)


def _locked(milestone: Milestone, by: Any) -> Milestone:
    """Under the lock of its project; one that is gone meanwhile is refused in words."""
    project = locked(milestone.project_id)
    found = project.milestones.filter(pk=milestone.pk).first()
    if found is None:
        raise Refused(_("Tonggak ini sudah dihapus."), obj=project)
    found.project = project
    ensure(by, "projects.keep_milestones", found)
    return found
