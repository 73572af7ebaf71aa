"""The projects as a list, a board, a timeline or a table by RW: one address, narrowed in one way."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.access import public
from commons.narrowing import Narrowing
from commons.paging import SIZE, asks_for_the_first, first_page, page
from projects import queries
from projects.models import ProjectExport
from projects.queries import choosing

PRINTED_SIZE = 200  # rows of what is asked for in order to be printed


@require_safe
@public
def project_list(request: HttpRequest) -> HttpResponse:
    narrowed = queries.projects_narrowing(request.GET, request.path, request.user)
    in_archive = narrowed.get(choosing.STAGE) == choosing.ARCHIVE  # whose stages are over, so it has no board
    view = narrowed.get(choosing.VIEW)
    template, shown = VIEWS["" if in_archive and view == choosing.BOARD else view]
    context = shown(request, narrowed) | {
        "narrowing": narrowed,
        "tabs": queries.tabs(narrowed),
        "report": queries.report(narrowed),
        "formats": ProjectExport.Form.choices,
        "is_narrowed": queries.is_narrowed(narrowed),
    }
    return render(request, template, context)


def _as_list(request: HttpRequest, narrowed: Narrowing) -> dict[str, Any]:
    by, size = queries.order(narrowed), _size(narrowed)
    if not narrowed.chosen and asks_for_the_first(request):
        shown = first_page(queries.newest_projects(request.user), by=by, request=request)
    else:
        shown = page(queries.projects_list(request.user, narrowed), by=by, request=request, size=size)
    listed = queries.listed(shown, request.user, narrowed)
    return {"listed": listed.html, "total": listed.total}


def _as_board(request: HttpRequest, narrowed: Narrowing) -> dict[str, Any]:
    filters = queries.filters(request.user, narrowed)
    board = queries.board(request.user, narrowed, filters)
    return {"filters": filters, "total": filters.total, "board": board}


def _as_timeline(request: HttpRequest, narrowed: Narrowing) -> dict[str, Any]:
    shown = queries.span(narrowed)
    found = queries.timeline_projects(request.user, narrowed, shown)
    rows = page(found, by=queries.timeline_order(narrowed), request=request, size=_size(narrowed))
    filters = queries.filters(request.user, narrowed)
    lines = queries.lines(rows.rows, shown)
    return {"filters": filters, "total": filters.total, "span": shown, "page": rows, "lines": lines}


def _by_rw(request: HttpRequest, narrowed: Narrowing) -> dict[str, Any]:
    filters = queries.filters(request.user, narrowed)
    table = queries.by_rw(request.user, narrowed)
    return {"filters": filters, "total": filters.total, "table": table}


def _size(narrowed: Narrowing) -> int:
    return PRINTED_SIZE if narrowed.get(choosing.PRINTED) else SIZE


VIEWS = {
    "": ("projects/project_list.html", _as_list),
    choosing.BOARD: ("projects/project_board.html", _as_board),
    choosing.TIMELINE: ("projects/project_timeline.html", _as_timeline),
    choosing.BY_RW: ("projects/project_by_rw.html", _by_rw),
}
