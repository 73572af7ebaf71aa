"""What the office is asked, what it decides, and who stands in for its leader."""

from approvals.actions.asking import ask, ask_again, lock_open, note_granted, withdraw_asked
from approvals.actions.deciding import grant, refuse, return_, undo
from approvals.actions.deputies import end_deputy, set_deputy
from approvals.actions.offices import offices

__all__ = [
    "ask",
    "ask_again",
    "end_deputy",
    "grant",
    "lock_open",
    "note_granted",
    "offices",
    "refuse",
    "return_",
    "set_deputy",
    "undo",
    "withdraw_asked",
]
