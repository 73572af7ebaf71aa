"""The register of decisions, and one decision."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from commons.access import access, public
from commons.exporting import ExportForm, export
from commons.limits import limit
from commons.paging import Page, asks_for_the_first, first_page, page
from meetings import actions, queries
from meetings.models import Decision, DecisionExport
from meetings.queries.decisions import NEWEST


@require_safe
@public
def decision_list(request: HttpRequest) -> HttpResponse:
    asked = queries.asked_of(request.GET)
    found = _page(request, asked)
    context = {
        "page": found,
        "rows": queries.decision_rows(found.rows),
        "asked": asked,
        "years": list(queries.years(request.user, asked)),
        "formats": DecisionExport.Form.choices,
    }
    return render(request, "meetings/decision_list.html", context)


def _page(request: HttpRequest, asked: queries.Asked) -> Page:
    if asks_for_the_first(request) and not asked.words:
        return first_page(queries.first_decisions(request.user, asked), by=NEWEST, request=request)
    return page(queries.found_decisions(request.user, asked).for_rows(), by=NEWEST, request=request)


@require_safe
@access("meetings.read", to=Decision)
def decision_detail(request: HttpRequest, decision: Decision) -> HttpResponse:
    context = {"decision": decision, "page": queries.decision_page(decision, request.user)}
    return render(request, "meetings/decision_detail.html", context)


@require_safe
@access("meetings.read", to=Decision)
@limit("60/m", methods=("GET",))
def decision_sheet(request: HttpRequest, decision: Decision) -> HttpResponse:
    """In the browser's own viewer, from which it is printed or kept."""
    response = HttpResponse(queries.decision_sheet(decision, request.user), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{decision.slug}.pdf"'
    return response


@require_POST
@access("meetings.export_decisions")
@limit("30/h")
def decision_export(request: HttpRequest) -> HttpResponseBase:
    """By POST, for it leaves an entry; narrowed by what the register was narrowed by."""
    asked = queries.asked_of(request.POST)
    return export(
        request,
        ExportForm(request.POST),
        lambda kind: actions.export_decisions(by=request.user, asked=asked, form=kind),
        name="keputusan",
        back=asked.link(),
    )
