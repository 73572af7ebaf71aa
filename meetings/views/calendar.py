"""The agenda: what is to come and what is over, as a list and as a month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import public
from commons.chips import Chip
from commons.paging import Page, page
from meetings import queries
from meetings.queries import asking


@require_safe
@public
def meeting_list(request: HttpRequest) -> HttpResponse:
    asked = queries.asked_of_the_agenda(request.GET, request.user)
    context = {
        "asked": asked,
        "tabs": [
            Chip(_("Akan datang"), url=asked.link(**{asking.WHEN: ""}), current=not asked.is_over),
            Chip(_("Sudah lewat"), url=asked.link(**{asking.WHEN: asking.OVER}), current=asked.is_over),
        ],
    }
    if asked.is_over:
        found = queries.agenda(request.user, asked.narrowed, is_over=True).for_rows(request.user)
        shown = page(found, by=("-starts_at", "-pk"), request=request)
        context |= {"page": shown, "rows": queries.rows(shown.rows)}
    else:
        agenda = queries.agenda_page(request.user, asked)
        back = asked.link() if asked.cursor else ""
        context |= {
            "page": Page([], previous=back, following=agenda.following),
            "rows": agenda.rows,
            "month": agenda.month,
        }
    return render(request, "meetings/meeting_list.html", context | _filters(request, asked))


def _filters(request: HttpRequest, asked: asking.Asked) -> dict[str, object]:
    """Each filter is a link; only the RW, of which there are many, is chosen from a list."""
    narrowed = asked.narrowed
    kinds = [
        Chip(label, "", icon, asked.link(**{asking.KIND: "" if narrowed.kind == code else code}), narrowed.kind == code)
        for code, label, icon in queries.kinds()
    ]
    chips = [] if asked.is_over else kinds
    if request.user.is_authenticated:
        own = asked.link(**{asking.MINE: "" if narrowed.is_mine else asking.OWN})
        chips = [Chip(_("Milik saya"), "", "calendar-days", own, narrowed.is_mine), *chips]
    return {
        "chips": chips,
        "neighbourhoods": queries.neighbourhoods(),
        "kept": [
            (name, value) for name, value in asked.values().items() if value and name not in (asking.RW, asking.DAY)
        ],
        "unabout": asked.link(**{asking.PROJECT: "", asking.HOST: ""}),
    }
