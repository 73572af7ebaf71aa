"""Pages whose address is the key: links out of mails."""

from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from commons.access import View


def sealed(view: View) -> View:
    """The address itself is the key: no cache keeps it, no search engine lists it.

    The site's referrer policy (same-origin) keeps it from other sites; `no-referrer` would make browsers send
    `Origin: null` with the form, which the check for forged requests refuses.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
