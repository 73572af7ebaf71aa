"""Where an organisation stands: its registration at the office, suspended, archived, and back."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals.models import Approval
from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from stakeholders import actions, queries
from stakeholders.forms import StandingForm
from stakeholders.models import Organisation


@require_safe
@access("stakeholders.verify_organisation", to=Organisation)
def organisation_verify(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """An address that mails and guides know: it leads to where the office decides."""
    return redirect("approvals:approval_detail", _registration(organisation).pk)


@require_safe
@access("stakeholders.verify_organisation", to=Organisation)
def organisation_return(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return redirect("approvals:approval_return", _registration(organisation).pk)


def _registration(organisation: Organisation) -> Approval:
    found = queries.registration_of(organisation)
    if found is None:
        raise Http404
    return found


@access("stakeholders.suspend_organisation", to=Organisation)
@limit("60/h")
def organisation_suspend(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    words = {
        "question": _("Bekukan %(name)s?") % {"name": organisation},
        "lead": _("Perwakilannya tidak dapat lagi bertindak atas nama organisasi ini. Riwayatnya tetap terbaca."),
        "button": _("Bekukan"),
        "danger": True,
    }
    said = _("%(name)s dibekukan. Perwakilannya sudah diberi tahu.") % {"name": organisation}
    return _with_reason(request, organisation, actions.suspend_organisation, words, said)


@access("stakeholders.reinstate_organisation", to=Organisation)
def organisation_reinstate(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    is_alone = not organisation.memberships.active().staying().exists()
    said = _("%(name)s aktif kembali.") % {"name": organisation}
    if is_alone:
        said = f"{said} " + _("Belum ada yang mewakilinya: undang pengelolanya sekarang.")

    def deed() -> str:
        done = actions.reinstate_organisation(organisation=organisation, by=request.user)
        return reverse("stakeholders:invitation_create", args=[done.pk]) if is_alone else done.get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Pulihkan %(name)s?") % {"name": organisation},
        detail=_("Perwakilan aktifnya dapat kembali bertindak atas nama organisasi ini."),
        button=_("Pulihkan"),
        back=organisation.get_absolute_url(),
        said=said,
    )


@access("stakeholders.archive_organisation", to=Organisation)
@limit("60/h")
def organisation_archive(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    words = {
        "question": _("Arsipkan %(name)s?") % {"name": organisation},
        "lead": _("Organisasi tidak tampil lagi di direktori. Halaman dan riwayatnya tetap terbaca."),
        "button": _("Arsipkan"),
        "danger": True,
    }
    said = _("%(name)s diarsipkan. Perwakilannya sudah diberi tahu.") % {"name": organisation}
    return _with_reason(request, organisation, actions.archive_organisation, words, said)


@access("stakeholders.unarchive_organisation", to=Organisation)
@limit("60/h")
def organisation_unarchive(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    words = {
        "question": _("Keluarkan %(name)s dari arsip?") % {"name": organisation},
        "lead": _("Organisasi kembali seperti sebelum diarsipkan: terverifikasi, atau dibekukan."),
        "button": _("Keluarkan dari arsip"),
    }
    said = _("%(name)s sudah keluar dari arsip.") % {"name": organisation}
    return _with_reason(request, organisation, actions.unarchive_organisation, words, said)


@access("stakeholders.undo_verification", to=Organisation)
@limit("60/h")
def organisation_unverify(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Of what the office entered itself; a decision about a registration is undone where it was taken."""
    words = {
        "question": _("Batalkan verifikasi %(name)s?") % {"name": organisation},
        "lead": _("Organisasi kembali menunggu cek dan tidak tampil untuk umum. Riwayatnya tetap terbaca."),
        "button": _("Batalkan verifikasi"),
        "danger": True,
    }
    said = _("Verifikasi dibatalkan. Organisasi menunggu dicek lagi.")
    return _with_reason(request, organisation, actions.undo_verification, words, said)


def _with_reason(
    request: HttpRequest,
    organisation: Organisation,
    change: Callable[..., Organisation],
    words: dict[str, Any],
    said: str,
) -> HttpResponse:
    form = StandingForm(request.POST or None)
    return fill_then_act(
        request,
        form,
        lambda: change(organisation=organisation, by=request.user, **form.facts()).get_absolute_url(),
        template="stakeholders/reason_form.html",
        context={"organisation": organisation} | words,
        back=organisation.get_absolute_url(),
        said=said,
    )
