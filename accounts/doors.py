"""Doors of the accounts: only those of allauth that we want, under our own addresses, each with its declared access.

The names are allauth's, because allauth reverses them. Whatever is not listed here does not exist.
"""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from accounts import sessions, views
from accounts.forms.doors import SignUpForm
from accounts.guards import fresh, in_our_manner
from commons.access import public, signed_in

REGISTERING = "/direktori/daftar/"


class SignUp(account.SignupView):
    """Who signs up for an organisation goes on to registering it, once the address is proven; that page is another
    app's, so it is known here by its address only."""

    def get_success_url(self) -> str | None:
        if self.request.POST.get("for_whom") == SignUpForm.ON_BEHALF:
            return REGISTERING
        return super().get_success_url()


class SecondFactorSetup(totp.ActivateTOTPView):
    """Its first code is a proof as well: the recovery codes are shown at once."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp", reauthenticated=True)
        return response


class SecondFactorRemoval(totp.DeactivateTOTPView):
    """Without the second factor every other session ends (A1)."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sessions.end_others(self.request, self.request.user)
        return response


def open_to_all(view: Any) -> Any:
    return public(in_our_manner(view))


def own(view: Any) -> Any:
    return signed_in(in_our_manner(view))


def own_and_proved(view: Any) -> Any:
    """What gives the account away: who sits here proves it again after some minutes."""
    return signed_in(fresh(in_our_manner(view)))


to_sign_in: Any = RedirectView.as_view(
    pattern_name="account_login", query_string=True, http_method_names=["get", "head"]
)

urlpatterns = [
    path("masuk/", open_to_all(account.login), name="account_login"),
    path("masuk/minta-kode/", open_to_all(to_sign_in), name="account_request_login_code"),
    path("masuk/kode/", open_to_all(account.confirm_login_code), name="account_confirm_login_code"),
    path("masuk/langkah-kedua/", open_to_all(mfa.authenticate), name="mfa_authenticate"),
    path("keluar/", open_to_all(account.logout), name="account_logout"),
    path("daftar/", open_to_all(SignUp.as_view()), name="account_signup"),
    path("daftar/kode/", open_to_all(account.email_verification_sent), name="account_email_verification_sent"),
    path("akun/nonaktif/", open_to_all(account.account_inactive), name="account_inactive"),
    path("lupa-sandi/", open_to_all(account.password_reset), name="account_reset_password"),
    path(
        "lupa-sandi/kode/",
        open_to_all(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path("lupa-sandi/baru/", open_to_all(account.complete_password_reset), name="account_complete_password_reset"),
    path(
        "lupa-sandi/selesai/",
        open_to_all(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("akun/ulangi-masuk/", own(account.reauthenticate), name="account_reauthenticate"),
    path("akun/ulangi-masuk/aplikasi/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("akun/surel/", own_and_proved(account.email), name="account_email"),
    path("akun/keamanan/", require_safe(own(mfa.index)), name="mfa_index"),
    path("akun/keamanan/sandi/", own(account.password_change), name="account_change_password"),
    path("akun/keamanan/sandi-baru/", own_and_proved(account.password_set), name="account_set_password"),
    path("akun/keamanan/aplikasi/", own_and_proved(SecondFactorSetup.as_view()), name="mfa_activate_totp"),
    path(
        "akun/keamanan/aplikasi/hapus/",
        own_and_proved(SecondFactorRemoval.as_view()),
        name="mfa_deactivate_totp",
    ),
    path(
        "akun/keamanan/kode-cadangan/",
        require_safe(own_and_proved(recovery.view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "akun/keamanan/kode-cadangan/baru/",
        own_and_proved(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/keamanan/kode-cadangan/unduh/",
        require_safe(own_and_proved(recovery.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
    path("akun/keamanan/perangkat/", views.device_list, name="usersessions_list"),
]
