"""What we answer when something went wrong: a sentence that says what to do, and the text that was typed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commons.kept import from_here, give_back

DOORS = ("account_", "mfa_")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Doors (sign-in, codes, passwords) start anew and keep nothing; every other form gives the text back."""
    match = request.resolver_match
    if from_here(request) and match is not None and match.view_name.startswith(DOORS):
        messages.info(request, _("Halaman tadi sudah lama terbuka. Silakan ulangi."))
        return redirect(request.path)
    return give_back(request)
