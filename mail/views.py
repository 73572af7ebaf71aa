"""The small page that a link in a mail opens. Scanners open links too, so a GET changes nothing: its button acts."""

from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons import contributions
from commons.access import Refused, public
from commons.htmx import see_other
from commons.once import OnceForm, perform_once
from commons.sealing import sealed
from commons.telling import MailAct
from commons.text import clean_text
from mail import acts, codes
from mail.acts import Asked, Gone

OURS = ("csrfmiddlewaretoken", "once", "code")
DONE, AN_HOUR = "mail.act_done", 60 * 60
LONGEST_URL = 200  # the signed address has room for so much


@public
@sealed
@require_http_methods(["GET", "HEAD", "POST"])
def act_detail(request: HttpRequest, token: str) -> HttpResponse:
    """What the link would do and for whom; POST does it, once."""
    asked = acts.find(token)
    if request.method != "POST":
        return _gone(request) if asked is None else _page(request, token, asked, fields=asked.fields())
    return _perform(request, token, asked)


@public
@sealed
@require_POST
def act_code(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the code that a binding act asks for, then show the page where it is typed."""
    asked = acts.find(token)
    if asked is None or not asked.is_binding:
        return _gone(request)
    if not codes.send(asked.token):
        error = _("Kode untuk tautan ini sudah terlalu sering diminta. Masuk dulu untuk melanjutkan.")
        return _page(request, token, asked, errors=[error], fields=asked.fields(), status=429)
    return see_other(acts.path(token))


@public
@sealed
@require_safe
def act_done(request: HttpRequest, what: str) -> HttpResponse:
    """What was done, in a sentence. The address is signed, so that nobody is told of things that never were."""
    try:
        done = signing.loads(what, salt=DONE, max_age=AN_HOUR)
        act = contributions.one(MailAct, done["act"])
    except (signing.BadSignature, LookupError):
        return _gone(request)
    return render(request, "mail/act_done_page.html", done | {"act": act})


def _perform(request: HttpRequest, token: str, asked: Asked | None) -> HttpResponse:
    fields = asked.fields(request.POST, request.FILES) if asked is not None else None
    if fields is not None and not fields.is_valid():  # here, not in the transaction: its photos are received now
        return _page(request, token, asked, fields=fields, status=422)
    if asked is not None and (error := _unproven(request, asked)):
        return _page(request, token, asked, errors=[error], fields=fields, status=422)
    try:
        return see_other(perform_once(request, lambda: _act(request, asked, fields)))
    except Gone:
        return _gone(request)
    except Refused as refusal:
        return _page(request, token, asked, refusal=refusal.reason, status=403)
    except ValidationError as error:
        return _page(request, token, asked, errors=error.messages, fields=fields, status=422)


def _act(request: HttpRequest, asked: Asked | None, fields: Any) -> str:
    """Do it; the address of the page that says so."""
    if asked is None:
        raise Gone
    typed = {name: clean_text(value) for name, value in _typed(request).items()}
    result = acts.perform(asked, typed if fields is None else fields.facts())
    url = result.get_absolute_url() if hasattr(result, "get_absolute_url") else ""
    done = {"act": asked.act.code, "is_undo": asked.is_undo, "url": url if len(url) < LONGEST_URL else ""}
    done["draft"] = asked.token.pk
    return reverse("mail:act_done", args=[signing.dumps(done, salt=DONE)])


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items() if name not in OURS}


def _is_proven(request: HttpRequest, asked: Asked) -> bool:
    """Reversible acts need the link alone; for the others a session of that very person will do."""
    binds = asked.is_binding or asked.asks_code(_typed(request))
    return not binds or request.user.pk == asked.person.pk


def _unproven(request: HttpRequest, asked: Asked) -> str:
    """Why a binding act may not go on: the sentence, or nothing."""
    code = "".join(request.POST.get("code", "").split())[:12]
    if _is_proven(request, asked) or codes.check(asked.token, code):
        return ""
    if not code and not asked.is_binding:
        return _mailed_code(asked)
    asked.token.refresh_from_db(fields=["data"])
    if codes.is_awaited(asked.token):
        return _("Kode itu tidak cocok. Periksa surel terakhir dari kami.")
    return _("Kode itu tidak berlaku lagi. Minta kode baru.")


def _mailed_code(asked: Asked) -> str:
    """What was typed binds, and its form stands there already: the code goes out beside it, and nothing is lost."""
    if not codes.send(asked.token):
        return _("Kode untuk tautan ini sudah terlalu sering diminta. Masuk dulu untuk melanjutkan.")
    asked.token.refresh_from_db(fields=["data"])
    return _("Kami mengirim kode 6 angka ke surel Anda. Ketik di bawah, lalu kirim lagi. Isian Anda tetap di sini.")


def _page(request: HttpRequest, token: str, asked: Asked | None, *, status: int = 200, **more: Any) -> HttpResponse:
    if asked is None:
        return _gone(request)
    verdict = asked.verdict
    context = {
        "asked": asked,
        "token": token,
        "refusal": "" if verdict else verdict.reason,
        "is_proven": _is_proven(request, asked),
        "is_awaited": codes.is_awaited(asked.token),
        "data": _typed(request),
        "code": request.POST.get("code", ""),
        "form": OnceForm(),
        **more,
    }
    return render(request, "mail/act_detail.html", context, status=status if verdict else 403)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "mail/act_gone.html", status=404)
