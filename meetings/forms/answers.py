"""What somebody invited says."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.form_fields import LineField, TextField, WholeField
from commons.once import OnceForm
from commons.text import clean_name
from meetings import queries
from meetings.models import MOST_COMPANIONS, Answer, Invitee, Meeting, Need

MOST_NAMES = 10


class NamesField(TextField):
    """Names, one a line."""

    default_error_messages = {
        "many": _("Paling banyak %(most)s nama."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> Any:
        """A list, each name once."""
        names = [clean_name(line) for line in str(super().clean(value)).splitlines() if line.strip()]
        names = list(dict.fromkeys(names))
        if len(names) > MOST_NAMES:
            raise ValidationError(self.error_messages["many"], "many", {"most": MOST_NAMES})
        return names


class GuestAnswerForm(OnceForm):
    """One of three; how many come along, what is needed, and perhaps a word."""

    answer = forms.ChoiceField(
        label=_("Anda datang?"),
        choices=Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu jawaban.")},
    )
    companions = WholeField(
        label=_("Berapa yang ikut bersama Anda?"),
        required=False,
        most=MOST_COMPANIONS,
        error_messages={"too_large": _("Paling banyak %(most)s orang. Tulis sisanya di catatan.")},
    )
    needs = forms.MultipleChoiceField(
        label=_("Yang perlu disiapkan"), choices=Need, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = LineField(
        label=_("Catatan"), max_length=300, required=False, help_text=_("Misalnya: datang agak terlambat.")
    )

    def clean_companions(self) -> int:
        return self.cleaned_data["companions"] or 0


class QuickAnswerForm(OnceForm):
    """One of three buttons on the page of the meeting; what was said beside an earlier answer stays."""

    invitee = forms.ModelChoiceField(queryset=Invitee.objects.none())
    answer = forms.ChoiceField(choices=Answer)

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invitee"].queryset = queries.my_invitations(meeting, user)  # type: ignore[attr-defined]


class AnswerForm(GuestAnswerForm):
    """The same for somebody with an account: as oneself, or for an organisation, and then who comes for it."""

    field_order = ["invitee", "answer", "people", "names", "companions", "needs", "note"]
    invitee = forms.ModelChoiceField(
        label=_("Jawab untuk"), queryset=Invitee.objects.none(), widget=forms.HiddenInput
    )  # another one has a page of its own: `?untuk=`
    people = forms.ModelMultipleChoiceField(
        label=_("Siapa yang datang?"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names = NamesField(label=_("Nama lain yang datang"), required=False, help_text=_("Satu nama tiap baris."))

    def __init__(self, *args: Any, meeting: Meeting, user: Any, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = queries.my_invitations(meeting, user)
        self.fields["invitee"].queryset = mine  # type: ignore[attr-defined]
        self.mine = list(mine)
        self.chosen = next((one for one in self.mine if str(one.pk) == chosen), None) or next(iter(self.mine), None)
        if self.chosen is not None:
            self._begin_with(self.chosen)

    def _begin_with(self, invitee: Invitee) -> None:
        facts = {name: getattr(invitee, name) for name in ("answer", "note", "companions", "needs")}
        for name, value in (facts | {"invitee": invitee.pk}).items():
            self.fields[name].initial = value
        if invitee.organisation is None:
            del self.fields["people"], self.fields["names"]
            return
        envoys = list(invitee.envoys.all())
        self.fields["people"].queryset = queries.can_come_for(invitee)  # type: ignore[attr-defined]
        self.fields["people"].initial = [one.person_id for one in envoys if one.person_id]
        self.fields["names"].initial = "\n".join(one.name for one in envoys if one.name)
