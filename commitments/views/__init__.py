"""The promise ledger on the web."""

from commitments.views.acts import (
    commitment_hand_over,
    commitment_keep,
    commitment_move,
    commitment_undo,
    commitment_withdraw,
)
from commitments.views.files import commitment_export, due_calendar
from commitments.views.lists import commitment_detail, commitment_list

__all__ = [
    "commitment_detail",
    "commitment_export",
    "commitment_hand_over",
    "commitment_keep",
    "commitment_list",
    "commitment_move",
    "commitment_undo",
    "commitment_withdraw",
    "due_calendar",
]
