"""Where allauth asks us."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import actions, proof, registration, sessions
from accounts.models import User
from commons.paths import is_ours
from mail.actions import forgive

log = structlog.get_logger(__name__)
CODE_PURPOSES = {
    "login_code": "sign_in",
    "email_confirmation_signup": "sign_up",
    "email_confirmation": "address",
    "password_reset_code": "reset",
    "proof_code": "proof",
}
ANSWERS = {"account_already_exists": "accounts.known_address", "unknown_account": "accounts.unknown_address"}
TOO_MANY = _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.")
WRONG_CODE = _("Kode ini tidak cocok. Periksa angka di surel terbaru dari kami.")


class AccountAdapter(DefaultAccountAdapter):
    """Our account model, our words, our outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Akun ini sedang tidak aktif."),
        "email_password_mismatch": _("Alamat surel atau kata sandi tidak cocok."),
        "email_taken": _("Alamat ini tidak dapat dipakai. Pakai alamat lain."),
        "duplicate_email": _("Alamat ini sudah dipakai akun Anda."),
        "enter_current_password": _("Kata sandi yang sekarang tidak cocok."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Kata sandi tidak cocok."),
        "invalid_login": _("Alamat surel atau kata sandi tidak cocok."),
        "rate_limited": _("Tunggu sebentar, lalu minta kode lagi."),
        "same_as_current": _("Alamat ini sudah dipakai akun Anda."),
        "too_many_login_attempts": TOO_MANY,
        "unverified_primary_email": _("Konfirmasi dulu alamat surel Anda."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Everything allauth sends is a row of the outbox, in the language of the person, or of the page for nobody."""
        name = template_prefix.rsplit("/", 1)[-1]
        person = User.objects.with_address(email).first() or context.get("user")
        language = person.language if person else get_language()
        if name in CODE_PURPOSES:
            purpose, code = CODE_PURPOSES[name], context["code"]
            actions.mail_code(purpose=purpose, address=email, code=code, language=language, person=person)
        else:
            actions.answer_address(kind=ANSWERS[name], address=email, language=language)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        change = template_prefix.rsplit("/", 1)[-1]
        actions.tell_of_change(person=user, change=change, address=email or user.email)

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The address is proven. The first time it makes a member of the person, with what was written at sign-up."""
        person = email_address.user
        is_new = person.confirmed_at is None
        is_proven = super().confirm_email(request, email_address)
        if is_proven and is_new:
            actions.confirm_address(person=person, **registration.take(request))
            record_authentication(request, person, "code", email=email_address.email)
        elif is_proven:
            actions.take_address(person=person, address=email_address.email)
        return is_proven

    def set_password(self, user: Any, password: str) -> None:
        """Changed, set or reset: every other session of the person ends (A1)."""
        super().set_password(user, password)
        actions.end_sessions(person=user, but=self.request.session.session_key or "")

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        sessions.begin(request)
        log.info("signed_in", person=user.pk)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """From here on the browser speaks the account's language. A code that came by mail shows that mail arrives."""
        if any(record["method"] == "code" for record in get_authentication_records(request, user)[-1:]):
            forgive(user.email)
        response = super().post_login(request, user, **kwargs)
        sessions.speak(response, user.language)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        log.warning("sign_in_refused", address=self.get_client_ip(request))

    def is_ajax(self, request: HttpRequest) -> bool:
        """Our scripts ask for pages and parts of pages; allauth's JSON is spoken to nobody."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """After signing in one goes to a path of this site, and nowhere else (A9)."""
        return is_ours(url)

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Who is known by their phone alone proves it by the password as well; as often as at the door."""
        if user.email is not None:
            return super().reauthenticate(user, password)
        return proof.check_password(self.request, user, password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not proof.is_fresh(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The second factor where there is one; else the password, or a code mailed to the account's address."""
        methods = super().get_reauthentication_methods(user)
        if not user.is_authenticated or is_mfa_enabled(user):
            return [method for method in methods if method["id"] == "mfa_reauthenticate"]
        if user.email is None:  # opened at the counter: the password, once there is one
            return methods
        url = reverse("accounts:proof_code")
        return [*methods, {"id": "proof_code", "description": _("Kirim kode ke surel saya"), "url": url}]


class MfaAdapter(DefaultMFAAdapter):
    """A second factor only for proven addresses, so that nobody locks an owner out (A4)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Langkah kedua ini tidak dapat dilepas."),
        "cannot_generate_recovery_codes": _("Pasang dulu langkah kedua, lalu buat kode cadangan."),
        "incorrect_code": _("Kode ini tidak cocok. Periksa angka yang sekarang tampil di aplikasi."),
        "unverified_email": _("Konfirmasi dulu alamat surel Anda, lalu pasang langkah kedua."),
    }

    def get_totp_label(self, user: Any) -> str:
        return user.email or user.handle

    def build_totp_svg(self, url: str) -> str:
        """On white, so that it can be scanned from a dark page too. What draws it comes late: 4 MB, for one page."""
        import qrcode
        from qrcode.image.svg import SvgPathFillImage

        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")
