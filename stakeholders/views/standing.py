"""Where an organisation stands: its registration at the office, suspended, archived, and back."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals.models import Approval
from commons.access import access
from commons.acting import act, ask_then_act
from commons.limits import limit
from stakeholders import actions, queries
from stakeholders.forms import ArchiveForm
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
def organisation_suspend(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.suspend_organisation(organisation=organisation, by=request.user).get_absolute_url(),
        question=_("Bekukan %(name)s?") % {"name": organisation},
        detail=_("Perwakilannya tidak dapat lagi bertindak atas nama organisasi ini. Riwayatnya tetap terbaca."),
        button=_("Bekukan"),
        back=organisation.get_absolute_url(),
        said=_("%(name)s dibekukan. Perwakilannya sudah diberi tahu.") % {"name": organisation},
        danger=True,
    )


@access("stakeholders.reinstate_organisation", to=Organisation)
def organisation_reinstate(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.reinstate_organisation(organisation=organisation, by=request.user).get_absolute_url(),
        question=_("Pulihkan %(name)s?") % {"name": organisation},
        detail=_("Perwakilan aktifnya dapat kembali bertindak atas nama organisasi ini."),
        button=_("Pulihkan"),
        back=organisation.get_absolute_url(),
        said=_("%(name)s aktif kembali.") % {"name": organisation},
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


def _with_reason(
    request: HttpRequest,
    organisation: Organisation,
    change: Callable[..., Organisation],
    words: dict[str, Any],
    said: str,
) -> HttpResponse:
    form = ArchiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return act(
            request,
            lambda: change(organisation=organisation, by=request.user, **form.facts()).get_absolute_url(),
            back=organisation.get_absolute_url(),
            said=said,
        )
    context = {"organisation": organisation, "form": form} | words
    status = 422 if request.method == "POST" else 200
    return render(request, "stakeholders/reason_form.html", context, status=status)
