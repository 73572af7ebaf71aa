"""What the account's mails say: each is composed when it leaves, in the language of its row."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons import formats
from mail.composing import Letter
from mail.letters import letter
from mail.models import Message

CODE_MINUTES = 10
CODES = {
    "sign_in": (
        gettext_lazy("Kode masuk Anda: %(code)s"),
        gettext_lazy("Kode masuk"),
        gettext_lazy("Ketik kode ini di halaman masuk yang masih terbuka."),
    ),
    "sign_up": (
        gettext_lazy("Kode pendaftaran Anda: %(code)s"),
        gettext_lazy("Konfirmasi alamat surel Anda"),
        gettext_lazy("Ketik kode ini di halaman pendaftaran yang masih terbuka. Akun baru dibuat setelah itu."),
    ),
    "address": (
        gettext_lazy("Kode konfirmasi alamat: %(code)s"),
        gettext_lazy("Konfirmasi alamat surel baru"),
        gettext_lazy("Ketik kode ini di halaman yang masih terbuka. Setelah itu akun Anda memakai alamat ini."),
    ),
    "reset": (
        gettext_lazy("Kode atur ulang kata sandi: %(code)s"),
        gettext_lazy("Atur ulang kata sandi"),
        gettext_lazy("Ketik kode ini di halaman yang masih terbuka, lalu tulis kata sandi baru."),
    ),
    "proof": (
        gettext_lazy("Kode konfirmasi Anda: %(code)s"),
        gettext_lazy("Pastikan ini Anda"),
        gettext_lazy("Ketik kode ini di halaman yang masih terbuka untuk melanjutkan."),
    ),
}
# Of addresses that are not registered, or not yet.
WHY = {
    "sign_up": gettext_lazy("Anda menerima surel ini karena alamat ini diketik di halaman pendaftaran kami."),
    "address": gettext_lazy("Anda menerima surel ini karena alamat ini ditambahkan ke sebuah akun di situs kami."),
}
CHANGES = {
    "password_changed": (gettext_lazy("Kata sandi diganti"), gettext_lazy("Kata sandi akun Anda baru saja diganti.")),
    "password_set": (gettext_lazy("Kata sandi dibuat"), gettext_lazy("Akun Anda baru saja diberi kata sandi.")),
    "password_reset": (
        gettext_lazy("Kata sandi diatur ulang"),
        gettext_lazy("Kata sandi akun Anda baru saja diatur ulang dengan kode yang dikirim ke alamat ini."),
    ),
    "email_changed": (
        gettext_lazy("Alamat surel diganti"),
        gettext_lazy("Akun Anda mulai sekarang memakai alamat surel lain. Surat berikutnya dikirim ke sana."),
    ),
    "totp_activated": (
        gettext_lazy("Langkah kedua dipasang"),
        gettext_lazy("Masuk ke akun Anda mulai sekarang meminta kode dari aplikasi autentikator."),
    ),
    "totp_deactivated": (
        gettext_lazy("Langkah kedua dilepas"),
        gettext_lazy("Masuk ke akun Anda tidak lagi meminta kode dari aplikasi autentikator."),
    ),
    "recovery_codes_generated": (
        gettext_lazy("Kode cadangan baru"),
        gettext_lazy("Kode cadangan akun Anda dibuat baru. Yang lama tidak berlaku lagi."),
    ),
}


def code(message: Message) -> Letter:
    """Row 1 of the catalogue, and its siblings: one code, what it is for, how long it lives."""
    subject, heading, purpose = CODES[message.data["purpose"]]
    context = {"code": message.secret["code"], "heading": heading, "purpose": purpose, "minutes": CODE_MINUTES}
    why = str(WHY.get(message.data["purpose"], ""))
    return letter("mail/code", context, subject % {"code": message.secret["code"]}, why=why)


def known_address(message: Message) -> Letter:
    """Somebody registered with an address that has an account: the page says what it says to everybody."""
    context = {"sign_in": reverse("account_login"), "address": message.address}
    return letter("accounts/mail/known_address", context, _("Anda sudah punya akun di %s") % settings.SITE_SHORT_NAME)


def unknown_address(message: Message) -> Letter:
    """Somebody wanted to sign in, or a new password, with an address that has no account."""
    context = {"sign_up": reverse("account_signup"), "address": message.address}
    why = _("Anda menerima surel ini karena alamat ini diketik di situs kami.")
    return letter("accounts/mail/unknown_address", context, _("Belum ada akun dengan alamat ini"), why=why)


def security_changed(message: Message) -> Letter:
    """Something that guards the account has changed; whoever did not do it is told what to do."""
    subject, sentence = CHANGES[message.data["change"]]
    at = formats.long_moment(datetime.fromisoformat(message.data["at"]))
    context = {"heading": subject, "sentence": sentence, "at": at, "security": reverse("mfa_index")}
    return letter("accounts/mail/security_changed", context, str(subject))


def welcome(message: Message) -> Letter:
    """Row 3: once, when the address is confirmed."""
    context = {"person": message.person, "profile": reverse("accounts:profile_edit")}
    return letter("accounts/mail/welcome", context, _("Selamat datang di %s") % settings.SITE_SHORT_NAME)


def data_prepared(message: Message) -> Letter:
    """Row 5: the copy of my data can be fetched."""
    context = {"person": message.person, "privacy": reverse("accounts:privacy_edit")}
    return letter("accounts/mail/data_prepared", context, _("Data Anda siap diunduh"))


def deletion_scheduled(message: Message) -> Letter:
    """Row 6: the day, and how to change one's mind."""
    on = formats.long_date(datetime.fromisoformat(message.data["leaves_at"]))
    context = {"person": message.person, "on": on, "stay": reverse("accounts:account_stay")}
    return letter("accounts/mail/deletion_scheduled", context, _("Akun Anda dihapus 14 hari lagi"))
