"""What makes promises, and what becomes of them."""

from commitments.actions.archiving import freeze_promises_at
from commitments.actions.keeping import keep_commitment, move_due_date, withdraw_commitment
from commitments.actions.making import make_commitment, withdraw_promises_of

__all__ = [
    "freeze_promises_at",
    "keep_commitment",
    "make_commitment",
    "move_due_date",
    "withdraw_commitment",
    "withdraw_promises_of",
]
