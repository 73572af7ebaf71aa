"""What was done with rights, offices and files: entries that nobody can change, for those who answer for them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons import contributions
from commons.access import access
from commons.paging import page
from commons.windows import Trail

ASKED = "tampil"


@require_safe
@access("portal.read_trails")
def trail_list(request: HttpRequest) -> HttpResponse:
    """One trail at a time; an unknown one is the first."""
    trails = contributions.all_of(Trail)
    shown = next((one for one in trails if one.code == request.GET.get(ASKED)), trails[0])
    found = page(shown.entries(), by=("-pk",), request=request)
    context = {
        "page": found,
        "entries": shown.lines(found.rows, request.user),
        "tabs": [_tab(one, shown) for one in trails],
        "trail": shown,
    }
    return render(request, "portal/trail_list.html", context)


def _tab(trail: Trail, shown: Trail) -> dict[str, Any]:
    return {"label": trail.label, "url": f"?{ASKED}={trail.code}", "current": trail is shown}
