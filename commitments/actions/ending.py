"""A promise ends once: kept, or withdrawn."""

from typing import Any

from django.utils import timezone

from activity.actions import record, withdraw
from commitments.actions.reminders import cancel_reminders
from commitments.models import Commitment, CommitmentEntry

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
