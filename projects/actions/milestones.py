"""Milestones are set, moved, reached and taken away by the project's team."""

from collections.abc import Sequence
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
from projects.actions.progress import keep_progress
from projects.models import MOST_MILESTONES, Milestone, Project, StatusUpdate
from projects.permissions.roles import is_on_its_way
from projects.queries.weights import levelled
from stakeholders.models import Organisation

DUE = "projects.milestone_due"
NOTICE = timedelta(days=3)
TICK = ("state", "done_at", "done_by", "reached_with")


@transaction.atomic
def add_milestone(
    *,
    project: Project,
    by: Any,
    title: str,
    due_on: date | None = None,
    weight: int | None = None,
    owner: Organisation | None = None,
) -> Milestone:
    """One more step, before the first that is due later. Locks the project.

    Raises:
        Refused: the project has as many as a page can show, or the owner takes no part in it.
    """
    project = locked(project.pk)
    ensure(by, "projects.keep_milestones", project)
    _ensure_takes_part(owner, project)
    if project.milestones.count() >= MOST_MILESTONES:
        raise Refused(
            _("Sudah ada %(n)s tonggak. Hapus atau gabungkan yang lama dulu.") % {"n": MOST_MILESTONES}, obj=project
        )
    milestone = Milestone.objects.create(project=project, title=title, due_on=due_on, weight=weight, owner=owner)
    ordered = [one for one in project.milestones.on_the_way() if one.pk != milestone.pk]
    later = (at for at, one in enumerate(ordered) if (one.due_on or date.max) > (due_on or date.max))
    ordered.insert(next(later, len(ordered)), milestone)
    _number(ordered)
    _keep_reminder(milestone)
    keep_progress(project)
    return milestone


@transaction.atomic
def change_milestone(
    *,
    milestone: Milestone,
    by: Any,
    title: str,
    due_on: date | None = None,
    weight: int | None = None,
    owner: Organisation | None = None,
    state: str = "",
) -> Milestone:
    """What it is, and how it stands; what was reached stays reached. Locks the project."""
    milestone = _locked(milestone, by)
    if owner is not None and owner.pk != milestone.owner_id:
        _ensure_takes_part(owner, milestone.project)
    milestone.title, milestone.due_on, milestone.weight, milestone.owner = title, due_on, weight, owner
    if state and state != Milestone.State.DONE and not milestone.is_reached:
        milestone.state = state
    milestone.save(update_fields=["title", "due_on", "weight", "owner", "state"])
    _keep_reminder(milestone)
    keep_progress(milestone.project)
    return milestone


@transaction.atomic
def move_milestone(*, milestone: Milestone, by: Any, up: bool) -> Milestone:
    """One place nearer to the beginning or the end; the first and the last stay. Locks the project."""
    milestone = _locked(milestone, by)
    ordered = list(milestone.project.milestones.on_the_way())
    at = ordered.index(milestone)
    to = min(max(at + (-1 if up else 1), 0), len(ordered) - 1)
    ordered.insert(to, ordered.pop(at))
    _number(ordered)
    return ordered[to]


@transaction.atomic
def level_weights(*, project: Project, by: Any) -> list[int]:
    """The weights in the same proportions, adding up to a hundred. Locks the project."""
    project = locked(project.pk)
    ensure(by, "projects.keep_milestones", project)
    counted = list(project.milestones.exclude(state=Milestone.State.CANCELLED).on_the_way())
    if not counted:
        raise Refused(_("Belum ada tonggak yang dapat diberi bobot."), obj=project)
    for milestone, weight in zip(counted, levelled([one.weight for one in counted]), strict=True):
        milestone.weight = weight
    Milestone.objects.bulk_update(counted, ["weight"])
    keep_progress(project)
    return [milestone.weight or 0 for milestone in counted]


@transaction.atomic
def reach_milestone(*, milestone: Milestone, by: Any, update: StatusUpdate | None = None) -> Milestone:
    """Ticked, perhaps in an `update`: followers read of it. Ticked twice it is told once. Locks the project."""
    milestone = _locked(milestone, by)
    if not milestone.is_reached:
        milestone.state, milestone.done_at, milestone.done_by = Milestone.State.DONE, timezone.now(), by
        milestone.reached_with = update
        milestone.save(update_fields=TICK)
        _keep_reminder(milestone)
        keep_progress(milestone.project)
        record("projects.milestone_reached", actor=by, target=milestone, thread=milestone.project.thread)
    return milestone


@transaction.atomic
def reopen_milestone(*, milestone: Milestone, by: Any) -> Milestone:
    """The tick was a mistake: it is told no further. Locks the project."""
    milestone = _locked(milestone, by)
    _untick(milestone)
    keep_progress(milestone.project)
    return milestone


def untick_with(update: StatusUpdate) -> None:
    """What was ticked in an update that is taken back. The caller holds the project, and keeps its progress."""
    for milestone in update.reached_milestones.all():
        _untick(milestone)


def _untick(milestone: Milestone) -> None:
    if milestone.is_reached:
        milestone.state, milestone.done_at, milestone.done_by = Milestone.State.ACTIVE, None, None
        milestone.reached_with = None
        milestone.save(update_fields=TICK)
    withdraw(milestone)
    _keep_reminder(milestone)


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Any) -> None:
    """It is no step of this project any more: told no further, its open tasks withdrawn. Locks the project."""
    milestone = _locked(milestone, by)
    withdraw_promises_of(milestone, by=by, reason=_("Tonggak dihapus dari proyek."))
    withdraw(milestone)
    cancel(DUE, milestone)
    milestone.delete()
    keep_progress(milestone.project)


def tell_due(due: Any, milestone: Milestone | None) -> str:
    """Three days are left: the coordinator hears of it."""
    if milestone is None:
        return "milestone gone"
    project = milestone.project
    if not milestone.is_open or milestone.due_on is None or not is_on_its_way(None, milestone):
        return "reached or closed"
    record(DUE, actor=None, target=milestone, thread=project.thread, to=[("your_turn", project.coordinator)])
    return "told"


def _keep_reminder(milestone: Milestone) -> None:
    """Set to the milestone's day, or taken away. Who sets a day nearer than the notice needs no reminder of it."""
    if milestone.due_on is None or not milestone.is_open:
        cancel(DUE, milestone)
        return
    morning = at(milestone.due_on, hour=8)
    if morning - NOTICE > timezone.now():
        schedule(DUE, milestone, {"soon": When(morning - NOTICE, morning)})
    else:
        cancel(DUE, milestone)


def _number(ordered: Sequence[Milestone]) -> None:
    for place, one in enumerate(ordered, 1):
        one.position = place
    Milestone.objects.bulk_update(ordered, ["position"])


def _ensure_takes_part(owner: Organisation | None, project: Project) -> None:
    if owner is not None and not project.partnerships.accepted().filter(organisation=owner).exists():
        raise Refused(_("Penanggung jawab tonggak dipilih dari mitra proyek ini."), obj=project)


def _locked(milestone: Milestone, by: Any) -> Milestone:
    """Under the lock of its project; one that is gone meanwhile is refused in words."""
    project = locked(milestone.project_id)
    found = project.milestones.filter(pk=milestone.pk).first()
    if found is None:
        raise Refused(_("Tonggak ini sudah dihapus."), obj=project)
    found.project = project
    ensure(by, "projects.keep_milestones", found)
    return found
