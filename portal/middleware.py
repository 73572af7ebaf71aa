"""What every request passes, beside Django's own middleware."""

import codecs
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from portal import failures

Handler = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")
LANGUAGES = {code for code, _ in settings.LANGUAGES}


def plain_input(get_response: Handler) -> Handler:
    """What is nobody's honest input is answered 400, at one place: a NUL byte in an address, a query or a cookie, which
    PostgreSQL can't hold; a text in another encoding than our pages send, which may hold what no UTF-8 can.

    Form fields are refused by their forms, with a sentence and the text kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return _unreadable("Alamat ini memuat karakter yang tidak dikenal.")
        if any("\x00" in value for value in request.COOKIES.values()):
            return _unreadable("Kuki peramban ini memuat karakter yang tidak dikenal. Hapus kuki situs ini.")
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            return _unreadable("Kiriman ini tidak tertulis dalam UTF-8.")
        return get_response(request)

    return middleware


def _unreadable(sentence: str) -> HttpResponse:
    """Said in plain text: no page is drawn from what cannot be read."""
    return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")


def methods(get_response: Handler) -> Handler:
    """Pages are read and forms are sent: nothing else is asked of any address, and no view has to think of it.

    A view that knows only one of the two says so; here it gets its sentence.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return failures.not_allowed(request, METHODS)
        response = get_response(request)
        if response.status_code == 405:
            return failures.not_allowed(request, response["Allow"].split(", "))
        return response

    return middleware


def language(get_response: Handler) -> Handler:
    """The language of the cookie, set at sign-in and by the switch; else Indonesian.

    The phone's own setting is not asked: no English page for a neighbour whose phone is set to English.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(asked if asked in LANGUAGES else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    return middleware


def zone(get_response: Handler) -> Handler:
    """Times are shown in the person's zone; a visitor reads the site's. Without a session cookie nobody is asked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            with timezone.override(request.user.zone):
                return get_response(request)
        return get_response(request)

    return middleware


def unlisted(get_response: Handler) -> Handler:
    """A demo's invented people and decisions are found by no search engine; installed in demo mode only."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


def privacy(get_response: Handler) -> Handler:
    """What was made for one person is kept by no shared cache and by no Back button after signing out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response.headers:
            personal = settings.SESSION_COOKIE_NAME in request.COOKIES
            patch_cache_control(response, private=True, **({"no_store": True} if personal else {"no_cache": True}))
        return response

    return middleware
