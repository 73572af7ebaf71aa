"""A promise ends: kept, or withdrawn; and what was marked as kept by mistake runs again."""

from typing import Any

from django.utils import timezone

from activity.actions import record, withdraw
from commitments.actions.reminders import cancel_reminders, owners_of, set_reminders
from commitments.models import Commitment, CommitmentEntry, State

What = CommitmentEntry.What
TELLS = {What.KEPT: "commitments.commitment_kept", What.WITHDRAWN: "commitments.commitment_withdrawn"}


def close(
    commitment: Commitment, what: CommitmentEntry.What, *, by: Any, note: str, acting_as: Any = None
) -> CommitmentEntry:
    """The entry and the state together. The caller holds its lock; reminders that wait unread are told no more."""
    entry = CommitmentEntry.objects.create(commitment=commitment, what=what, note=note, by=by, acting_as=acting_as)
    commitment.state, commitment.closed_at = what.value, timezone.now()
    commitment.save(update_fields=["state", "closed_at"])
    cancel_reminders(commitment)
    withdraw(commitment)
    record(
        TELLS[what],
        actor=by,
        target=entry,
        thread=commitment.thread,
        acting_as=acting_as.group if acting_as else None,
        to=[("concerned", commitment.keeper)],
    )
    return entry


def reopen(commitment: Commitment, *, by: Any, note: str, acting_as: Any = None) -> CommitmentEntry:
    """The entry and the state together. Those who were told that it was kept hear it, and those who keep it, for they
    are reminded again. The caller holds its lock."""
    for kept in commitment.entries.filter(what=What.KEPT):
        withdraw(kept)
    entry = CommitmentEntry.objects.create(
        commitment=commitment, what=What.UNDONE, note=note, by=by, acting_as=acting_as
    )
    commitment.state, commitment.closed_at = State.OPEN, None
    commitment.save(update_fields=["state", "closed_at"])
    set_reminders(commitment)
    record(
        "commitments.keeping_undone",
        actor=by,
        target=entry,
        thread=commitment.thread,
        acting_as=acting_as.group if acting_as else None,
        to=[("concerned", one) for one in (commitment.keeper, *owners_of(commitment))],
    )
    return entry
