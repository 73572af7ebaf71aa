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
from meetings.views.series import (
    meeting_cancel_following,
    meeting_move_following,
    series_answer,
    series_detail,
    series_file,
    series_invitee_create,
    series_invitee_list,
    series_invitee_remove,
)

__all__ = [
    "guest_answer",
    "invitee_answer",
    "invitee_create",
    "invitee_list",
    "invitee_remove",
    "meeting_cancel",
    "meeting_cancel_following",
    "meeting_create",
    "meeting_detail",
    "meeting_file",
    "meeting_list",
    "meeting_move",
    "meeting_move_following",
    "minutes_publish",
    "project_meeting_create",
    "series_answer",
    "series_detail",
    "series_file",
    "series_invitee_create",
    "series_invitee_list",
    "series_invitee_remove",
]
