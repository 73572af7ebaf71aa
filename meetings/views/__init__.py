"""Meetings on the web."""

from meetings.views.agenda import (
    item_create,
    item_decline,
    item_edit,
    item_list,
    item_propose,
    item_remove,
    item_shift,
    item_take,
    minute_taker_set,
)
from meetings.views.attendance import (
    attendance_add,
    attendance_export,
    attendance_list,
    attendance_now,
    attendance_sheet,
    attendance_undo,
    attendance_walk_in,
)
from meetings.views.checking_in import check_in, check_in_code
from meetings.views.invitees import guest_answer, invitee_answer, invitee_create, invitee_list, invitee_remove
from meetings.views.meetings import (
    meeting_cancel,
    meeting_create,
    meeting_detail,
    meeting_file,
    meeting_list,
    meeting_move,
    minutes_publish,
    project_meeting_create,
)

__all__ = [
    "attendance_add",
    "attendance_export",
    "attendance_list",
    "attendance_now",
    "attendance_sheet",
    "attendance_undo",
    "attendance_walk_in",
    "check_in",
    "check_in_code",
    "guest_answer",
    "invitee_answer",
    "invitee_create",
    "invitee_list",
    "invitee_remove",
    "item_create",
    "item_decline",
    "item_edit",
    "item_list",
    "item_propose",
    "item_remove",
    "item_shift",
    "item_take",
    "meeting_cancel",
    "meeting_create",
    "meeting_detail",
    "meeting_file",
    "meeting_list",
    "meeting_move",
    "minute_taker_set",
    "minutes_publish",
    "project_meeting_create",
]
