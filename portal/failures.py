"""What we answer when something went wrong: a sentence that says what to do, and the text that was typed."""

import sys
from collections.abc import Iterable
from typing import Any

import structlog
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commons import contributions, kept
from commons.access import Refused
from commons.contributions import Rule
from commons.htmx import wants_fragment
from portal.chrome import is_demo, site

DOORS = ("account_", "mfa_")
LOST_DATABASE = (OperationalError, InterfaceError)
RETRY_AFTER = 30  # seconds


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Doors (sign-in, codes, passwords) start anew and keep nothing; every other form gives the text back."""
    match = request.resolver_match
    if kept.from_here(request) and match is not None and match.view_name.startswith(DOORS):
        messages.info(request, _("Halaman tadi sudah lama terbuka. Silakan ulangi."))
        return redirect(request.path)
    return kept.give_back(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what arrived was not what a form or link of ours sends."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        sentence = _("Kiriman ini terlalu besar. Kurangi isinya, lalu kirim lagi.")
    else:
        sentence = _("Permintaan ini tidak bisa kami baca. Kembali, lalu coba sekali lagi.")
    return _answer(request, 400, sentence)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the reason, whom to ask, and the text that was typed."""
    sentence = exception.reason if isinstance(exception, Refused) else _("Halaman ini tidak terbuka untuk akun Anda.")
    return _answer(request, 403, sentence, ask=_ask(exception), pairs=_typed(request))


def _ask(exception: Exception) -> dict[str, Any] | None:
    """What *Minta akses* sends, where the rule names somebody who can help further."""
    if not isinstance(exception, Refused) or exception.obj is None or not exception.rule:
        return None
    keeper = contributions.one(Rule, exception.rule).keeper
    if keeper is None:
        return None
    kind = exception.obj._meta.label_lower
    return {"rule": exception.rule, "kind": kind, "id": exception.obj.pk, "keeper": keeper(exception.obj)}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404. To the signed out, what is hidden and what is not there are the same page, which offers to sign in.

    What was typed is given back here too: the session of somebody who may see it may have ended meanwhile.
    """
    sentence = _("Halaman ini tidak ada, atau tidak terbuka untuk umum.")
    return _answer(request, 404, sentence, path=request.get_full_path(), pairs=_typed(request))


def not_allowed(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405: a form's address that was opened like a page, or a page that something was sent to."""
    response = _answer(request, 405, _("Alamat ini tidak dibuka langsung. Mulai lagi dari salah satu halaman ini."))
    response["Allow"] = ", ".join(allowed)
    return response


def too_many(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """429: when one may try again, said and in `Retry-After`. allauth calls this too, and knows no number."""
    wait = ngettext("Coba lagi dalam %(n)s detik.", "Coba lagi dalam %(n)s detik.", seconds) % {"n": seconds}
    response = _answer(request, 429, f"{_('Terlalu sering.')} {wait}", pairs=_typed(request))
    response["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, and 503 while the database is away: no database, session or context processor is needed to say so."""
    status = 503 if isinstance(sys.exc_info()[1], LOST_DATABASE) else 500
    context = {
        "language": get_language(),
        "site": site(),
        "is_demo": is_demo(),
        "code": str(structlog.contextvars.get_contextvars().get("request_id", ""))[:8],
        "pairs": _typed(request),
        "action": request.get_full_path(),
    }
    template = f"_{status}.html" if wants_fragment(request) else f"{status}.html"
    response = HttpResponse(render_to_string(template, context), status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def _answer(request: HttpRequest, status: int, sentence: str, **context: Any) -> HttpResponse:
    template = "_failure.html" if wants_fragment(request) else f"{status}.html"
    return render(request, template, {"sentence": sentence, **context}, status=status)


def _typed(request: HttpRequest) -> kept.Pairs:
    """What a person wrote into a form of ours; nothing where the form itself can't be read."""
    if request.method != "POST" or not kept.from_here(request):
        return []
    try:
        return kept.written(request)
    except Exception:
        structlog.get_logger(__name__).warning("typed_text_unreadable", exc_info=True)
        return []
