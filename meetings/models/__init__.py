"""The tables of the meetings, one noun a module."""

from meetings.models.agenda import AgendaItem, AgendaItemQuerySet, ItemState
from meetings.models.attendance import Attendance, AttendanceQuerySet, How
from meetings.models.invitee import FORGOTTEN, Answer, Invitee, InviteeQuerySet
from meetings.models.meeting import Meeting, MeetingQuerySet, State, address, new_uid, slug_of, state_of

__all__ = [
    "FORGOTTEN",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Answer",
    "Attendance",
    "AttendanceQuerySet",
    "How",
    "Invitee",
    "InviteeQuerySet",
    "ItemState",
    "Meeting",
    "MeetingQuerySet",
    "State",
    "address",
    "new_uid",
    "slug_of",
    "state_of",
]
