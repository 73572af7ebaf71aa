"""The tables of the meetings, one noun a module."""

from meetings.models.agenda import LONGEST, MOST_ITEMS, AgendaItem, AgendaItemQuerySet, ItemState
from meetings.models.attendance import FORGOTTEN_NAME, Attendance, AttendanceExport, AttendanceQuerySet, How
from meetings.models.decision import Change, Decision, DecisionQuerySet, Standing, decision_address, standing_of
from meetings.models.feed import CalendarFeed, CalendarFeedQuerySet
from meetings.models.invitee import FORGOTTEN, MOST_COMPANIONS, Answer, Envoy, Invitee, InviteeQuerySet, Need
from meetings.models.meeting import Meeting, MeetingQuerySet, State, address, new_uid, slug_of, state_of
from meetings.models.minutes import TO_SPEAK, Minutes, MinutesPart, MinutesState, number_of
from meetings.models.ratification import Objection, Ratification
from meetings.models.register import DecisionExport, Register, next_number
from meetings.models.reminding import AHEAD, Reminder, usual_reminders
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
    "AHEAD",
    "FORGOTTEN",
    "FORGOTTEN_NAME",
    "HORIZON",
    "LONGEST",
    "MOST_AHEAD",
    "MOST_COMPANIONS",
    "MOST_ITEMS",
    "TO_SPEAK",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Answer",
    "Attendance",
    "AttendanceExport",
    "AttendanceQuerySet",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "Change",
    "Decision",
    "DecisionExport",
    "DecisionQuerySet",
    "Envoy",
    "How",
    "Invitee",
    "InviteeQuerySet",
    "ItemState",
    "Meeting",
    "MeetingQuerySet",
    "MeetingSeries",
    "MeetingSeriesQuerySet",
    "Minutes",
    "MinutesPart",
    "MinutesState",
    "Need",
    "Objection",
    "Ratification",
    "Register",
    "Reminder",
    "SeriesInvitee",
    "SeriesInviteeQuerySet",
    "Standing",
    "State",
    "address",
    "decision_address",
    "following",
    "horizon_of",
    "local_day",
    "new_uid",
    "next_number",
    "number_of",
    "slug_of",
    "standing_of",
    "state_of",
    "turn_of",
    "usual_reminders",
]
