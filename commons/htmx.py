"""One view, two readers: htmx gets the fragment, a browser without JavaScript a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


class SeeOther(HttpResponseRedirect):
    """303, to an address: what is given is never taken for the name of a view."""

    status_code = 303


def see_other(to: str) -> SeeOther:
    """What was posted is done, go and look."""
    return SeeOther(to)


def wants_fragment(request: HttpRequest) -> bool:
    """An htmx request that is neither boosted nor a restored history entry, which need a whole page."""
    asked = request.headers
    return "HX-Request" in asked and "HX-Boosted" not in asked and "HX-History-Restore-Request" not in asked


def answer(
    request: HttpRequest,
    *,
    fragment: str,
    context: dict[str, Any],
    page: str | None = None,
    to: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Fragment for htmx; otherwise go `to` (303), or render the `page` that includes the fragment."""
    if wants_fragment(request):
        response = render(request, fragment, context, status=status)
    elif to is not None:
        response = see_other(to)
    else:
        assert page is not None, "a browser without JavaScript needs a page or an address"
        response = render(request, page, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response
