"""Who works on a project: inviting, answering, ending."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import act
from commons.limits import limit
from projects import actions, queries
from projects.forms import ReasonForm
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
    if request.method == "POST" and form.is_valid():
        team = project.team_url()

        def deed() -> str:
            actions.invite_partner(project=project, by=request.user, **form.facts())
            return team

        said = _("Undangan dikirim kepada %(name)s.") % {"name": form.cleaned_data["organisation"]}
        return act(request, deed, back=team, said=said)
    context = {"project": project, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/partner_invite.html", context, status=status)


@access("projects.answer_partnership", to=Partnership, within=Project)
def partnership_answer(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = PartnershipAnswerForm(request.POST or None, partnership=partnership)
    project = partnership.project
    if request.method == "POST" and form.is_valid():
        accept = form.cleaned_data["answer"] == "accept"

        def deed() -> str:
            reason, promise = form.cleaned_data["reason"], form.promise()
            actions.answer_partnership(
                partnership=partnership, by=request.user, accept=accept, reason=reason, promise=promise
            )
            return project.get_absolute_url() if accept else "/"

        said = (
            _("Terima kasih. Organisasi Anda kini bermitra.")
            if accept
            else _("Undangan ditolak. Pengundang diberi tahu.")
        )
        return act(request, deed, back="/", said=said)
    context = {"partnership": partnership, "project": project, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/partnership_answer.html", context, status=status)


@access("projects.end_partnership", to=Partnership, within=Project)
def partnership_end(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.end_partnership(partnership=partnership, by=request.user, **form.facts())
            return "/"

        return act(request, deed, back="/", said=_("Kemitraan berakhir. Riwayatnya tetap tercatat."))
    context = {"partnership": partnership, "project": partnership.project, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/partnership_end.html", context, status=status)
