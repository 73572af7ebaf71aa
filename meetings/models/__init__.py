"""The tables of the meetings, one noun a module."""

from meetings.models.agenda import AgendaItem, AgendaItemQuerySet, ItemState
from meetings.models.attendance import Attendance, AttendanceQuerySet, How
from meetings.models.feed import CalendarFeed, CalendarFeedQuerySet
from meetings.models.invitee import FORGOTTEN, Answer, Invitee, InviteeQuerySet
from meetings.models.meeting import Meeting, MeetingQuerySet, State, address, new_uid, slug_of, state_of
from meetings.models.reminding import AHEAD, Reminder, usual_reminders

__all__ = [
    "AHEAD",
    "FORGOTTEN",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Answer",
    "Attendance",
    "AttendanceQuerySet",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "How",
    "Invitee",
    "InviteeQuerySet",
    "ItemState",
    "Meeting",
    "MeetingQuerySet",
    "Reminder",
    "State",
    "address",
    "new_uid",
    "slug_of",
    "state_of",
    "usual_reminders",
]
