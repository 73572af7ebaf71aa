"""Forms for getting in: signing in and up, codes, passwords. allauth's, with our fields and our sentences."""

from typing import Any

from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import actions, registration, sessions
from accounts.models import User
from accounts.names import not_an_office
from commons.form_fields import NameField
from commons.place_fields import NeighbourhoodField

LONGEST_ADDRESS, LONGEST_PASSWORD, LONGEST_CODE = 254, 200, 20


class AddressField(forms.EmailField):
    """An e-mail address, kept in small letters."""

    default_error_messages = {
        "required": _("Tulis alamat surel Anda."),
        "invalid": _("Masukkan alamat surel yang benar, misalnya nama@contoh.id."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"})
        defaults: dict[str, Any] = {"label": _("Surel"), "help_text": _("Alamat e-mail Anda."), "widget": widget}
        super().__init__(max_length=LONGEST_ADDRESS, **defaults | kwargs)

    def clean(self, value: Any) -> str:
        return super().clean(value).lower()


def code_field(label: Any = "", **kwargs: Any) -> forms.CharField:
    """Digits that phones offer to fill in; pasted with spaces or a hyphen they count as well."""
    attrs = {"inputmode": "numeric", "autocomplete": "one-time-code"}
    errors = {"required": _("Tulis kode yang kami kirim.")}
    widget = forms.TextInput(attrs=attrs)
    label = label or _("Kode enam angka")
    return forms.CharField(label=label, max_length=LONGEST_CODE, widget=widget, error_messages=errors, **kwargs)


def password_field(label: Any, autocomplete: str, **kwargs: Any) -> forms.CharField:
    """A password as it is typed; never shown again."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    errors = {"required": _("Tulis kata sandi.")}
    return forms.CharField(
        label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget, error_messages=errors, **kwargs
    )


class SignInForm(LoginForm):
    """One address; with a password it signs in, without one a code is mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()
        self.fields["password"] = password_field(_("Kata sandi"), "current-password", required=False)
        self.fields["shared"] = forms.BooleanField(
            label=_("Komputer bersama"),
            help_text=_("Anda keluar sendiri setelah 30 menit, dan tidak ada draf yang disimpan di komputer ini."),
            required=False,
        )

    def _clean_without_password(self, email: str | None, phone: str | None) -> dict[str, Any]:
        """An address that nobody proved is treated as one that nobody has."""
        if not ratelimit.consume(self.request, action="request_login_code", key=email):
            raise ValidationError(_("Terlalu banyak kode diminta untuk alamat ini. Tunggu 15 menit, lalu coba lagi."))
        self.user = User.objects.with_address(email or "").active().first()
        return self.cleaned_data

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> Any:
        sessions.remember_computer(request, is_shared=self.cleaned_data["shared"])
        return super().login(request, redirect_url)

    def _login_with_password(self, request: HttpRequest, redirect_url: str | None, credentials: dict[str, Any]) -> Any:
        """allauth's sets the life of the session as well, which is `accounts.sessions`' business."""
        self._login.redirect_url = redirect_url
        return perform_password_login(request, credentials, self._login)


class SignUpForm(forms.Form):
    """For whom, name, address, RW, consent: nothing else is needed, and a NIK is never asked."""

    ON_BEHALF = "organisation"
    for_whom = forms.ChoiceField(
        label=_("Untuk diri sendiri atau organisasi?"),
        choices=[("oneself", _("Untuk diri sendiri")), (ON_BEHALF, _("Untuk organisasi"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Akun selalu milik satu orang. Organisasi didaftarkan sesudah surel Anda dikonfirmasi."),
    )
    name = NameField(
        label=_("Nama lengkap"),
        help_text=_("Nama yang dikenal tetangga Anda. Satu kata boleh."),
        error_messages={"required": _("Tulis nama Anda.")},
    )
    email = AddressField()
    area = NeighbourhoodField(
        required=False,
        empty_label=_("Tidak saya sebut"),
        help_text=_("Agar kabar dari RW Anda lebih dulu tampil."),
    )
    consent = forms.BooleanField(
        label=_("Saya setuju data saya dipakai seperti tertulis dalam kebijakan privasi"),
        error_messages={"required": _("Akun hanya dapat dibuat bila Anda setuju. Centang bila setuju.")},
    )
    by_passkey = False

    def clean_name(self) -> str:
        not_an_office(self.cleaned_data["name"])
        return self.cleaned_data["name"]

    def try_save(self, request: HttpRequest) -> tuple[User | None, Any]:
        """allauth's contract: the account that waits for its code, or the answer for an address that has one already.

        Both look the same on the page; the mail says which it is.
        """
        name, email, area = (self.cleaned_data[field] for field in ("name", "email", "area"))
        registration.keep(request, name=name, area=area)
        if User.objects.with_address(email).exists():
            return None, prevent_enumeration(request, email=email)
        return actions.hold_address(email=email, name=name, language=get_language() or settings.LANGUAGE_CODE), None


class CodeForm(ConfirmLoginCodeForm):
    """The code that was mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()


class ResetCodeForm(ConfirmPasswordResetCodeForm):
    """The code that was mailed to set a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()


class AddressCodeForm(ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()

    def clean_code(self) -> str:
        """Whoever proves an address has it, whatever somebody else began with it (A4)."""
        if compare_user_code(actual=self.cleaned_data["code"], expected=self.expected_code):
            actions.release_address(email=self.email, to=self.user)
        return super().clean_code()


class AddressForm(AllauthAddEmailForm):
    """The address that the account is to have from now on; it changes when the mailed code is typed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(label=_("Alamat surel baru"))


class ResetForm(ResetPasswordForm):
    """Where the code is sent; only proven addresses get one (A5), and the page says the same to all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()

    def clean_email(self) -> str:
        self.users = list(User.objects.with_address(self.cleaned_data["email"]).active())
        return self.cleaned_data["email"]


def _new_passwords(form: forms.Form, user: User | None) -> None:
    for name, label in (("password1", _("Kata sandi baru")), ("password2", _("Kata sandi baru, sekali lagi"))):
        form.fields[name] = password_field(label, "new-password")
    form.fields["password1"].help_text = _("Paling sedikit 10 karakter. Beberapa kata biasa lebih mudah diingat.")


class PasswordsMixin:
    """Two new passwords that are the same and not easily guessed."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_passwords(self, self.user)  # type: ignore[arg-type]

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]

    def clean_password2(self) -> str:
        if self.cleaned_data["password2"] != self.cleaned_data.get("password1", self.cleaned_data["password2"]):
            raise ValidationError(_("Kedua kata sandi tidak sama. Tulis lagi yang kedua."))
        return self.cleaned_data["password2"]


class PasswordChangeForm(PasswordsMixin, ChangePasswordForm):
    """The old one and the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_field(_("Kata sandi sekarang"), "current-password")


class PasswordSetForm(PasswordsMixin, SetPasswordForm):
    """The first password of an account that had none."""


class PasswordResetForm(PasswordsMixin, ResetPasswordKeyForm):
    """The new password after the code."""


class PasswordProofForm(ReauthenticateForm):
    """The password, asked again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Kata sandi"), "current-password")


class SecondFactorForm(AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Kode dari aplikasi, atau kode cadangan"))


class SecondFactorProofForm(MfaReauthenticateForm):
    """The second factor, asked again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Kode dari aplikasi, atau kode cadangan"))


class SecondFactorSetForm(ActivateTOTPForm):
    """The first code of the app, which proves that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Kode yang tampil di aplikasi"))
