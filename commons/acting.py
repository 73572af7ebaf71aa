"""A button is a form that acts: its address shows the question as a page, and does it on POST."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commons.access import Refused
from commons.htmx import see_other
from commons.once import perform_once

Deed = Callable[[], str]


def act(request: HttpRequest, deed: Deed, *, back: str, said: str = "") -> HttpResponse:
    """Do it once and go where the deed leads; what the action refuses is said on the page one came from (`back`)."""
    try:
        to = perform_once(request, deed)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see_other(back)
    if said:
        messages.success(request, said)
    return see_other(to)


def ask_then_act(
    request: HttpRequest,
    deed: Deed,
    *,
    question: str,
    detail: str = "",
    button: str,
    back: str,
    said: str = "",
    danger: bool = False,
) -> HttpResponse:
    """The question on GET (the way without JavaScript, and of a link that was shared); the act on POST."""
    if request.method == "POST":
        return act(request, deed, back=back, said=said)
    context = {"question": question, "detail": detail, "button": button, "back": back, "danger": danger}
    return render(request, "commons/confirm.html", context)
