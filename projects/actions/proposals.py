"""A project is proposed, and follows what the office decides about it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import begin_to_follow, record
from approvals.actions import ask, ask_again, lock_open, offices, withdraw_asked
from approvals.models import Approval
from commons.access import Refused, ensure
from commons.audience import give, set_visibility
from commons.models import Visibility
from projects.actions.locking import locked
from projects.actions.opening import enter_leader, make_project
from projects.actions.stages import go
from projects.models import PROPOSAL, Project, Proposal, Stage, StageChange
from stakeholders.models import Organisation, Sector

State = Approval.State


@transaction.atomic
def propose_project(
    *, by: Any, lead: Organisation, visibility: str = Visibility.PUBLIC, hoped_for: str = "", **facts: Any
) -> Proposal:
    """Sent to the office. Its proposer coordinates it; until it is reviewed only those concerned see it.

    Raises:
        Refused: the organisation is neither this person's to speak for nor one of the government.
    """
    leads = Organisation.objects.verified().filter(pk=lead.pk)  # as it is now, not as it was chosen
    speaks = leads.represented_by(by).exists()
    if not (speaks or leads.filter(sector=Sector.GOVERNMENT).exists()):
        raise Refused(_("Pilih organisasi yang Anda wakili, atau kelurahan."))
    acting_as = lead if speaks else None
    project = make_project(lead=lead, coordinator=by, visibility=Visibility.PRIVATE, stage=Stage.PROPOSED, **facts)
    proposal = Proposal.objects.create(
        project=project, proposed_by=by, acting_as=acting_as, visibility=visibility, hoped_for=hoped_for
    )
    StageChange.objects.create(project=project, after=Stage.PROPOSED, author=by, acting_as=acting_as)
    begin_to_follow(by, project.thread)
    approval = ask(kind=PROPOSAL, object_id=project.pk, by=by, audience=project.audience, thread=project.thread)
    _tell_the_office(proposal, approval)
    for one in (by, *([lead.group] if speaks else [])):
        give("see", to=one, on=project.audience, by=by)
    return proposal


@transaction.atomic
def resubmit_proposal(*, proposal: Proposal, by: Any) -> Proposal:
    """What was returned is mended; a new clock begins. Locks its approval, then the project.

    Raises:
        Refused: it does not wait for its proposer.
    """
    approval = lock_open(PROPOSAL, proposal.pk)
    locked(proposal.pk)
    ensure(by, "projects.resubmit_proposal", proposal)
    if approval is None:  # decided in the moment between: the office's own page says what
        raise Refused(_("Usulan ini tidak menunggu perbaikan."), obj=proposal)
    ask_again(approval=approval, by=by)
    _tell_the_office(proposal, approval)
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: Any, reason: str) -> Proposal:
    """Its proposer takes it back: the office's clock stops, and from then on only those concerned see it. Locks its
    approval, then the project.

    Raises:
        Refused: it was decided in the moment between, or is not this person's.
    """
    approval = lock_open(PROPOSAL, proposal.pk)
    project = locked(proposal.pk)
    ensure(by, "projects.withdraw_proposal", proposal)
    assert approval is not None, "the rule has just seen it, and nobody else can have had it since"
    withdraw_asked(approval=approval, by=by, reason=reason)
    acting_as = proposal.acting_as
    go(project, Stage.CANCELLED, by=by, acting_as=acting_as, reason=reason)
    record("projects.proposal_withdrawn", actor=by, target=proposal, thread=project.thread,
           acting_as=acting_as.group if acting_as else None,
           to=[("concerned", office) for office in offices()])  # fmt: skip
    set_visibility(project.audience, Visibility.PRIVATE)
    return proposal


def _tell_the_office(proposal: Proposal, approval: Approval) -> None:
    """It is the office's turn; and whoever sent it reads that it has arrived, and until when it is looked at."""
    thread, acting_as = proposal.project.thread, proposal.acting_as
    turns = [("your_turn", office) for office in offices()]
    record("projects.project_proposed", actor=proposal.proposed_by, target=approval, thread=thread,
           acting_as=acting_as.group if acting_as else None, to=turns)  # fmt: skip
    asked = [("asked", approval.asked_by)]
    record("projects.proposal_received", actor=None, target=proposal, thread=thread, to=asked)


def begin_review(approval: Approval) -> None:
    """It is complete and fit to be seen: from now on those see it for whom it was meant. Locks the project."""
    project = locked(approval.object_id)
    if project.stage != Stage.PROPOSED:
        return
    officer = approval.decisions.select_related("by").latest("pk").by
    go(project, Stage.REVIEW, by=officer, acting_as=_office_of(officer))
    _tell("projects.review_begun", project, officer)
    set_visibility(project.audience, project.proposal.visibility)


def follow_decision(approval: Approval) -> None:
    """Called by the approvals, which hold the row of the approval. Locks the project."""
    happens = {
        State.GRANTED: _approved,
        State.RETURNED: _returned,
        State.REFUSED: _refused,
        State.UNDONE: _undone,
    }
    happens[State(approval.state)](locked(approval.object_id), approval)


def _approved(project: Project, approval: Approval) -> None:
    officer = approval.decided_by
    go(project, Stage.APPROVED, by=officer, acting_as=_office_of(officer))
    _tell("projects.proposal_approved", project, officer, project.lead.group)
    enter_leader(project, officer)
    give("see", to=project.lead.group, on=project.audience, by=officer)


def _returned(project: Project, approval: Approval) -> None:
    officer = approval.decided_by
    _tell("projects.proposal_returned", project, officer)
    if project.stage == Stage.REVIEW:
        go(project, Stage.PROPOSED, by=officer, acting_as=_office_of(officer), reason=approval.reason)
        set_visibility(project.audience, Visibility.PRIVATE)


def _refused(project: Project, approval: Approval) -> None:
    officer = approval.decided_by
    go(project, Stage.CANCELLED, by=officer, acting_as=_office_of(officer), reason=approval.reason)
    _tell("projects.proposal_refused", project, officer)
    set_visibility(project.audience, Visibility.PRIVATE)


def _undone(project: Project, approval: Approval) -> None:
    """Back among the proposals.

    Raises:
        Refused: it is on its way already, or in the archive.
    """
    if project.is_archived or project.stage not in (Stage.APPROVED, Stage.CANCELLED):
        raise Refused(_("Proyek ini sudah berjalan. Ubah tahapnya di halaman proyek, bukan keputusannya."), obj=project)
    officer = approval.decided_by
    go(project, Stage.PROPOSED, by=officer, acting_as=_office_of(officer), reason=approval.reason)
    _tell("projects.decision_undone", project, officer, project.lead.group)
    set_visibility(project.audience, Visibility.PRIVATE)


def _office_of(officer: Any) -> Organisation | None:
    """The office that somebody decides for, where the registry knows it."""
    return Organisation.objects.represented_by(officer).filter(sector=Sector.GOVERNMENT).order_by("pk").first()


def _tell(verb: str, project: Project, officer: Any, *more: Any) -> None:
    proposal = project.proposal
    people = {one.pk: one for one in (proposal.proposed_by, project.coordinator)}
    to = [("concerned", one) for one in (*people.values(), *more)]
    record(verb, actor=officer, target=proposal, thread=project.thread, to=to)
