"""The promise ledger on the web: its lists, and one promise."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments import queries
from commitments.models import Commitment, CommitmentExport
from commons.access import access, public
from commons.htmx import answer, wants_fragment
from commons.paging import Page, asks_for_the_first, first_page, page


@require_safe
@public
def commitment_list(request: HttpRequest) -> HttpResponse:
    asked = queries.chosen(request.GET, request.user)
    found = _page(request, asked)
    rows = queries.rows(found.rows, request.user)
    context = {
        "page": found,
        "rows": rows,
        "asked": asked,
        "tabs": queries.tabs(asked, request.user),
        "statuses": list(queries.statuses(asked)),
        "about": queries.told_about(asked, rows),
        "empty": queries.empty_words(asked),
        "formats": CommitmentExport.Form.choices,
    }
    return render(request, "commitments/commitment_list.html", context)


def _page(request: HttpRequest, asked: queries.Chosen) -> Page:
    by = queries.order(asked)
    if asks_for_the_first(request):
        return first_page(queries.first_commitments(request.user, asked), by=by, request=request)
    return page(queries.commitment_list(request.user, asked), by=by, request=request)


@require_safe
@access("commitments.read", to=Commitment)
def commitment_detail(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """For htmx it is the row of a list, with what was said of the act: there an act of the row leads, as everywhere."""
    fragment = "commitments/_row_changed.html"
    if wants_fragment(request):
        return answer(request, fragment=fragment, context={"row": queries.row(commitment, request.user)}, page=fragment)
    context = {"commitment": commitment, "page": queries.commitment_page(commitment, request.user)}
    return answer(request, fragment=fragment, context=context, page="commitments/commitment_detail.html")
