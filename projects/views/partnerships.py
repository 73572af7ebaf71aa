"""Who works on a project: inviting, answering, ending."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import fill_then_act
from commons.limits import limit
from projects import actions, queries
from projects.forms import EndingForm
from projects.models import Partnership, Project
from projects.promise_forms import PartnerInvitationForm, PartnershipAnswerForm


@require_safe
@access("projects.read", to=Project)
def team_list(request: HttpRequest, project: Project) -> HttpResponse:
    context = {"project": project, "partnerships": queries.partnerships(project, request.user)}
    return render(request, "projects/team_list.html", context)


@access("projects.invite_partner", to=Project)
@limit("60/h")
def partner_invite(request: HttpRequest, project: Project) -> HttpResponse:
    form = PartnerInvitationForm(request.POST or None, project=project, user=request.user)
    team = project.team_url()

    def deed() -> str:
        actions.invite_partner(project=project, by=request.user, **form.facts())
        return team

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/partner_invite.html",
        context={"project": project},
        back=team,
        said=lambda: _("Undangan dikirim kepada %(name)s.") % {"name": form.cleaned_data["organisation"]},
    )


@access("projects.answer_partnership", to=Partnership, within=Project)
def partnership_answer(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = PartnershipAnswerForm(request.POST or None, partnership=partnership)
    project = partnership.project

    def accepts() -> bool:
        return bool(form.cleaned_data["answer"] == "accept")

    def deed() -> str:
        accept, reason, promise = accepts(), form.cleaned_data["reason"], form.promise()
        actions.answer_partnership(
            partnership=partnership, by=request.user, accept=accept, reason=reason, promise=promise
        )
        return project.get_absolute_url() if accept else "/"

    def said() -> str:
        if accepts():
            return _("Terima kasih. Organisasi Anda kini bermitra.")
        return _("Undangan ditolak. Pengundang diberi tahu.")

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/partnership_answer.html",
        context={"partnership": partnership, "project": project},
        back="/",
        said=said,
    )


@access("projects.end_partnership", to=Partnership, within=Project)
def partnership_end(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = EndingForm(request.POST or None, initial={"seen": partnership.state})
    invited = partnership.state == Partnership.State.INVITED

    def deed() -> str:
        actions.end_partnership(partnership=partnership, by=request.user, **form.facts())
        return "/"

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/partnership_end.html",
        context={
            "partnership": partnership,
            "project": partnership.project,
            "heading": _("Tarik undangan") if invited else _("Akhiri kemitraan"),
        },
        back=request.path,
        said=_("Undangan ditarik. Riwayatnya tetap tercatat.")
        if invited
        else _("Kemitraan berakhir. Riwayatnya tetap tercatat."),
    )
