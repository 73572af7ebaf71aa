"""The tables of the meetings, one noun a module."""

from meetings.models.agenda import AgendaItem, AgendaItemQuerySet, ItemState
from meetings.models.attendance import Attendance, AttendanceQuerySet, How
from meetings.models.decision import Change, Decision, DecisionQuerySet, Standing, decision_address, standing_of
from meetings.models.invitee import FORGOTTEN, Answer, Invitee, InviteeQuerySet
from meetings.models.meeting import Meeting, MeetingQuerySet, State, address, new_uid, slug_of, state_of
from meetings.models.minutes import TO_SPEAK, Minutes, MinutesPart, MinutesState, number_of
from meetings.models.ratification import Objection, Ratification
from meetings.models.register import DecisionExport, Register, next_number

__all__ = [
    "FORGOTTEN",
    "TO_SPEAK",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Answer",
    "Attendance",
    "AttendanceQuerySet",
    "Change",
    "Decision",
    "DecisionExport",
    "DecisionQuerySet",
    "How",
    "Invitee",
    "InviteeQuerySet",
    "ItemState",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "MinutesPart",
    "MinutesState",
    "Objection",
    "Ratification",
    "Register",
    "Standing",
    "State",
    "address",
    "decision_address",
    "new_uid",
    "next_number",
    "number_of",
    "slug_of",
    "standing_of",
    "state_of",
]
