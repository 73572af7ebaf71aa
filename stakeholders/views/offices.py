"""Who holds the offices of RT and RW, as staff keep it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import edit, fill_then_act
from commons.limits import limit
from commons.paging import page
from stakeholders import actions, queries
from stakeholders.forms import OfficeTermEditForm, OfficeTermForm
from stakeholders.models import OfficeTerm

NEW = "stakeholders.office:new"
NEWEST = ("-since_on", "-pk")


@require_safe
@access("stakeholders.keep_offices")
def office_list(request: HttpRequest) -> HttpResponse:
    context = {"page": page(queries.office_terms(), by=NEWEST, request=request)}
    return render(request, "stakeholders/office_list.html", context)


@access("stakeholders.keep_offices")
@limit("120/h")
def office_create(request: HttpRequest) -> HttpResponse:
    form = OfficeTermForm(request.POST or None, initial=drafts.resumed(request, NEW))
    return fill_then_act(
        request,
        form,
        lambda: actions.enter_office_term(by=request.user, **form.facts()).get_absolute_url(),
        template="stakeholders/office_form.html",
        back=request.path,
        said=_("Pengurus dicatat."),
        kind=NEW,
    )


@access("stakeholders.keep_offices", to=OfficeTerm)
@limit("120/h")
def office_edit(request: HttpRequest, term: OfficeTerm) -> HttpResponse:
    kind = f"stakeholders.office:{term.pk}"
    draft = drafts.resumed(request, kind)
    form = OfficeTermEditForm(request.POST or None, initial=actions.term_facts(term), draft=draft, own=term)
    return edit(
        request,
        form,
        term,
        kind=kind,
        template="stakeholders/office_form.html",
        facts=actions.term_facts,
        change=lambda: actions.edit_office_term(term=term, by=request.user, **form.facts()),
        said=_("Keterangan disimpan."),
    )
