"""Who came."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.form_fields import IdField, NameField
from commons.once import OnceForm
from commons.place_fields import NeighbourhoodField
from meetings import queries
from meetings.models import Meeting
from meetings.presence import DIGITS
from stakeholders.models import Organisation


class CodeForm(forms.Form):
    """The six digits that stand under the square; blanks between them do no harm."""

    digits = forms.CharField(
        label=_("Kode enam angka"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Tulis enam angka yang tampak di layar rapat.")},
        help_text=_("Tampak di bawah kotak QR di layar rapat, dan berganti tiap menit."),
    )

    def clean_digits(self) -> str:
        digits = "".join(self.cleaned_data["digits"].split())
        if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
            raise ValidationError(_("Tulis enam angka yang tampak di layar rapat."))
        return digits


class PresentForm(OnceForm):
    """Somebody with an account is here: for an organisation of theirs, or for themselves."""

    organisation = forms.ModelChoiceField(
        label=_("Hadir sebagai"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Diri sendiri (warga)"),
    )

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = Organisation.objects.represented_by(user).by_name()
        if not theirs:
            del self.fields["organisation"]
            return
        self.fields["organisation"].queryset = theirs  # type: ignore[attr-defined]
        invited = set(meeting.invitees.filter(organisation__in=theirs).values_list("organisation", flat=True))
        self.fields["organisation"].initial = next((one.pk for one in theirs if one.pk in invited), theirs[0].pk)


class NameForm(OnceForm):
    """Somebody without an account is here. No phone number: nobody calls those who came."""

    name = NameField(label=_("Nama lengkap"))
    area = NeighbourhoodField(required=False, empty_label=_("Bukan warga kelurahan ini"))
    agrees = forms.BooleanField(
        label=_("Nama saya boleh dicatat dalam daftar hadir dan notulen rapat ini."),
        error_messages={"required": _("Centang dulu, atau sebut nama Anda kepada petugas.")},
    )

    def facts(self) -> dict[str, Any]:
        """Without the consent, which is the condition of all of it."""
        return {name: value for name, value in super().facts().items() if name != "agrees"}


class WalkInForm(OnceForm):
    """Somebody who stands before whoever keeps the list."""

    name = NameField(label=_("Nama lengkap"))
    organisation = forms.ModelChoiceField(
        label=_("Organisasi"), queryset=Organisation.objects.none(), required=False, empty_label=_("Tanpa organisasi")
    )
    area = NeighbourhoodField(required=False, empty_label=_("Tidak disebut"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.hosts(user)  # type: ignore[attr-defined]


class TapForm(OnceForm):
    """One of the invited, or one of those who were named to come."""

    invitee = IdField()
    envoy = IdField(required=False)
