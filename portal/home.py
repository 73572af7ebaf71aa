"""The first page: what goes on here for a visitor, what waits for a member."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.access import public
from mail.queries import is_refused
from notifications.queries import waiting_for
from projects.models import Project
from projects.queries import rows

SHOWN_PROJECTS, SHOWN_WAITING = 4, 5


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return home_public(request)
    waiting = waiting_for(request.user)
    context = {
        "waiting": waiting[:SHOWN_WAITING],
        "waiting_count": len(waiting),
        "rows": _moving(request),
        "is_refused": is_refused(request.user.email),
    }
    return render(request, "portal/home.html", context)


@require_safe
@public
def home_public(request: HttpRequest) -> HttpResponse:
    """Also for those who are signed in: what others see."""
    return render(request, "portal/home_public.html", {"rows": _moving(request)})


def _moving(request: HttpRequest) -> list:
    """The projects in which something was told last."""
    return rows(Project.objects.visible_to(request.user).running().recently_active().for_rows()[:SHOWN_PROJECTS])
