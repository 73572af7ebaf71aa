"""The office decides: once, on the locked row, and the thing follows in the same transaction."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import cancel
from approvals.actions.asking import LATE, ask, locked_rows
from approvals.models import Approval, Decision, Deputy
from commons import contributions
from commons.access import Refused, ensure
from commons.approvable import Approvable
from commons.text import letters

State, What = Approval.State, Decision.What


@transaction.atomic
def grant(*, approval: Approval, by: Any) -> Approval:
    """Its present step is passed; with the last one it is granted. Locks the approval."""
    approval = _locked(approval, by, "approvals.grant")
    kind = contributions.one(Approvable, approval.kind)
    if not kind.is_last(approval.step):
        approval.step += 1
        approval.save(update_fields=["step"])
        _note(approval, What.PASSED, by)
        if kind.passed is not None:
            kind.passed(approval)
        return approval
    return _decide(approval, State.GRANTED, by)


@transaction.atomic
def return_(*, approval: Approval, by: Any, reason: str) -> Approval:
    """Something is missing: whoever asked mends it and sends it again, and the clock stops until then."""
    return _decide(_locked(approval, by, "approvals.return"), State.RETURNED, by, reason)


@transaction.atomic
def refuse(*, approval: Approval, by: Any, reason: str) -> Approval:
    """No, and why. Locks the approval.

    Raises:
        Refused: the reason is too short for things of this kind.
    """
    approval = _locked(approval, by, "approvals.refuse")
    least = contributions.one(Approvable, approval.kind).shortest_refusal
    if letters(reason) < least:
        raise Refused(_("Tulis alasan penolakan paling sedikit %(n)s huruf.") % {"n": least}, obj=approval)
    return _decide(approval, State.REFUSED, by, reason)


@transaction.atomic
def undo(*, approval: Approval, by: Any, reason: str, is_returned: bool = False) -> Approval:
    """The decision was wrong: it stays in the history, and the office is asked anew, in whose name it was before.

    With `is_returned` whoever asked has to mend something first. Locks the approval; gives the new one.
    """
    old = _decide(_locked(approval, by, "approvals.undo"), State.UNDONE, by, reason)
    anew = ask(kind=old.kind, object_id=old.object_id, by=old.asked_by, audience=old.audience, thread=old.thread)
    return _decide(anew, State.RETURNED, by, reason) if is_returned else anew


def _locked(approval: Approval, by: Any, rule: str) -> Approval:
    """
    Raises:
        Refused: not this person's to decide, or decided by somebody else meanwhile.
    """
    found: Approval = locked_rows().get(pk=approval.pk)
    ensure(by, rule, found)
    return found


def _decide(approval: Approval, state: str, by: Any, reason: str = "") -> Approval:
    approval.decide(state, by=by, at=timezone.now(), reason=reason)
    approval.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    _note(approval, What(state), by, reason)
    cancel(LATE, approval)
    contributions.one(Approvable, approval.kind).apply(approval)
    return approval


def _note(approval: Approval, what: str, by: Any, reason: str = "") -> None:
    """Who is somebody's deputy today decides as that."""
    deputy = Deputy.objects.current().filter(person=by.pk).order_by("pk").first()
    Decision.objects.create(approval=approval, what=what, by=by, deputy=deputy, reason=reason)
