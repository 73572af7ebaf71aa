"""How long one stays signed in, and on which kind of computer."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse

from accounts import actions
from accounts.models import User

SHARED = "shared_computer"
SHORT = timedelta(minutes=30)


def remember_computer(request: HttpRequest, *, is_shared: bool) -> None:
    """Kept in the session until signing in is done; the mailed code and the second factor come in between."""
    request.session[SHARED] = is_shared


def is_shared(request: HttpRequest) -> bool:
    """Was *Komputer bersama* ticked? Then nothing is kept on the device."""
    return bool(request.session.get(SHARED))


def begin(request: HttpRequest) -> None:
    """From now: thirty days, on a shared computer thirty minutes, counted from signing in whatever one does."""
    whole = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(SHORT if is_shared(request) else whole)


def end_others(request: HttpRequest, person: User) -> None:
    """Everywhere but here; the session of here gets a new id."""
    old_key = request.session.session_key or ""
    actions.end_sessions(person=person, but=old_key)
    update_session_auth_hash(request, person)
    UserSession.objects.filter(session_key=old_key).update(session_key=request.session.session_key)


def speak(response: HttpResponse, language: str) -> None:
    """From now on this browser is shown that language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
