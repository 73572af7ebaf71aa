"""The portal's own pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from commons.access import access, public, signed_in
from commons.kept import from_here, take
from portal.catalogue import examples

YEAR = 60 * 60 * 24 * 365


@csrf_exempt
@require_POST
@public
def language_switch(request: HttpRequest) -> HttpResponse:
    """The other language, in the cookie and in the account; back to where one was.

    It stands on every page, and a token would make each page of a visitor different: that the form came from one of
    our own pages is asked of `Origin` or `Referer` instead.
    """
    asked = request.POST.get("language")
    response = HttpResponseRedirect(_back(request), status=303)
    if not from_here(request) or asked not in dict(settings.LANGUAGES):
        return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        asked,
        max_age=YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    if request.user.is_authenticated:
        request.user.language = asked
        request.user.save(update_fields=["language"])
    return response


def _back(request: HttpRequest) -> str:
    """The page the form stood on: named by it, else the page that sent it; never another host's."""
    asked = request.POST.get("next") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(asked)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@require_safe
@access("portal.see_components")
def component_list(request: HttpRequest) -> HttpResponse:
    """Each component with an example: for those who build pages, and for the tests that look at them."""
    return render(request, "portal/components.html", {"example": examples()})


@require_safe
@signed_in
def kept(request: HttpRequest) -> HttpResponse:
    """The text that this browser left behind when its session ended, to be sent now."""
    draft = take(request)
    if draft is None:
        raise Http404
    return render(request, "portal/kept.html", {"pairs": draft.values, "action": draft.action})
