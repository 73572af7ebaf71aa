"""The tables of the meetings, one noun a module."""

from meetings.models.agenda import AgendaItem, AgendaItemQuerySet, ItemState
from meetings.models.attendance import Attendance, AttendanceQuerySet, How
from meetings.models.invitee import FORGOTTEN, Answer, Invitee, InviteeQuerySet
from meetings.models.meeting import Meeting, MeetingQuerySet, State, address, new_uid, slug_of, state_of
from meetings.models.series import (
    HORIZON,
    MOST_AHEAD,
    MeetingSeries,
    MeetingSeriesQuerySet,
    SeriesInvitee,
    SeriesInviteeQuerySet,
    following,
    horizon_of,
    local_day,
    turn_of,
)

__all__ = [
    "FORGOTTEN",
    "HORIZON",
    "MOST_AHEAD",
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
    "MeetingSeries",
    "MeetingSeriesQuerySet",
    "SeriesInvitee",
    "SeriesInviteeQuerySet",
    "State",
    "address",
    "following",
    "horizon_of",
    "local_day",
    "new_uid",
    "slug_of",
    "state_of",
    "turn_of",
]
