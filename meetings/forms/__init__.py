"""Forms of the meetings."""

from meetings.forms.agenda import DeclineItemForm, ItemForm, MinuteTakerForm, PointsField, ProposalForm
from meetings.forms.answers import AnswerForm, GuestAnswerForm, QuickAnswerForm
from meetings.forms.attendance import CodeForm, NameForm, PresentForm, TapForm, WalkInForm
from meetings.forms.feeds import FeedForm, RemindersForm
from meetings.forms.inviting import MOST_GUESTS, GuestsField, InviteMoreForm
from meetings.forms.meetings import CancelForm, MeetingForm, MoveFollowingForm, MoveForm, WhenAndWhere
from meetings.forms.minutes import DecisionForm, DropDecisionForm, FollowUpForm, HandOnForm, ObjectionForm, PartForm
from meetings.forms.series import COMING, SeriesAnswerForm, offer_all_coming

__all__ = [
    "COMING",
    "MOST_GUESTS",
    "AnswerForm",
    "CancelForm",
    "CodeForm",
    "DecisionForm",
    "DeclineItemForm",
    "DropDecisionForm",
    "FeedForm",
    "FollowUpForm",
    "GuestAnswerForm",
    "GuestsField",
    "HandOnForm",
    "InviteMoreForm",
    "ItemForm",
    "MeetingForm",
    "MinuteTakerForm",
    "MoveFollowingForm",
    "MoveForm",
    "NameForm",
    "ObjectionForm",
    "PartForm",
    "PointsField",
    "PresentForm",
    "ProposalForm",
    "QuickAnswerForm",
    "RemindersForm",
    "SeriesAnswerForm",
    "TapForm",
    "WalkInForm",
    "WhenAndWhere",
    "offer_all_coming",
]
