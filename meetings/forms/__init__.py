"""Forms of the meetings."""

from meetings.forms.answers import AnswerForm, GuestAnswerForm
from meetings.forms.feeds import FeedForm, RemindersForm
from meetings.forms.inviting import MOST_GUESTS, GuestsField, InviteMoreForm
from meetings.forms.meetings import CancelForm, MeetingForm, MoveForm, WhenAndWhere
from meetings.forms.minutes import MinutesForm

__all__ = [
    "MOST_GUESTS",
    "AnswerForm",
    "CancelForm",
    "FeedForm",
    "GuestAnswerForm",
    "GuestsField",
    "InviteMoreForm",
    "MeetingForm",
    "MinutesForm",
    "MoveForm",
    "RemindersForm",
    "WhenAndWhere",
]
