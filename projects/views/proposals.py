"""Where a proposal stands, for those concerned."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from projects import actions, queries
from projects.models import Proposal
from projects.proposal_forms import WithdrawForm


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


@access("projects.withdraw_proposal", to=Proposal)
@limit("20/h")
def proposal_withdraw(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    back = proposal.get_absolute_url()

    def deed() -> str:
        return actions.withdraw_proposal(proposal=proposal, by=request.user, **form.facts()).get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/proposal_withdraw.html",
        context={"proposal": proposal, "project": proposal.project},
        back=back,
        said=_("Usulan ditarik. Kelurahan diberi tahu."),
    )
