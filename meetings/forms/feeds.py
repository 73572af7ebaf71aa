"""What a person's own calendar holds; which reminders a meeting has."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.once import OnceForm
from meetings.models import CalendarFeed, Meeting, Reminder


class FeedForm(OnceForm):
    """Which meetings, and which days beside them."""

    meetings = forms.ChoiceField(label=_("Rapat"), choices=CalendarFeed.Meetings, widget=forms.RadioSelect)
    has_promises = forms.BooleanField(label=_("Tenggat komitmen saya"), required=False)
    has_deadlines = forms.BooleanField(label=_("Tenggat proyek saya"), required=False)


class RemindersForm(OnceForm):
    """None is a choice too."""

    reminders = forms.MultipleChoiceField(
        label=_("Ingatkan yang diundang"),
        choices=Reminder,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan semuanya bila rapat ini tidak perlu diingatkan."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, initial={"reminders": meeting.reminders}, **kwargs)
