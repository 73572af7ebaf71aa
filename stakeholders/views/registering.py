"""Registering an organisation, in two short steps; what the first one says waits as a draft."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commons import drafts
from commons.access import access, can
from commons.acting import act, fill_then_act
from commons.form_fields import an_id
from commons.htmx import see_other
from commons.kept import written
from commons.limits import limit
from stakeholders import actions, queries
from stakeholders.forms import AboutForm, NameForm
from stakeholders.models import Organisation

FIRST, SECOND = "stakeholders.organisation:new", "stakeholders.organisation:new about"  # the drafts of the two steps
BUTTONS = {"kami", "bukan", "kembali"}  # what the page itself sends along
RESUME = f"?{urlencode(drafts.RESUME)}"


@access("stakeholders.register_organisation")
@limit("60/h")
def organisation_create(request: HttpRequest) -> HttpResponse:
    """Which one, what it is, where. Nothing is registered yet."""
    form = NameForm(request.POST or None, initial=drafts.resumed(request, FIRST))

    def deed() -> str:
        drafts.save(person=request.user, kind=FIRST, action=request.path, pairs=written(request))
        begun = drafts.find(request.user, SECOND) is not None
        return reverse("stakeholders:organisation_describe") + (RESUME if begun else "")

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/organisation_form.html",
        context=lambda: {"is_checked": not _vouches(request)} | drafts.offered(request, FIRST),
        back=request.path,
    )


@access("stakeholders.register_organisation")
@limit("60/h")
def organisation_describe(request: HttpRequest) -> HttpResponse:
    """What it does, how it is reached; then it is sent. Of staff it is verified at once, of others staff check it.

    Those that may be the same organisation are shown once before; whoever finds theirs there goes on to ask to join it.
    """
    named = _named(request)
    if named is None or "kembali" in request.POST:
        return _back_to_the_first(request)
    if (ours := _ours(request)) is not None:
        return ours
    form, alike = AboutForm(request.POST or None, initial=drafts.resumed(request, SECOND)), []
    if request.method == "POST" and form.is_valid():
        facts = named | form.facts()
        alike = queries.alike(request.user, facts)
        if {one.organisation.pk for one in alike} <= _told_apart(request):
            return _registered(request, facts)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "name": named["name"], "alike": alike, "is_checked": not _vouches(request)}
    context |= drafts.offered(request, SECOND)
    return render(request, "stakeholders/organisation_describe.html", context, status=status)


def _vouches(request: HttpRequest) -> bool:
    return bool(can(request.user, "stakeholders.vouch_for_organisation"))


def _named(request: HttpRequest) -> dict[str, Any] | None:
    """What the first step says, read anew: a kind or an RW may have gone since. None when it has to be done again."""
    draft = drafts.find(request.user, FIRST)
    if draft is None:
        return None
    form = NameForm(drafts.as_sent(draft))
    return form.facts() if form.is_valid() else None


def _ours(request: HttpRequest) -> HttpResponse | None:
    """*Ini organisasi kami*: to asking to join it, or to its page where that can't be asked. What was typed waits."""
    number = an_id(request.POST.get("kami", ""))
    found = Organisation.objects.visible_to(request.user).filter(pk=number).first() if number else None
    if found is None:
        return None
    _keep_the_second(request)
    may_ask = can(request.user, "stakeholders.ask_to_join", found)
    return see_other(reverse("stakeholders:join_ask", args=[found.pk]) if may_ask else found.get_absolute_url())


def _keep_the_second(request: HttpRequest) -> None:
    pairs = [(name, value) for name, value in written(request) if name not in BUTTONS]
    drafts.save(person=request.user, kind=SECOND, action=reverse("stakeholders:organisation_describe"), pairs=pairs)


def _back_to_the_first(request: HttpRequest) -> HttpResponse:
    """What was typed into the second step waits for it."""
    if request.method == "POST":
        _keep_the_second(request)
    begun = drafts.find(request.user, FIRST) is not None
    return see_other(reverse("stakeholders:organisation_create") + (RESUME if begun else ""))


def _told_apart(request: HttpRequest) -> set[int]:
    """The organisations that were shown, and are others as the person says."""
    return {number for text in request.POST.getlist("bukan")[:20] if (number := an_id(text))}


def _registered(request: HttpRequest, facts: dict[str, Any]) -> HttpResponse:
    vouches = _vouches(request)

    def deed() -> str:
        for kind in (FIRST, SECOND):
            drafts.drop(person=request.user, kind=kind)
        enter = actions.register_organisation if vouches else actions.submit_organisation
        return enter(by=request.user, **facts).get_absolute_url()

    said = "" if vouches else _("Terkirim. Petugas kelurahan mengeceknya, lalu Anda dikabari.")
    return act(request, deed, back=request.path, said=said)
