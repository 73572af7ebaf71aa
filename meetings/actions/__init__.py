"""What changes a meeting."""

from meetings.actions.answers import answer_as_guest, answer_meeting, withdraw_answers
from meetings.actions.circulating import circulate_minutes
from meetings.actions.exports import export_decisions
from meetings.actions.forgetting import forget_guests
from meetings.actions.invitations import Guest, invite_to_meeting, uninvite
from meetings.actions.meetings import call_meeting, cancel_meeting, move_meeting
from meetings.actions.minutes import Held, drop_decision, note_decision, note_promise, settle_item, write_part
from meetings.actions.ratifying import approve_minutes, object_to_minutes
from meetings.actions.rolling_over import hand_items_on

__all__ = [
    "Guest",
    "Held",
    "answer_as_guest",
    "answer_meeting",
    "approve_minutes",
    "call_meeting",
    "cancel_meeting",
    "circulate_minutes",
    "drop_decision",
    "export_decisions",
    "forget_guests",
    "hand_items_on",
    "invite_to_meeting",
    "move_meeting",
    "note_decision",
    "note_promise",
    "object_to_minutes",
    "settle_item",
    "uninvite",
    "withdraw_answers",
    "write_part",
]
