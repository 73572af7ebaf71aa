"""What makes promises, and what becomes of them."""

from commitments.actions.archiving import freeze_promises_at
from commitments.actions.exports import export_commitments
from commitments.actions.handing import hand_over
from commitments.actions.keeping import keep_commitment, move_due_date, undo_keeping, withdraw_commitment
from commitments.actions.making import make_commitment, withdraw_promises_of

__all__ = [
    "export_commitments",
    "freeze_promises_at",
    "hand_over",
    "keep_commitment",
    "make_commitment",
    "move_due_date",
    "undo_keeping",
    "withdraw_commitment",
    "withdraw_promises_of",
]
