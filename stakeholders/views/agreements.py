"""Agreements on the web: the public list, one of them, and what the office does with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access, public
from commons.acting import edit, fill_then_act
from commons.form_fields import an_id
from commons.limits import limit
from commons.paging import page
from stakeholders.actions import agreements as actions
from stakeholders.dealings.forms import AgreementEditForm, AgreementEndForm, AgreementForm
from stakeholders.models import Agreement
from stakeholders.queries import agreements as queries

NEW = "stakeholders.agreement:new"


@require_safe
@public
def agreement_list(request: HttpRequest) -> HttpResponse:
    asked = queries.chosen(request.GET)
    found = page(queries.agreement_list(request.user, asked), by=queries.NEWEST, request=request)
    context = {
        "page": found,
        "rows": queries.rows(found.rows),
        "asked": asked,
        "choices": queries.choices(request.user, asked),
    }
    return render(request, "stakeholders/agreement_list.html", context)


@require_safe
@access("stakeholders.read_agreement", to=Agreement)
def agreement_detail(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    context = {"agreement": agreement, "page": queries.agreement_page(agreement, request.user)}
    return render(request, "stakeholders/agreement_detail.html", context)


@access("stakeholders.keep_agreements")
@limit("60/h")
def agreement_create(request: HttpRequest) -> HttpResponse:
    party = an_id(request.GET.get(queries.PARTY))
    initial = {"parties": [party] if party else []} | drafts.resumed(request, NEW)
    form = AgreementForm(request.POST or None, request.FILES or None, initial=initial, user=request.user)
    return fill_then_act(
        request,
        form,
        lambda: actions.keep_agreement(by=request.user, **form.facts()).get_absolute_url(),
        template="stakeholders/agreement_form.html",
        back=request.path,
        said=_("Kerja sama dicatat."),
        kind=NEW,
    )


@access("stakeholders.keep_agreements", to=Agreement)
@limit("60/h")
def agreement_edit(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    kind = f"stakeholders.agreement:{agreement.pk}"
    form = AgreementEditForm(
        request.POST or None,
        request.FILES or None,
        initial=queries.facts_of(agreement),
        draft=drafts.resumed(request, kind),
        user=request.user,
        agreement=agreement,
    )
    return edit(
        request,
        form,
        agreement,
        kind=kind,
        template="stakeholders/agreement_form.html",
        facts=queries.facts_of,
        change=lambda: actions.change_agreement(agreement=agreement, by=request.user, **form.facts()),
        said=_("Kerja sama disimpan."),
    )


@access("stakeholders.end_agreement", to=Agreement)
@limit("60/h")
def agreement_end(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    form = AgreementEndForm(request.POST or None, agreement=agreement)
    back = agreement.get_absolute_url()

    def deed() -> str:
        actions.end_agreement(agreement=agreement, by=request.user, **form.facts())
        return back

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/agreement_end.html",
        context={"agreement": agreement},
        back=back,
        said=_("Kerja sama diakhiri. Para pihak diberi tahu."),
    )
