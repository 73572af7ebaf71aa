"""Meetings on the web."""

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
    "guest_answer",
    "invitee_answer",
    "invitee_create",
    "invitee_list",
    "invitee_remove",
    "meeting_cancel",
    "meeting_create",
    "meeting_detail",
    "meeting_file",
    "meeting_list",
    "meeting_move",
    "minutes_publish",
    "project_meeting_create",
]
