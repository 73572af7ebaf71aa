"""What the office decided about a registration happens to the organisation, in the deciding transaction."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import record
from approvals.actions import grant, note_granted, return_, undo
from approvals.models import Approval
from commons.access import Refused, ensure
from commons.audience import set_visibility, take
from commons.models import Visibility
from stakeholders.actions import groups
from stakeholders.actions.locking import locked
from stakeholders.models import REGISTRATION, Organisation

State = Organisation.State


@transaction.atomic
def verify_organisation(*, organisation: Organisation, by: Any) -> Organisation:
    """Grant its registration: it is public from now on, and its people may speak for it."""
    grant(approval=_open_registration(organisation), by=by)
    return locked(organisation.pk)


@transaction.atomic
def return_organisation(*, organisation: Organisation, by: Any, reason: str) -> Organisation:
    """Not yet: its people are told what to mend, and send it in again."""
    return_(approval=_open_registration(organisation), by=by, reason=reason)
    return locked(organisation.pk)


@transaction.atomic
def undo_verification(*, organisation: Organisation, by: Any, reason: str) -> Organisation:
    """What the office entered or imported was verified without being asked about: that is written down as the decision
    it was, and undone. Locks the organisation."""
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.undo_verification", organisation)
    assert organisation.verified_at is not None  # a constraint has it there
    approval = note_granted(
        kind=REGISTRATION,
        object_id=organisation.pk,
        by=organisation.verified_by,
        at=organisation.verified_at,
        audience=organisation.audience,
        thread=organisation.thread,
    )
    undo(approval=approval, by=by, reason=reason)
    return locked(organisation.pk)


def _open_registration(organisation: Organisation) -> Approval:
    found: Approval | None = Approval.objects.about(REGISTRATION, organisation.pk).open().first()
    if found is None:
        raise Refused(_("Pendaftaran ini tidak sedang menunggu keputusan."), obj=organisation)
    return found


def follow_decision(approval: Approval) -> None:
    """Called by the approvals, which hold the row of the approval. Locks the organisation."""
    organisation = locked(approval.object_id)
    happens = {
        Approval.State.GRANTED: _verified,
        Approval.State.RETURNED: _returned,
        Approval.State.REFUSED: _refused,
        Approval.State.UNDONE: _undone,
    }
    happens[Approval.State(approval.state)](organisation, approval)


def _verified(organisation: Organisation, approval: Approval) -> None:
    organisation.state, organisation.return_reason = State.VERIFIED, ""
    organisation.verified_at, organisation.verified_by = approval.decided_at, approval.decided_by
    organisation.save(update_fields=["state", "verified_at", "verified_by", "return_reason"])
    set_visibility(organisation.audience, Visibility.PUBLIC)
    for membership in organisation.memberships.active().select_related("person"):
        take("see", of=membership.person, on=organisation.audience, by=approval.decided_by)
        groups.enter(membership.person, organisation, by=approval.decided_by)
    _tell("stakeholders.organisation_verified", organisation, approval, [organisation.group])


def _returned(organisation: Organisation, approval: Approval) -> None:
    organisation.state, organisation.return_reason = State.RETURNED, approval.reason
    organisation.save(update_fields=["state", "return_reason"])
    _tell("stakeholders.organisation_returned", organisation, approval, _managers(organisation))


def _refused(organisation: Organisation, approval: Approval) -> None:
    organisation.state, organisation.return_reason = State.REFUSED, approval.reason
    organisation.save(update_fields=["state", "return_reason"])
    _tell("stakeholders.organisation_refused", organisation, approval, _managers(organisation))


def _undone(organisation: Organisation, approval: Approval) -> None:
    """Back among those that wait. What was verified is hidden again, and its people speak for it no more.

    Raises:
        Refused: it was suspended or archived meanwhile; that is taken back first.
    """
    if organisation.state not in (State.VERIFIED, State.REFUSED):
        raise Refused(_("Organisasi ini dibekukan atau diarsipkan. Pulihkan dulu, lalu batalkan keputusannya."))
    organisation.state, organisation.submitted_at = State.SUBMITTED, timezone.now()
    organisation.return_reason = approval.reason
    organisation.verified_at = organisation.verified_by = None
    organisation.save(update_fields=["state", "submitted_at", "return_reason", "verified_at", "verified_by"])
    people = [membership.person for membership in organisation.memberships.active().select_related("person")]
    _tell("stakeholders.organisation_undone", organisation, approval, people)
    set_visibility(organisation.audience, Visibility.PRIVATE)
    for person in people:
        groups.leave(person, organisation, by=approval.decided_by)
        groups.enter(person, organisation, by=approval.decided_by)


def _managers(organisation: Organisation) -> list[Any]:
    return [membership.person for membership in organisation.memberships.active().managers().select_related("person")]


def _tell(verb: str, organisation: Organisation, approval: Approval, people: list[Any]) -> None:
    record(verb, actor=approval.decided_by, target=organisation, thread=organisation.thread,
           to=[("concerned", one) for one in people])  # fmt: skip
