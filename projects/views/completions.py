"""That a project is done: said with evidence, confirmed or sent back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from projects import actions, queries
from projects.models import Completion, Project
from projects.stage_forms import CompletionForm, DeclineForm


@access("projects.propose_completion", to=Project)
@limit("20/h")
def completion_create(request: HttpRequest, project: Project) -> HttpResponse:
    kind = f"projects.completion:{project.pk}"
    form = CompletionForm(
        request.POST or None,
        request.FILES or None,
        initial=drafts.resumed(request, kind),
        user=request.user,
        offices=queries.speaks_as(request.user, project),
    )

    def deed() -> str:
        return actions.propose_completion(project=project, by=request.user, **form.facts()).get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/completion_form.html",
        context={"project": project},
        back=project.get_absolute_url(),
        said=_("Terkirim. Pihak lain diminta konfirmasi."),
        kind=kind,
    )


@require_safe
@access("projects.read", to=Completion, within=Project)
def completion_detail(request: HttpRequest, completion: Completion) -> HttpResponse:
    card = queries.completion_card(completion)
    context = {"completion": completion, "project": completion.project, "closing": card}
    return render(request, "projects/completion_detail.html", context)


@access("projects.answer_completion", to=Completion, within=Project)
@limit("30/h")
def completion_confirm(request: HttpRequest, completion: Completion) -> HttpResponse:
    project = completion.project

    def deed() -> str:
        actions.confirm_completion(completion=completion, by=request.user)
        return project.get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Benar, %(name)s sudah selesai?") % {"name": project},
        detail=_("Nama Anda tercatat sebagai yang mengonfirmasi. Dalam 14 hari proyek masih dapat dibuka lagi."),
        button=_("Konfirmasi selesai"),
        back=completion.get_absolute_url(),
        said=_("Proyek dinyatakan selesai. Terima kasih."),
    )


@access("projects.answer_completion", to=Completion, within=Project)
@limit("30/h")
def completion_decline(request: HttpRequest, completion: Completion) -> HttpResponse:
    form, project = DeclineForm(request.POST or None), completion.project

    def deed() -> str:
        actions.decline_completion(completion=completion, by=request.user, **form.facts())
        return project.get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/completion_decline.html",
        context={"project": project, "completion": completion},
        back=completion.get_absolute_url(),
        said=_("Terkirim. Proyek tetap berjalan."),
    )
