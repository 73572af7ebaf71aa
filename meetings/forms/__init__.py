"""Forms of the meetings."""

from meetings.forms.answers import AnswerForm, GuestAnswerForm
from meetings.forms.inviting import MOST_GUESTS, GuestsField, InviteMoreForm
from meetings.forms.meetings import CancelForm, MeetingForm, MoveForm, WhenAndWhere
from meetings.forms.minutes import (
    DecisionForm,
    DropDecisionForm,
    FollowUpForm,
    HandOnForm,
    ObjectionForm,
    PartForm,
)

__all__ = [
    "MOST_GUESTS",
    "AnswerForm",
    "CancelForm",
    "DecisionForm",
    "DropDecisionForm",
    "FollowUpForm",
    "GuestAnswerForm",
    "GuestsField",
    "HandOnForm",
    "InviteMoreForm",
    "MeetingForm",
    "MoveForm",
    "ObjectionForm",
    "PartForm",
    "WhenAndWhere",
]
