"""Pages that are alike for all who are not signed in: drawn once a minute, and asked of the database each time."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from commons.drawn import kept_for_visitors

Context = Callable[[], dict[str, Any]]


class _OwnPage(Exception):
    """What was drawn is this browser's alone."""

    def __init__(self, html: str) -> None:
        self.html = html


def show(request: HttpRequest, template: str, context: Context, *under: Any) -> HttpResponse:
    """The page; for a visitor whose browser brings nothing of its own, the one that was drawn for others this minute.

    `under` names whatever the page depends on beside its address and the language: what was read for it (`facts`), and
    the versions of what is kept. So the database is asked first, what a person may no longer see is never found, and
    nothing has to be told of a change.
    """
    if not _is_like_others(request):
        return render(request, template, context())

    def draw() -> str:
        html = render_to_string(template, context(), request)
        if "CSRF_COOKIE" in request.META:  # it holds a form, and the form a secret
            raise _OwnPage(html)
        return html

    saves_data = request.headers.get("Save-Data") == "on"
    try:
        html = kept_for_visitors(draw, "visitors", template, request.get_full_path(), saves_data, *under)
    except _OwnPage as own:
        html = own.html
    return HttpResponse(html)


def _is_like_others(request: HttpRequest) -> bool:
    """Nothing but the language tells one visitor from another: no session, so no message either, and no form begun."""
    return not request.user.is_authenticated and set(request.COOKIES) <= {settings.LANGUAGE_COOKIE_NAME}


def facts(thing: Model) -> tuple[Any, ...]:
    """All values that a row brought along, and those of the rows that were joined to it."""
    return tuple(_facts(thing, set()))


def _facts(thing: Model, told: set[int]) -> Iterator[Any]:
    told.add(id(thing))  # a row may lead back to the one that it was joined to
    for name, value in vars(thing).items():
        if name != "_state":
            yield name, value
    for name, joined in thing._state.fields_cache.items():
        if not isinstance(joined, Model):
            yield name, joined
        elif id(joined) not in told:
            yield name, tuple(_facts(joined, told))
