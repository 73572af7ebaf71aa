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
from meetings.actions.circulating import circulate_minutes
from meetings.actions.exports import export_attendance, export_decisions
from meetings.actions.feeds import change_feed, end_feed, make_feed
from meetings.actions.following import cancel_following, move_following
from meetings.actions.forgetting import forget_guests, forget_walk_ins
from meetings.actions.invitations import Guest, invite_to_meeting, uninvite
from meetings.actions.meetings import call_meeting, cancel_meeting, move_meeting
from meetings.actions.minutes import Held, drop_decision, note_decision, note_promise, settle_item, write_part
from meetings.actions.ratifying import approve_minutes, object_to_minutes
from meetings.actions.reminders import choose_reminders
from meetings.actions.roles import name_minute_taker
from meetings.actions.rolling_over import hand_items_on
from meetings.actions.series import absurdity, call_series, counted_from, lasting
from meetings.actions.series_answers import answer_series, answer_series_as_guest, withdraw_series_answers
from meetings.actions.series_invitations import invite_to_series, uninvite_from_series

__all__ = [
    "Guest",
    "Held",
    "absurdity",
    "add_item",
    "answer_as_guest",
    "answer_meeting",
    "answer_series",
    "answer_series_as_guest",
    "approve_minutes",
    "call_meeting",
    "call_series",
    "cancel_following",
    "cancel_meeting",
    "change_feed",
    "change_item",
    "check_in",
    "check_in_by_name",
    "choose_reminders",
    "circulate_minutes",
    "counted_from",
    "decline_item",
    "drop_decision",
    "end_feed",
    "export_attendance",
    "export_decisions",
    "forget_guests",
    "forget_walk_ins",
    "hand_items_on",
    "invite_to_meeting",
    "invite_to_series",
    "lasting",
    "make_feed",
    "move_following",
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
    "uninvite_from_series",
    "withdraw_answers",
    "withdraw_series_answers",
    "write_part",
]
