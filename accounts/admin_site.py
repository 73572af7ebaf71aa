"""The door of Django's admin: signing in is the portal's, and a second factor is asked for."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class GuardedAdminSite(AdminSite):
    """For administrators with a second factor; signing in with it is then asked of every session anyway."""

    site_header = site_title = gettext_lazy("Perbaikan data")
    index_title = gettext_lazy("Tabel")

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and has_second_factor(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """No password form of its own: to the portal's door, or to where the second factor is set up."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or request.get_full_path())
        if not request.user.is_staff:
            raise PermissionDenied(_("Halaman ini untuk administrator."))
        messages.info(request, _("Pasang dulu langkah kedua: halaman administrator meminta kode dari aplikasi."))
        return redirect("mfa_activate_totp")


def has_second_factor(person: Any) -> bool:
    """An app that shows codes; recovery codes alone do not count."""
    return is_mfa_enabled(person, [Authenticator.Type.TOTP])
