"""*Selesai* is proposed with evidence, and confirmed by others or by silence; reopened within 14 days; put away."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.offices import the_office
from activity.actions import When, cancel, record, schedule
from commitments.actions import freeze_promises_at
from commons import attachments
from commons.access import Refused, ensure
from commons.models import Attachment
from commons.standing import OFFICE, standing
from forums.actions import archive_forum
from projects.actions.locking import locked
from projects.actions.stages import SILENT, go, tell_team
from projects.models import SILENCE, Completion, Project, Stage
from stakeholders.actions import ensure_speaks_for
from stakeholders.models import Organisation, Sector

USEFUL = timedelta(days=365)  # also after a long outage silence has confirmed it
BUSY = timedelta(minutes=1)
State = Completion.State


@transaction.atomic
def propose_completion(
    *,
    project: Project,
    by: Any,
    evidence: str,
    result: str,
    acting_as: Organisation | None = None,
    documents: Iterable[Attachment] = (),
    **answers: Any,
) -> Completion:
    """One side says that it is done, shows it, and answers five questions (`answers` are the further fields of
    `Completion`); another side is asked. Locks the project."""
    project = locked(project.pk)
    ensure(by, "projects.propose_completion", project)
    ensure_speaks_for(by, acting_as)
    now = timezone.now()
    completion = Completion.objects.create(
        project=project,
        proposed_by=by,
        acting_as=acting_as,
        sector=_side_of(by, acting_as, project),
        evidence=evidence,
        result=result,
        progress_before=project.progress,
        proposed_at=now,
        due_at=now + SILENCE,
        **answers,
    )
    for file in documents:
        attachments.attach(file, to=completion, audience=project.audience)
    project.closing = completion
    project.save(update_fields=["closing"])
    schedule(SILENT, completion, {"silent": When(completion.due_at, completion.due_at + USEFUL)})
    record("projects.done_proposed", actor=by, target=completion, thread=project.thread,
           acting_as=acting_as.group if acting_as else None,
           to=[("your_turn", group) for group in _who_answers(completion)])  # fmt: skip
    return completion


def _side_of(by: Any, acting_as: Organisation | None, project: Project) -> str:
    """Who works for the office speaks for the government, the coordinator for the organisation that leads."""
    if acting_as is not None:
        return acting_as.sector
    return Sector.GOVERNMENT if standing(by).roles & OFFICE else project.lead.sector


def _who_answers(completion: Completion) -> list[Group]:
    """The partners of other sectors, and the office where it is not the office that asks."""
    partners = completion.project.partnerships.accepted().exclude(organisation__sector=completion.sector)
    groups = [p.organisation.group for p in partners.select_related("organisation__group").order_by("pk")]
    if completion.sector != Sector.GOVERNMENT:
        groups += the_office()
    return groups


@transaction.atomic
def confirm_completion(*, completion: Completion, by: Any) -> Completion:
    """Somebody of another side says so too: the project is done. Locks the project."""
    completion = _locked(completion, by)
    completion.answer(State.CONFIRMED, by=by, acting_as=completion.side_of(by))
    cancel(SILENT, completion)
    _finish(completion)
    return completion


@transaction.atomic
def decline_completion(*, completion: Completion, by: Any, reason: str) -> Completion:
    """Not yet, and why: it goes on, and may be proposed again. Locks the project."""
    completion = _locked(completion, by)
    completion.answer(State.DECLINED, by=by, acting_as=completion.side_of(by), reason=reason)
    completion.save()
    cancel(SILENT, completion)
    project, acting_as = completion.project, completion.answered_as
    project.closing = None
    project.save(update_fields=["closing"])
    record("projects.done_declined", actor=by, target=completion, thread=project.thread,
           acting_as=acting_as.group if acting_as else None,
           to=[("asked", completion.proposed_by), ("concerned", project.coordinator)])  # fmt: skip
    return completion


def _locked(completion: Completion, by: Any) -> Completion:
    """
    Raises:
        Refused: not this person's to answer, or somebody else, or silence, was faster.
    """
    project = locked(completion.project_id)
    found: Completion = Completion.objects.for_page(by).get(pk=completion.pk)
    found.project = project
    if not found.is_waiting:
        words = {"state": found.get_state_display()}
        raise Refused(_("Usul selesai ini sudah terjawab: %(state)s.") % words, obj=found)
    ensure(by, "projects.answer_completion", found)
    return found


def tell_silent(due: Any, completion: Completion | None) -> str:
    """Seven days without an answer are one, and it is marked so.

    Whoever answers at this moment holds the project and is about to cancel this: it is tried a minute later.
    """
    if completion is None:
        return "gone"
    rows = Project.objects.select_for_update(of=("self",), skip_locked=True)
    project = rows.select_related("thread", "coordinator", "closing").filter(pk=completion.project_id).first()
    if project is None:
        schedule(SILENT, completion, {"silent": When(timezone.now() + BUSY, due.useful_until)})
        return "being answered"
    completion = Completion.objects.get(pk=completion.pk)
    completion.project = project
    if not completion.is_waiting:
        return "answered"
    completion.answer(State.CONFIRMED, by=None, is_silent=True)
    _finish(completion)
    return "told"


def _finish(completion: Completion) -> None:
    completion.save()
    project, by, acting_as = completion.project, completion.answered_by, completion.answered_as
    project.closing = completion
    if completion.cost_idr is not None:
        project.spent_idr = completion.cost_idr
        project.save(update_fields=["spent_idr"])
    go(project, Stage.DONE, by=by, acting_as=acting_as, reason=completion.result[:500])
    tell_team("projects.done_unopposed" if by is None else "projects.done_confirmed", project, by, acting_as)


@transaction.atomic
def reopen_project(*, project: Project, by: Any, reason: str, acting_as: Organisation | None = None) -> Project:
    """Within 14 days, with a reason, by anyone of the team: it was not done after all. Locks the project."""
    project = locked(project.pk)
    ensure(by, "projects.reopen_project", project)
    ensure_speaks_for(by, acting_as)
    closing = project.closing
    if closing is not None:
        closing.state, closing.reason = State.REOPENED, reason
        closing.save(update_fields=["state", "reason"])
        project.progress = closing.progress_before
    go(project, Stage.ACTIVE, by=by, reason=reason, acting_as=acting_as)
    tell_team("projects.project_reopened", project, by, acting_as)
    return project


@transaction.atomic
def archive_project(*, project: Project, by: Any) -> Project:
    """Read-only for good, with its part of the forum and its promises, which stay as they are. Locks the project."""
    project = locked(project.pk)
    ensure(by, "projects.archive_project", project)
    project.archived_at = timezone.now()
    project.save(update_fields=["archived_at"])
    record("projects.project_archived", actor=by, target=project, thread=project.thread)
    archive_forum(project.category_id)
    freeze_promises_at(project.thread)
    return project
