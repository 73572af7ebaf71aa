"""Decorators for doors that more than signing in is needed for."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import proof
from accounts.models import User
from commons.htmx import see_other

View = Callable[..., HttpResponse]


class OwnRequest(HttpRequest):
    """A request that has passed `signed_in`: somebody is there."""

    user: User


def fresh(view: View) -> View:
    """For what gives an account or its data away: who sits here proved it a moment ago, or does so now.

    Inside `signed_in`. What was typed is not kept on the way: these pages ask for secrets, or for a single tick.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if proof.is_fresh(request):
            return view(request, *args, **kwargs)
        methods = get_adapter().get_reauthentication_methods(request.user)
        url = methods[0]["url"] if methods else reverse("accounts:way_in")
        return see_other(f"{url}?{urlencode({'next': request.path})}")

    return guarded


def in_our_manner(view: View) -> View:
    """allauth answers 200 to a form that must be corrected and 302 to one that was accepted; we say 422 and 303."""

    @wraps(view)
    def mannered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 302:
            response.status_code = 303
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return mannered
