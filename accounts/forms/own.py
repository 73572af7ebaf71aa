"""Forms of one's own pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import proof
from accounts.forms.doors import code_field
from accounts.models import User
from accounts.names import not_an_office
from commons.form_fields import LineField, NameField, TextField
from commons.models import Theme
from commons.place_fields import NeighbourhoodField
from commons.text import no_sixteen_digits

ZONES = (
    ("Asia/Jakarta", _("WIB (Jakarta)")),
    ("Asia/Makassar", _("WITA (Makassar)")),
    ("Asia/Jayapura", _("WIT (Jayapura)")),
    ("UTC", "UTC"),
)


class ProfileForm(forms.ModelForm):
    """Who one is, what others may see of it, and how the site speaks and looks."""

    name = NameField(
        label=_("Nama lengkap"),
        help_text=_("Nama yang dikenal tetangga Anda. Satu kata boleh."),
        error_messages={"required": _("Tulis nama Anda.")},
    )
    title = LineField(
        label=_("Sebutan"), max_length=80, required=False, help_text=_("Misalnya Ketua RW 03, atau Warung Bu Narti.")
    )
    biography = TextField(
        label=_("Tentang Anda"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Paling banyak 300 huruf. Jangan tulis alamat rumah atau nomor KTP."),
    )
    area = NeighbourhoodField(required=False, empty_label=_("Tidak saya sebut"))
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(),
        label=_("Bidang yang Anda minati"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Pilih bidang dari daftar."),
            "invalid_pk_value": _("Pilih bidang dari daftar."),
            "invalid_list": _("Pilih bidang dari daftar."),
        },
    )
    language = forms.ChoiceField(label=_("Bahasa"), choices=settings.LANGUAGES)
    zone = forms.ChoiceField(label=_("Zona waktu"), choices=ZONES)
    is_listed = forms.BooleanField(
        label=_("Tampilkan profil saya kepada umum"),
        required=False,
        help_text=_("Nama, sebutan, tentang Anda, RW, dan bidang. Surel dan nomor ponsel tidak pernah ditampilkan."),
    )

    class Meta:
        model = User
        fields = ["name", "title", "biography", "area", "themes", "is_listed", "language", "zone", "look"]

    look = forms.ChoiceField(
        label=_("Tampilan"), choices=[("", _("Ikuti perangkat")), *User.Theme.choices], required=False
    )

    def clean_name(self) -> str:
        if self.cleaned_data["name"] != self.instance.name:
            not_an_office(self.cleaned_data["name"])
        return self.cleaned_data["name"]

    def clean_title(self) -> str:
        no_sixteen_digits(self.cleaned_data["title"])
        return self.cleaned_data["title"]

    def clean_biography(self) -> str:
        no_sixteen_digits(self.cleaned_data["biography"])
        return self.cleaned_data["biography"]


class LeaveForm(forms.Form):
    """Asked once, in words: what happens is on the page."""

    sure = forms.BooleanField(
        label=_("Ya, hapus akun saya"),
        error_messages={"required": _("Centang bila Anda yakin akun ini dihapus.")},
    )


class ProofCodeForm(forms.Form):
    """The mailed code that proves who sits here; a right one makes the session fresh."""

    code = code_field()

    def __init__(self, request: HttpRequest, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.person = request, person

    def clean_code(self) -> str:
        if not proof.check_code(self.request, self.person, self.cleaned_data["code"]):
            raise ValidationError(_("Kode ini tidak cocok, atau sudah tidak berlaku. Periksa surel terbaru dari kami."))
        return self.cleaned_data["code"]
