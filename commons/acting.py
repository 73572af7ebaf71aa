"""A button is a form that acts: its address shows the question as a page, and does it on POST."""

from collections.abc import Callable
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commons import drafts, kept
from commons.access import Refused
from commons.editing import EditForm, Overtaken
from commons.htmx import see_other
from commons.once import perform_once

log = structlog.get_logger(__name__)
Deed = Callable[[], str]
Context = dict[str, Any]
FOREIGN_KEY = "23503"  # what PostgreSQL says when a row points at one that is no more


def act(request: HttpRequest, deed: Deed, *, back: str, said: str = "") -> HttpResponse:
    """Do it once and go where the deed leads; what the action refuses is said on the page one came from (`back`).

    Where somebody wrote a text, the page of the refusal says it instead and gives the text back.

    A thing that was removed between the door and the lock (an import that was undone) is answered as it would be a
    moment later: it is not there, and what was typed is given back.
    """
    try:
        to = perform_once(request, deed)
    except Refused as refusal:
        if _holds_text(request):
            raise
        messages.error(request, refusal.reason)
        return see_other(back)
    except ObjectDoesNotExist as gone:
        log.warning("gone_meanwhile", what=str(gone))
        raise Http404 from gone
    except IntegrityError as error:
        if getattr(error.__cause__, "pgcode", "") != FOREIGN_KEY:
            raise
        log.warning("gone_meanwhile", what=str(error))
        raise Http404 from error
    if said:
        messages.success(request, said)
    return see_other(to)


def _holds_text(request: HttpRequest) -> bool:
    return kept.from_here(request) and any(" " in value.strip() for _, value in kept.written(request))


def fill_then_act(
    request: HttpRequest,
    form: Form,
    deed: Deed,
    *,
    template: str,
    context: Context | Callable[[], Context] | None = None,
    back: str,
    said: str | Callable[[], str] = "",
    kind: str = "",
) -> HttpResponse:
    """The form on GET; on POST the act, or the form once more with what is wrong in it (422).

    `kind` names its draft, which goes when the form is sent. `context` may be a function, asked when the page is shown
    only; so may `said`, asked when the form is valid.
    """
    if request.method == "POST" and form.is_valid():
        deed = _without_draft(request, deed, kind) if kind else deed
        return act(request, deed, back=back, said=said() if callable(said) else said)
    shown = {"form": form} | ((context() if callable(context) else context) or {})
    shown |= drafts.offered(request, kind) if kind else {}
    return render(request, template, shown, status=422 if request.method == "POST" else 200)


def _without_draft(request: HttpRequest, deed: Deed, kind: str) -> Deed:
    def both() -> str:
        drafts.drop(person=request.user, kind=kind)
        return deed()

    return both


def edit(
    request: HttpRequest,
    form: EditForm,
    thing: Any,
    *,
    kind: str,
    template: str,
    facts: Callable[[Any], dict[str, Any]],
    change: Callable[[], Any],
    said: str,
) -> HttpResponse:
    """The form of a thing that is there already; `kind` names its draft, `facts` reads what the form begins with.

    `change` saves it and returns it. What somebody else saved meanwhile is shown beside what was typed (409).
    """
    context, back = {thing._meta.model_name: thing}, thing.get_absolute_url()
    try:
        return fill_then_act(
            request,
            form,
            lambda: change().get_absolute_url(),
            template=template,
            context=context,
            back=back,
            said=said,
            kind=kind,
        )
    except Overtaken:
        thing.refresh_from_db()
        context |= {"form": form, "newer": form.show_newer(facts(thing))} | drafts.offered(request, kind)
        return render(request, template, context, status=409)


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
