"""Meetings on the web."""

from meetings.views.decisions import decision_detail, decision_export, decision_list, decision_sheet
from meetings.views.invitees import guest_answer, invitee_answer, invitee_create, invitee_list, invitee_remove
from meetings.views.meetings import (
    meeting_cancel,
    meeting_create,
    meeting_detail,
    meeting_file,
    meeting_list,
    meeting_move,
    project_meeting_create,
)
from meetings.views.minutes import (
    decision_create,
    decision_drop,
    follow_up_create,
    general_edit,
    item_decision_create,
    item_defer,
    item_finish,
    minutes_circulate,
    minutes_edit,
    part_edit,
)
from meetings.views.ratifying import (
    items_hand_on,
    meeting_statistics,
    minutes_approve,
    minutes_object,
    minutes_sheet,
)

__all__ = [
    "decision_create",
    "decision_detail",
    "decision_drop",
    "decision_export",
    "decision_list",
    "decision_sheet",
    "follow_up_create",
    "general_edit",
    "guest_answer",
    "invitee_answer",
    "invitee_create",
    "invitee_list",
    "invitee_remove",
    "item_decision_create",
    "item_defer",
    "item_finish",
    "items_hand_on",
    "meeting_cancel",
    "meeting_create",
    "meeting_detail",
    "meeting_file",
    "meeting_list",
    "meeting_move",
    "meeting_statistics",
    "minutes_approve",
    "minutes_circulate",
    "minutes_edit",
    "minutes_object",
    "minutes_sheet",
    "part_edit",
    "project_meeting_create",
]
