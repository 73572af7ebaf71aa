"""Meetings on the web."""

from meetings.views.agenda import meeting_list
from meetings.views.feeds import (
    feed_change,
    feed_detail,
    feed_end,
    feed_make,
    meeting_reminders,
    own_feed,
    public_feed,
)
from meetings.views.invitees import guest_answer, invitee_answer, invitee_create, invitee_list, invitee_remove
from meetings.views.meetings import (
    meeting_cancel,
    meeting_create,
    meeting_detail,
    meeting_file,
    meeting_move,
    minutes_publish,
    project_meeting_create,
)

__all__ = [
    "feed_change",
    "feed_detail",
    "feed_end",
    "feed_make",
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
    "meeting_reminders",
    "minutes_publish",
    "own_feed",
    "project_meeting_create",
    "public_feed",
]
