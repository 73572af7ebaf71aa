"""The tables of the meetings, one noun a module."""

from meetings.models.agenda import LONGEST, MOST_ITEMS, AgendaItem, AgendaItemQuerySet, ItemState
from meetings.models.attendance import FORGOTTEN_NAME, Attendance, AttendanceExport, AttendanceQuerySet, How
from meetings.models.invitee import FORGOTTEN, MOST_COMPANIONS, Answer, Envoy, Invitee, InviteeQuerySet, Need
from meetings.models.meeting import Meeting, MeetingQuerySet, State, address, new_uid, slug_of, state_of

__all__ = [
    "FORGOTTEN",
    "FORGOTTEN_NAME",
    "LONGEST",
    "MOST_COMPANIONS",
    "MOST_ITEMS",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Answer",
    "Attendance",
    "AttendanceExport",
    "AttendanceQuerySet",
    "Envoy",
    "How",
    "Invitee",
    "InviteeQuerySet",
    "ItemState",
    "Meeting",
    "MeetingQuerySet",
    "Need",
    "State",
    "address",
    "new_uid",
    "slug_of",
    "state_of",
]
