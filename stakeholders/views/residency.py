"""Where one lives: asked for by the member, answered by those who speak for the RW or by the office."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from commons.paging import page
from stakeholders import actions, queries
from stakeholders.membership_forms import ResidencyAnswerForm, ResidencyForm
from stakeholders.models import Residency


@access("stakeholders.ask_for_residency")
@limit("10/h")
def residency_detail(request: HttpRequest) -> HttpResponse:
    """One's own: what is confirmed, what waits, and the form to ask."""
    form = ResidencyForm(request.POST or None, initial={"area": getattr(request.user, "area_id", None)})

    def deed() -> str:
        actions.ask_for_residency(person=request.user, **form.facts())
        return request.path

    def context() -> dict[str, Any]:
        rows = queries.my_residencies(request.user)
        return {
            "residencies": rows,
            "open": next((one for one in rows if one.is_open), None),
            "confirmed": next((one for one in rows if one.is_confirmed), None),
        }

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/residency_detail.html",
        context=context,
        back=request.path,
        said=_("Permintaan terkirim. Anda dikabari setelah dijawab."),
    )


@require_safe
@access("stakeholders.see_residencies")
def residency_list(request: HttpRequest) -> HttpResponse:
    """The queue: who asks, the longest wait first."""
    context = {"page": page(queries.waiting_residents(request.user), by=("asked_at", "pk"), request=request)}
    return render(request, "stakeholders/residency_list.html", context)


@access("stakeholders.confirm_residency", to=Residency)
@limit("120/h")
def residency_answer(request: HttpRequest, residency: Residency) -> HttpResponse:
    form, queue = ResidencyAnswerForm(request.POST or None), reverse("stakeholders:residency_list")

    def deed() -> str:
        facts: dict[str, Any] = form.facts()
        if facts["answer"] == "confirm":
            actions.confirm_residency(residency=residency, by=request.user)
        else:
            actions.decline_residency(residency=residency, by=request.user, reason=facts["reason"])
        return queue

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/residency_answer.html",
        context={"residency": residency},
        back=queue,
        said=_("Jawaban terkirim."),
    )


def _end_question(residency: Residency, *, mine: bool) -> str:
    """The office reads whose it is."""
    whose = {"person": residency.person, "area": residency.area}
    if not residency.is_open:
        return _("Akhiri domisili %(person)s di %(area)s?") % whose
    if mine:
        return _("Tarik permintaan domisili %(area)s?") % whose
    return _("Tarik permintaan domisili %(person)s di %(area)s?") % whose


@access("stakeholders.end_residency", to=Residency)
def residency_end(request: HttpRequest, residency: Residency) -> HttpResponse:
    mine = residency.person_id == request.user.pk
    back = reverse("stakeholders:residency_detail" if mine else "stakeholders:residency_list")

    def deed() -> str:
        actions.end_residency(residency=residency, by=request.user)
        return back

    asked = residency.is_open
    return ask_then_act(
        request,
        deed,
        question=_end_question(residency, mine=mine),
        detail="" if asked else _("Hak sebagai warga terverifikasi berakhir saat itu juga."),
        button=_("Tarik permintaan") if asked else _("Akhiri domisili"),
        back=back,
        said=_("Permintaan ditarik.") if asked else _("Domisili berakhir."),
        danger=not asked,
    )
