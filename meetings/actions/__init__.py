"""What changes a meeting."""

from meetings.actions.answers import answer_as_guest, answer_meeting, withdraw_answers
from meetings.actions.following import cancel_following, move_following
from meetings.actions.forgetting import forget_guests
from meetings.actions.invitations import Guest, invite_to_meeting, uninvite
from meetings.actions.meetings import call_meeting, cancel_meeting, move_meeting, publish_minutes
from meetings.actions.series import absurdity, call_series, counted_from, lasting
from meetings.actions.series_answers import answer_series, answer_series_as_guest, withdraw_series_answers
from meetings.actions.series_invitations import invite_to_series, uninvite_from_series

__all__ = [
    "Guest",
    "absurdity",
    "answer_as_guest",
    "answer_meeting",
    "answer_series",
    "answer_series_as_guest",
    "call_meeting",
    "call_series",
    "cancel_following",
    "cancel_meeting",
    "counted_from",
    "forget_guests",
    "invite_to_meeting",
    "invite_to_series",
    "lasting",
    "move_following",
    "move_meeting",
    "publish_minutes",
    "uninvite",
    "uninvite_from_series",
    "withdraw_answers",
    "withdraw_series_answers",
]
