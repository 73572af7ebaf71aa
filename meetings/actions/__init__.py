"""What changes a meeting."""

from meetings.actions.answers import answer_as_guest, answer_meeting, withdraw_answers
from meetings.actions.forgetting import forget_guests
from meetings.actions.invitations import Guest, invite_to_meeting, uninvite
from meetings.actions.meetings import call_meeting, cancel_meeting, move_meeting, publish_minutes

__all__ = [
    "Guest",
    "answer_as_guest",
    "answer_meeting",
    "call_meeting",
    "cancel_meeting",
    "forget_guests",
    "invite_to_meeting",
    "move_meeting",
    "publish_minutes",
    "uninvite",
    "withdraw_answers",
]
