"""The kinds of organisations, as staff keep them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import ask_then_act, edit, fill_then_act
from commons.limits import limit
from stakeholders import actions
from stakeholders.forms import KindEditForm, KindForm
from stakeholders.models import OrganisationKind, Sector, kinds_of


@require_safe
@access("stakeholders.keep_kinds")
def kind_list(request: HttpRequest) -> HttpResponse:
    context = {"sectors": [(sector.label, kinds_of(sector)) for sector in Sector]}
    return render(request, "stakeholders/kind_list.html", context)


@access("stakeholders.keep_kinds")
@limit("60/h")
def kind_create(request: HttpRequest) -> HttpResponse:
    form = KindForm(request.POST or None)
    return fill_then_act(
        request,
        form,
        lambda: actions.add_kind(by=request.user, **form.facts()).get_absolute_url(),
        template="stakeholders/kind_form.html",
        back=request.path,
        said=lambda: _("Jenis %(name)s ditambahkan.") % {"name": form.cleaned_data["name"]},
    )


@access("stakeholders.keep_kinds", to=OrganisationKind)
@limit("60/h")
def kind_edit(request: HttpRequest, kind: OrganisationKind) -> HttpResponse:
    name = f"stakeholders.kind:{kind.pk}"
    draft = drafts.resumed(request, name)
    form = KindEditForm(request.POST or None, initial=actions.kind_facts(kind), draft=draft, own=kind)
    return edit(
        request,
        form,
        kind,
        kind=name,
        template="stakeholders/kind_form.html",
        facts=actions.kind_facts,
        change=lambda: actions.edit_kind(kind=kind, by=request.user, **form.facts()),
        said=_("Jenis disimpan."),
    )


@access("stakeholders.keep_kinds", to=OrganisationKind)
def kind_switch(request: HttpRequest, kind: OrganisationKind) -> HttpResponse:
    """One button for both ways: what is on offer is so no more."""
    is_active = not kind.is_active

    def deed() -> str:
        return actions.offer_kind(kind=kind, by=request.user, is_active=is_active).get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Aktifkan lagi jenis %(name)s?") % {"name": kind}
        if is_active
        else _("Nonaktifkan jenis %(name)s?") % {"name": kind},
        detail="" if is_active else _("Organisasi yang sudah memakainya tetap. Pendaftar baru tidak dapat memilihnya."),
        button=_("Aktifkan lagi") if is_active else _("Nonaktifkan"),
        back=kind.get_absolute_url(),
        said=_("Jenis aktif lagi.") if is_active else _("Jenis dinonaktifkan."),
    )
