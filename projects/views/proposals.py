"""Where a proposal stands, for those concerned."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import ask_then_act
from commons.limits import limit
from projects import actions, queries
from projects.models import Proposal


@require_safe
@access("projects.read_proposal", to=Proposal)
def proposal_detail(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    page = queries.proposal_page(proposal)
    context = {"proposal": proposal, "project": proposal.project, "page": page}
    return render(request, "projects/proposal_detail.html", context)


@access("projects.resubmit_proposal", to=Proposal)
@limit("20/h")
def proposal_resubmit(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.resubmit_proposal(proposal=proposal, by=request.user).get_absolute_url(),
        question=_("Kirim lagi usulan %(name)s?") % {"name": proposal.project},
        detail=_("Waktu lima hari kerja mulai lagi. Perbaiki dulu keterangannya bila belum."),
        button=_("Kirim lagi"),
        back=proposal.get_absolute_url(),
        said=_("Usulan terkirim lagi."),
    )
