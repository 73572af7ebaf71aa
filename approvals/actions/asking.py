"""The office is asked, and its clock begins; when it runs out, the leader hears of it once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from activity.actions import When, cancel, record, schedule, withdraw
from activity.models import Thread
from approvals.actions.offices import offices, show_to_offices
from approvals.models import Approval, Decision
from approvals.models.deputy import DEPUTY
from commons import contributions
from commons.approvable import Approvable
from commons.audience import Audience
from commons.calendar import due_after
from commons.standing import LEADER

LATE = "approvals.late"
USEFUL = timedelta(days=365)
BUSY = timedelta(minutes=1)
What = Decision.What


@transaction.atomic
def ask(*, kind: str, object_id: int, by: Any, audience: Audience, thread: Thread) -> Approval:
    """The office is to decide about this thing; from now on all of it sees the thing.

    Raises:
        LookupError: a kind that nobody contributes.
    """
    approval = Approval(kind=kind, object_id=object_id, asked_by=by, audience=audience, thread=thread)
    _begin(approval, What.ASKED, by)
    show_to_offices(audience, by=by)
    return approval


@transaction.atomic
def note_granted(*, kind: str, object_id: int, by: Any, at: datetime, audience: Audience, thread: Thread) -> Approval:
    """What the office vouched for without being asked, written down as the decision that it was: so it can be undone
    like any other. `by` and `at` say who vouched, and when."""
    due_at = due_after(at, contributions.one(Approvable, kind).days)
    approval = Approval(kind=kind, object_id=object_id, audience=audience, thread=thread, asked_at=at, due_at=due_at)
    approval.decide(Approval.State.GRANTED, by=by, at=at)
    approval.save()
    Decision.objects.create(approval=approval, what=What.GRANTED, by=by, at=at)
    return approval


@transaction.atomic
def ask_again(*, approval: Approval, by: Any) -> Approval:
    """What was returned is mended: a new clock begins. The caller holds the row (`lock_open`)."""
    _begin(approval, What.AGAIN, by)
    return approval


@transaction.atomic
def withdraw_asked(*, approval: Approval, by: Any, reason: str) -> Approval:
    """Whoever asked takes it back: its clock stops, its history stays, and what tells the office of it is told no
    further. The caller holds the row (`lock_open`), and makes the thing follow."""
    approval.decide(Approval.State.WITHDRAWN, by=by, at=timezone.now(), reason=reason)
    approval.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    Decision.objects.create(approval=approval, what=What.WITHDRAWN, by=by, reason=reason)
    cancel(LATE, approval)
    withdraw(approval)
    return approval


def lock_open(kind: str, object_id: int) -> Approval | None:
    """What is not decided yet about this thing, locked until the commit. Lock it before the thing: deciding does."""
    return locked_rows().about(kind, object_id).open().first()


def locked_rows() -> Any:
    """Approvals under a lock, with what the actions need beside them."""
    return Approval.objects.select_for_update(of=("self",)).select_related("audience", "thread", "asked_by")


def _begin(approval: Approval, what: str, by: Any) -> None:
    now = timezone.now()
    approval.wait(asked_at=now, due_at=due_after(now, contributions.one(Approvable, approval.kind).days))
    approval.save()
    Decision.objects.create(approval=approval, what=what, by=by, at=now)
    schedule(LATE, approval, {"late": When(approval.due_at, approval.due_at + USEFUL)})


def tell_late(due: Any, approval: Approval | None) -> str:
    """The clock has run out: the leader, and whoever stands in for them, hear of it once a clock.

    Whoever decides at this moment holds the row and is about to cancel this very reminder: it is tried a minute later.
    """
    if approval is None:
        return "gone"
    held = Approval.objects.select_for_update(of=("self",), skip_locked=True).select_related("thread")
    found = held.filter(pk=approval.pk).first()
    if found is None:
        schedule(LATE, approval, {"late": When(timezone.now() + BUSY, due.useful_until)})
        return "being decided"
    if not found.is_late(timezone.now()) or found.late_at is not None:
        return "decided, or told already"
    found.late_at = timezone.now()
    found.save(update_fields=["late_at"])
    to = [("your_turn", office) for office in offices(LEADER, DEPUTY)]
    record(LATE, actor=None, target=found, thread=found.thread, to=to)
    return "told"
