"""Forms of the registry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.form_fields import LineField, PhoneField, TextField
from commons.models import Area, Theme
from commons.once import OnceForm
from stakeholders.models import Membership, Sector


class OrganisationForm(OnceForm):
    """An organisation that staff enter."""

    name = LineField(label=_("Nama organisasi"), min_length=3, max_length=160)
    sector = forms.ChoiceField(label=_("Unsur"), choices=Sector, widget=forms.RadioSelect)
    kind = LineField(
        label=_("Jenis"), max_length=40, required=False, help_text=_("Misalnya RW, PKK, UMKM, perusahaan, kampus.")
    )
    about = TextField(label=_("Tentang"), max_length=2000, required=False)
    areas = forms.ModelMultipleChoiceField(
        label=_("Wilayah"), queryset=Area.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Bidang"), queryset=Theme.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    website = forms.URLField(label=_("Situs web"), required=False, max_length=200, assume_scheme="https")
    email = forms.EmailField(
        label=_("Surel umum"), required=False, help_text=_("Terlihat oleh semua orang. Jangan surel pribadi.")
    )
    phone = PhoneField(label=_("Telepon umum"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = Area.objects.placeable()  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """An organisation may have none: unlike a person's, it tells nobody apart."""
        return self.cleaned_data["phone"] or ""


class RepresentativeInvitationForm(OnceForm):
    """Whom to invite to speak for the organisation."""

    email = forms.EmailField(
        label=_("Surel"),
        help_text=_("Alamat surel orang yang diundang. Tautannya berlaku tujuh hari."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Peran"),
        choices=Membership.Role,
        initial=Membership.Role.REPRESENTATIVE,
        help_text=_("Pengelola juga mengundang dan melepas perwakilan."),
    )
    title = LineField(label=_("Jabatan"), max_length=80, required=False)


class RoleForm(forms.Form):
    """Which role somebody has from now on."""

    role = forms.ChoiceField(label=_("Peran"), choices=Membership.Role)
