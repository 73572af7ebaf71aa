"""What a person wrote survives an expired session or form: kept as a draft that only that browser can claim."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from commons import once
from commons.models import Draft

DAY = timedelta(days=1)
MOST = 200_000  # characters in all
NEVER = ("csrfmiddlewaretoken", "password", "code", "otp", "token", "once")

Pairs = list[tuple[str, str]]


def from_here(request: HttpRequest) -> bool:
    """Did one of our own pages send this? Nobody else may leave text in a person's browser or drafts."""
    sent_by = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    here = urlsplit(f"{request.scheme}://{request.get_host()}")
    return (sent_by.scheme, sent_by.netloc) == (here.scheme, here.netloc)


def written(request: HttpRequest) -> Pairs:
    """The form's pairs without secrets and files; nothing when it is larger than any form of ours.

    NUL bytes go, for the database cannot hold them.
    """
    pairs = [
        (name.replace("\x00", ""), value.replace("\x00", ""))
        for name, values in request.POST.lists()
        for value in values
    ]
    pairs = [(name, value) for name, value in pairs if not any(word in name.lower() for word in NEVER)]
    return pairs if sum(len(value) for name, value in pairs) <= MOST else []


def give_back(request: HttpRequest) -> HttpResponse:
    """The page that shows the text again; signing in comes first when the session is gone.

    Where nothing was typed a button was pressed: through signing in, back to the page that it stands on.
    """
    if not from_here(request):
        return HttpResponseForbidden(_("Permintaan ini tidak datang dari situs kami."))
    pairs = written(request)
    if not pairs and not request.user.is_authenticated:
        return redirect_to_login(_page_of(request))
    if pairs and (key := once.key_of(request)):
        pairs.append((once.FIELD, key))  # it was not used yet: whatever is sent again later is done once
    context = {"pairs": pairs, "action": request.get_full_path(), "had_files": bool(request.FILES)}
    response = render(request, "portal/kept.html", context, status=403)
    if pairs and not request.user.is_authenticated:
        key = secrets.token_urlsafe(24)
        Draft.objects.create(key=key, kind="kept", action=request.get_full_path()[:500], values=pairs)
        response.set_signed_cookie(
            settings.KEPT_COOKIE_NAME,
            key,
            max_age=DAY.total_seconds(),
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _page_of(request: HttpRequest) -> str:
    """Where the form stood, as the browser says; `from_here` has made sure that it speaks of our pages."""
    sender = urlsplit(request.headers.get("Referer", ""))
    stood_on = sender.path + (f"?{sender.query}" if sender.query else "")
    return stood_on if sender.netloc == request.get_host() and sender.path else request.get_full_path()


def take(request: HttpRequest) -> Draft | None:
    """The text this browser left behind, while it is younger than a day."""
    key = request.get_signed_cookie(settings.KEPT_COOKIE_NAME, default="", max_age=DAY)
    fresh = Draft.objects.filter(kind="kept", updated_at__gte=timezone.now() - DAY)
    return fresh.filter(key=key).first() if key else None
