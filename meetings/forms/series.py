"""What somebody invited to a series says of all its meetings to come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.form_fields import LineField
from commons.once import OnceForm
from meetings import queries
from meetings.models import Answer, MeetingSeries, SeriesInvitee

COMING = "coming"


class SeriesAnswerForm(OnceForm):
    """One answer for all, as oneself or for an organisation."""

    invitee = forms.ModelChoiceField(label=_("Jawab untuk"), queryset=SeriesInvitee.objects.none(), empty_label=None)
    answer = forms.ChoiceField(
        label=_("Anda datang?"),
        choices=Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu jawaban.")},
    )
    note = LineField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, *args: Any, series: MeetingSeries, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = queries.my_series_invitations(series, user)
        self.fields["invitee"].queryset = mine  # type: ignore[attr-defined]
        if (first := mine.first()) is not None:
            self.fields["invitee"].initial = first.pk
            self.fields["answer"].initial, self.fields["note"].initial = first.answer, first.note


def offer_all_coming(form: forms.Form) -> None:
    """A guest has one link: the form of a meeting asks whether the answer is for all that follow."""
    form.fields[COMING] = forms.BooleanField(label=_("Untuk semua rapat seri ini yang akan datang"), required=False)
