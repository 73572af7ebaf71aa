"""The picture beside an organisation's name, on a page of its own: it is sent as it is chosen."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.access import access
from commons.acting import act, ask_then_act
from commons.editing import Overtaken, digest
from commons.htmx import see_other
from commons.limits import limit
from stakeholders import actions
from stakeholders.forms import LogoForm
from stakeholders.models import Organisation

SEEN = "dilihat"  # in the address of the question whether to take it away: which one was seen


@access("stakeholders.edit_organisation", to=Organisation)
@limit("20/h")
def logo_edit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who sends second sees which one is there by now, and sends again if theirs is to take its place."""
    initial = {"seen": _digest(organisation)}
    form = LogoForm(request.POST or None, request.FILES or None, owner=request.user, initial=initial)
    context: dict[str, Any] = {"organisation": organisation, "form": form}
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        picture, seen = form.cleaned_data["logo"][0], form.cleaned_data["seen"]

        def deed() -> str:
            done = actions.set_logo(organisation=organisation, by=request.user, picture=picture, seen=seen)
            return done.get_absolute_url()

        try:
            return act(request, deed, back=request.path, said=_("Logo diganti."))
        except Overtaken:
            organisation.refresh_from_db()
            form.carry(_digest(organisation))
            context["is_overtaken"], status = True, 409
    context["remove_url"] = f"{_remove_path(organisation)}?{urlencode({SEEN: _digest(organisation)})}"
    return render(request, "stakeholders/logo_form.html", context, status=status)


def _digest(organisation: Organisation) -> str:
    return digest(actions.logo_facts(organisation))


def _remove_path(organisation: Organisation) -> str:
    return reverse("stakeholders:logo_remove", args=[organisation.pk])


@access("stakeholders.edit_organisation", to=Organisation)
def logo_remove(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Only the one that was seen is taken away."""
    seen = request.GET.get(SEEN, "")

    def deed() -> str:
        done = actions.set_logo(organisation=organisation, by=request.user, picture=None, seen=seen)
        return done.get_absolute_url()

    try:
        return ask_then_act(
            request,
            deed,
            question=_("Hapus logo %(name)s?") % {"name": organisation},
            button=_("Hapus logo"),
            back=organisation.get_absolute_url(),
            said=_("Logo dihapus."),
            danger=True,
        )
    except Overtaken:
        messages.error(request, _("Logo sudah diganti orang lain. Periksa dulu, lalu hapus bila perlu."))
        return see_other(reverse("stakeholders:logo_edit", args=[organisation.pk]))
