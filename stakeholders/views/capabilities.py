"""What an organisation can give, kept by its managers and the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import ask_then_act, edit, fill_then_act
from commons.limits import limit
from stakeholders.actions import capabilities as actions
from stakeholders.dealings.forms import CapabilityEditForm, CapabilityForm
from stakeholders.models import Capability, Organisation
from stakeholders.queries import capabilities as queries


@require_safe
@access("stakeholders.keep_capabilities", to=Organisation)
def capability_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    context = {"organisation": organisation, "lines": queries.lines_of(organisation)}
    return render(request, "stakeholders/capability_list.html", context)


@access("stakeholders.keep_capabilities", to=Organisation)
@limit("60/h")
def capability_create(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = CapabilityForm(request.POST or None)

    def deed() -> str:
        made = actions.add_capability(organisation=organisation, by=request.user, **form.facts())
        return made.get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/capability_form.html",
        context={"organisation": organisation},
        back=request.path,
        said=_("Kemampuan ditambahkan."),
    )


@access("stakeholders.keep_capabilities", to=Capability, within=Organisation)
@limit("60/h")
def capability_edit(request: HttpRequest, capability: Capability) -> HttpResponse:
    form = CapabilityEditForm(request.POST or None, initial=queries.facts_of(capability))
    return edit(
        request,
        form,
        capability,
        kind=f"stakeholders.capability:{capability.pk}",
        template="stakeholders/capability_form.html",
        facts=queries.facts_of,
        change=lambda: actions.change_capability(capability=capability, by=request.user, **form.facts()),
        said=_("Kemampuan disimpan."),
    )


@access("stakeholders.keep_capabilities", to=Capability, within=Organisation)
def capability_offer(request: HttpRequest, capability: Capability) -> HttpResponse:
    """One button for both ways: what is not to be had now is offered again later."""
    back, offers = capability.get_absolute_url(), not capability.is_active

    def deed() -> str:
        actions.offer_capability(capability=capability, by=request.user, is_active=offers)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Tawarkan lagi “%(what)s”?") % {"what": capability}
        if offers
        else _("Berhenti menawarkan “%(what)s”?") % {"what": capability},
        detail=""
        if offers
        else _("Kemampuan ini tidak tampil lagi di profil. Anda dapat menawarkannya lagi kapan saja."),
        button=_("Tawarkan lagi") if offers else _("Berhenti menawarkan"),
        back=back,
    )
