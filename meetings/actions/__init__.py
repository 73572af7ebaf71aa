"""What changes a meeting."""

from meetings.actions.agenda import (
    add_item,
    change_item,
    decline_item,
    propose_item,
    put_lines,
    remove_item,
    shift_item,
    take_item,
)
from meetings.actions.answers import answer_as_guest, answer_meeting, withdraw_answers
from meetings.actions.attendance import check_in, check_in_by_name, record_invitee, record_walk_in, undo_attendance
from meetings.actions.exports import export_attendance
from meetings.actions.forgetting import forget_guests, forget_walk_ins
from meetings.actions.invitations import Guest, invite_to_meeting, uninvite
from meetings.actions.meetings import call_meeting, cancel_meeting, move_meeting
from meetings.actions.roles import name_minute_taker

__all__ = [
    "Guest",
    "Held",
    "add_item",
    "answer_as_guest",
    "answer_meeting",
    "approve_minutes",
    "call_meeting",
    "cancel_meeting",
    "change_item",
    "check_in",
    "check_in_by_name",
    "circulate_minutes",
    "decline_item",
    "drop_decision",
    "export_attendance",
    "export_decisions",
    "forget_guests",
    "forget_walk_ins",
    "hand_items_on",
    "invite_to_meeting",
    "move_meeting",
    "name_minute_taker",
    "note_decision",
    "note_promise",
    "object_to_minutes",
    "propose_item",
    "put_lines",
    "record_invitee",
    "record_walk_in",
    "remove_item",
    "settle_item",
    "shift_item",
    "take_item",
    "undo_attendance",
    "uninvite",
    "withdraw_answers",
    "write_part",
]
