"""Whom to invite."""

from email.utils import parseaddr
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from commons.form_fields import TextField
from commons.once import OnceForm
from commons.text import clean_name
from meetings import queries
from meetings.actions import Guest
from meetings.models import Meeting, MeetingSeries
from stakeholders.models import Organisation

MOST_GUESTS = 50


class GuestsField(TextField):
    """Addresses without an account, one a line: `sari@contoh.id`, or `Sari Wulandari <sari@contoh.id>`."""

    default_error_messages = {
        "address": _("Baris %(n)s bukan alamat surel. Tulis seperti sari@contoh.id, satu alamat tiap baris."),
        "many": _("Paling banyak %(most)s alamat sekaligus."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8000, **kwargs)
        self.guests: list[Guest] = []

    def clean(self, value: Any) -> Any:
        """A list of `Guest`, each address once."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        found: dict[str, Guest] = {}
        for number, line in enumerate(lines, start=1):
            if line:
                guest = self._read(line, number)
                found.setdefault(guest.email.lower(), guest)
        if len(found) > MOST_GUESTS:
            raise ValidationError(self.error_messages["many"], "many", {"most": MOST_GUESTS})
        return list(found.values())

    def _read(self, line: str, number: int) -> Guest:
        name, email = parseaddr(line) if "<" in line else ("", line)
        try:
            validate_email(email)
            if len(email) > 254:
                raise ValidationError("too long")
        except ValidationError:
            raise ValidationError(self.error_messages["address"], "address", {"n": number}) from None
        return Guest(clean_name(name) if name.strip() else "", email)


class Inviting(OnceForm):
    """Whom to invite: organisations, people, addresses, in one form."""

    organisations = forms.ModelMultipleChoiceField(
        label=_("Undang organisasi"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.ModelMultipleChoiceField(
        label=_("Undang orang"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guests = GuestsField(
        label=_("Undang lewat alamat surel"),
        required=False,
        help_text=_("Untuk yang belum punya akun, satu alamat tiap baris: Sari Wulandari <sari@contoh.id>."),
    )

    def offer(self, candidates: queries.Candidates) -> None:
        """Set whom the form lets one choose."""
        self.fields["organisations"].queryset = candidates.organisations  # type: ignore[attr-defined]
        self.fields["people"].queryset = candidates.people  # type: ignore[attr-defined]


class InviteMoreForm(Inviting):
    """More people to a meeting that is called, or to a series; those already invited are not offered again."""

    def __init__(self, *args: Any, meeting: Meeting | MeetingSeries, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        candidates = queries.may_be_invited(meeting.audience if meeting.project is not None else None)
        there = meeting.invitees.all()
        self.offer(
            queries.Candidates(
                candidates.organisations.exclude(
                    pk__in=there.filter(organisation__isnull=False).values("organisation")
                ),
                candidates.people.exclude(pk__in=there.filter(person__isnull=False).values("person")),
            )
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name) for name in ("organisations", "people", "guests")):
            raise ValidationError(_("Pilih organisasi, orang, atau tulis alamat surel."))
        return data
