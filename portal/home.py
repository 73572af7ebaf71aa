"""The first page: what goes on here for a visitor, what waits for a member, what did not happen for the staff."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import formats
from commons.access import access, can, public
from commons.drawn import kept_for_the_minute
from commons.windows import DESK, HOME, HOME_PUBLIC
from mail.queries import is_refused
from notifications.queries import in_order, news_for, waiting_for
from notifications.undone import Undone, all_waiting, undone
from portal.cards import ShownFigure, cards, figures

SHOWN_WAITING, SHOWN_NEWS, SHOWN_UNDONE = 5, 5, 30


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return home_public(request)
    if can(request.user, "portal.see_desk"):
        return _desk(request)
    waiting = waiting_for(request.user)
    context = {
        "waiting": waiting[:SHOWN_WAITING],
        "waiting_count": len(waiting),
        "news": news_for(request.user)[:SHOWN_NEWS],
        "cards": cards(HOME, request),
        "is_refused": _is_refused(request.user),
    }
    return render(request, "portal/home.html", context)


def _is_refused(user: Any) -> bool:
    """As of this minute, for a home page asks a lot; whoever has signed in since by a mailed code is told no more."""
    since = user.last_login
    return kept_for_the_minute(lambda: is_refused(user.email), "portal.is_refused", user.pk, user.email, since)


@require_safe
@public
def home_public(request: HttpRequest) -> HttpResponse:
    """Also for those who are signed in: what others see."""
    context = {"figures": figures(HOME_PUBLIC, request.user), "cards": cards(HOME_PUBLIC, request)}
    return render(request, "portal/home_public.html", context)


@require_safe
@access("portal.see_desk")
def desk_detail(request: HttpRequest) -> HttpResponse:
    return _desk(request)


def _desk(request: Any) -> HttpResponse:
    """What should have happened and did not, late things first; then what waits for oneself."""
    now = timezone.now()
    rows = all_waiting(now)
    waiting = in_order(row for row in rows if row.person_id == request.user.pk)
    found = undone(request.user, rows)
    counts = _counts(found, len(waiting), now)
    context = {
        "figures": [*counts, *figures(DESK, request.user)],
        "waiting": waiting[:SHOWN_WAITING],
        "waiting_count": len(waiting),
        "undone": found[:SHOWN_UNDONE],
        "more": max(len(found) - SHOWN_UNDONE, 0),
        "cards": cards(DESK, request),
        "now": now,
        "is_refused": _is_refused(request.user),
    }
    return render(request, "portal/desk_detail.html", context)


def _counts(found: list[Undone], waiting: int, now: datetime) -> list[ShownFigure]:
    late, today = sum(one.is_late(now) for one in found), sum(one.is_due_today(now) for one in found)
    return [
        ShownFigure(_("Terlambat"), formats.number(late), "#perlu-tindakan"),
        ShownFigure(_("Jatuh tempo hari ini"), formats.number(today), "#perlu-tindakan"),
        ShownFigure(_("Menunggu Anda"), formats.number(waiting), "#menunggu"),
    ]
