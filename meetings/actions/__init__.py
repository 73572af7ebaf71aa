"""What changes a meeting."""

from meetings.actions.answers import answer_as_guest, answer_meeting, withdraw_answers
from meetings.actions.feeds import change_feed, end_feed, make_feed
from meetings.actions.forgetting import forget_guests
from meetings.actions.invitations import Guest, invite_to_meeting, uninvite
from meetings.actions.meetings import call_meeting, cancel_meeting, move_meeting, publish_minutes
from meetings.actions.reminders import choose_reminders

__all__ = [
    "Guest",
    "answer_as_guest",
    "answer_meeting",
    "call_meeting",
    "cancel_meeting",
    "change_feed",
    "choose_reminders",
    "end_feed",
    "forget_guests",
    "invite_to_meeting",
    "make_feed",
    "move_meeting",
    "publish_minutes",
    "uninvite",
    "withdraw_answers",
]
