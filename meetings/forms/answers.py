"""What somebody invited says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.form_fields import LineField
from commons.once import OnceForm
from meetings import queries
from meetings.models import Answer, Invitee, Meeting


class GuestAnswerForm(OnceForm):
    """One of three, and perhaps a word."""

    answer = forms.ChoiceField(
        label=_("Anda datang?"),
        choices=Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu jawaban.")},
    )
    note = LineField(
        label=_("Catatan"), max_length=300, required=False, help_text=_("Misalnya: datang berdua, perlu kursi roda.")
    )


class AnswerForm(GuestAnswerForm):
    """The same for somebody with an account: as oneself, or for an organisation."""

    field_order = ["invitee", "answer", "note"]
    invitee = forms.ModelChoiceField(label=_("Jawab untuk"), queryset=Invitee.objects.none(), empty_label=None)

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = queries.my_invitations(meeting, user)
        self.fields["invitee"].queryset = mine  # type: ignore[attr-defined]
        if (first := mine.first()) is not None:
            self.fields["invitee"].initial = first.pk
            self.fields["answer"].initial, self.fields["note"].initial = first.answer, first.note
