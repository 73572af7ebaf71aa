"""Forms of the meetings."""

from meetings.forms.agenda import DeclineItemForm, ItemForm, MinuteTakerForm, PointsField, ProposalForm
from meetings.forms.answers import AnswerForm, GuestAnswerForm, QuickAnswerForm
from meetings.forms.attendance import CodeForm, NameForm, PresentForm, TapForm, WalkInForm
from meetings.forms.inviting import MOST_GUESTS, GuestsField, InviteMoreForm
from meetings.forms.meetings import CancelForm, MeetingForm, MoveForm, WhenAndWhere
from meetings.forms.minutes import MinutesForm

__all__ = [
    "MOST_GUESTS",
    "AnswerForm",
    "CancelForm",
    "CodeForm",
    "DeclineItemForm",
    "GuestAnswerForm",
    "GuestsField",
    "InviteMoreForm",
    "ItemForm",
    "MeetingForm",
    "MinuteTakerForm",
    "MinutesForm",
    "MoveForm",
    "NameForm",
    "PointsField",
    "PresentForm",
    "ProposalForm",
    "QuickAnswerForm",
    "TapForm",
    "WalkInForm",
    "WhenAndWhere",
]
