"""Forms of the meetings."""

from meetings.forms.answers import AnswerForm, GuestAnswerForm
from meetings.forms.inviting import MOST_GUESTS, GuestsField, InviteMoreForm
from meetings.forms.meetings import CancelForm, MeetingForm, MoveFollowingForm, MoveForm, WhenAndWhere
from meetings.forms.minutes import MinutesForm
from meetings.forms.series import COMING, SeriesAnswerForm, offer_all_coming

__all__ = [
    "COMING",
    "MOST_GUESTS",
    "AnswerForm",
    "CancelForm",
    "GuestAnswerForm",
    "GuestsField",
    "InviteMoreForm",
    "MeetingForm",
    "MinutesForm",
    "MoveFollowingForm",
    "MoveForm",
    "SeriesAnswerForm",
    "WhenAndWhere",
    "offer_all_coming",
]
