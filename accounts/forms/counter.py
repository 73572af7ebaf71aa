"""Forms of the counter, and of the door for those who came by it."""

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts import actions, proof
from accounts.forms.doors import LONGEST_CODE, password_field
from accounts.models import User
from accounts.names import not_an_office
from commons.form_fields import NameField, PhoneField
from commons.once import OnceForm
from commons.place_fields import NeighbourhoodField

WRONG = _("Nomor, kode slip, atau kata sandi tidak cocok. Periksa lagi, atau minta slip baru di loket.")
TOO_MANY = _("Terlalu banyak percobaan untuk nomor ini. Tunggu beberapa menit, lalu coba lagi.")


class AssistedForm(OnceForm):
    """Somebody at the counter: name, phone, RW, consent. A NIK is never asked."""

    name = NameField(label=_("Nama lengkap"), help_text=_("Nama yang dikenal tetangganya. Satu kata boleh."))
    phone = PhoneField(
        label=_("Nomor ponsel"), help_text=_("Nomornya sendiri, misalnya 0812-3456-7890. Dipakai untuk masuk.")
    )
    area = NeighbourhoodField(required=False, empty_label=_("Tidak disebut"))
    language = forms.ChoiceField(label=_("Bahasa"), choices=settings.LANGUAGES)
    consent = forms.BooleanField(
        label=_("Kebijakan privasi sudah dibaca atau dibacakan, dan ia setuju"),
        error_messages={"required": _("Akun hanya dapat dibuka bila orangnya setuju.")},
    )

    def clean_name(self) -> str:
        not_an_office(self.cleaned_data["name"])
        return self.cleaned_data["name"]

    def clean_phone(self) -> str:
        """Told plainly: only the office reads it."""
        holder = User.objects.filter(phone=self.cleaned_data["phone"]).first()
        if holder is not None:
            said = _now("Nomor ini sudah dipakai akun %(name)s. Bila perlu slip baru, buka orangnya di daftar loket.")
            raise ValidationError(said % {"name": holder})
        return self.cleaned_data["phone"]

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        del facts["consent"]
        return facts


class PhoneSignInForm(forms.Form):
    """A phone number with the code of a slip, or with the password set later.

    Whatever is wrong is said in one sentence, so that nobody learns here whose number has an account.
    """

    phone = PhoneField(label=_("Nomor ponsel"))
    code = forms.CharField(
        label=_("Kode di slip"),
        required=False,
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Sepuluh huruf dan angka. Kode berlaku satu kali."),
    )
    shared = forms.BooleanField(
        label=_("Komputer bersama"),
        help_text=_("Anda keluar sendiri setelah 30 menit, dan tidak ada draf yang disimpan di komputer ini."),
        required=False,
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None
        self.fields["password"] = password_field(_("Kata sandi"), "current-password", required=False)

    @property
    def method(self) -> str:
        """How it was proved who it is, for the record of the session."""
        return "password" if self.cleaned_data.get("password") else "slip"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if not data["code"] and not data["password"]:
            self.add_error("code", _("Tulis kode dari slip Anda, atau buka bagian kata sandi."))
            return data
        key = f"phone {data['phone']}"
        if not ratelimit.consume(self.request, action="login_failed", key=key, dry_run=True):
            raise ValidationError(TOO_MANY)
        self.user = self._by_password(key) if data["password"] else self._by_slip(key)
        if self.user is None:
            raise ValidationError(WRONG)
        return data

    def _by_password(self, key: str) -> User | None:
        person = User.objects.with_phone(self.cleaned_data["phone"]).first()
        is_right = proof.check_password(self.request, person, self.cleaned_data["password"], key=key)
        return person if is_right else None

    def _by_slip(self, key: str) -> User | None:
        person = actions.use_slip(phone=self.cleaned_data["phone"], code=self.cleaned_data["code"])
        if person is None:
            ratelimit.consume(self.request, action="login_failed", key=key)
        return person
