"""Forms of the meetings."""

from meetings.forms.agenda import DeclineItemForm, ItemForm, MinuteTakerForm, PointsField, ProposalForm
from meetings.forms.answers import AnswerForm, GuestAnswerForm, QuickAnswerForm
from meetings.forms.attendance import CodeForm, NameForm, PresentForm, TapForm, WalkInForm
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
    "CodeForm",
    "DecisionForm",
    "DeclineItemForm",
    "DropDecisionForm",
    "FollowUpForm",
    "GuestAnswerForm",
    "GuestsField",
    "HandOnForm",
    "InviteMoreForm",
    "ItemForm",
    "MeetingForm",
    "MinuteTakerForm",
    "MoveForm",
    "NameForm",
    "ObjectionForm",
    "PartForm",
    "PointsField",
    "PresentForm",
    "ProposalForm",
    "QuickAnswerForm",
    "TapForm",
    "WalkInForm",
    "WhenAndWhere",
]
