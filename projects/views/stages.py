"""The stages of a project: the next one, the way it came, opened again, put away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from projects import actions, queries
from projects.models import Project
from projects.stage_forms import ReopenForm, StageForm


@access("projects.change_stage", to=Project)
@limit("30/h")
def project_stage(request: HttpRequest, project: Project) -> HttpResponse:
    offices = queries.speaks_as(request.user, project)
    initial = {"stage": request.GET.get("ke", "")}
    form = StageForm(request.POST or None, project=project, offices=offices, initial=initial)
    return fill_then_act(
        request,
        form,
        lambda: actions.change_stage(project=project, by=request.user, **form.facts()).get_absolute_url(),
        template="projects/stage_form.html",
        context={"project": project},
        back=project.get_absolute_url(),
        said=_("Tahap proyek diubah. Pengikut akan tahu."),
    )


@require_safe
@access("projects.read", to=Project)
def stage_history(request: HttpRequest, project: Project) -> HttpResponse:
    context = {
        "project": project,
        "steps": queries.steps(project),
        "entries": queries.stage_history(project),
        "proposal": getattr(project, "proposal", None),
    }
    return render(request, "projects/stage_history.html", context)


@access("projects.reopen_project", to=Project)
@limit("30/h")
def project_reopen(request: HttpRequest, project: Project) -> HttpResponse:
    form = ReopenForm(request.POST or None, offices=queries.speaks_as(request.user, project))
    return fill_then_act(
        request,
        form,
        lambda: actions.reopen_project(project=project, by=request.user, **form.facts()).get_absolute_url(),
        template="projects/project_reopen.html",
        context={"project": project},
        back=project.get_absolute_url(),
        said=_("Proyek berjalan lagi. Tim diberi tahu."),
    )


@access("projects.archive_project", to=Project)
def project_archive(request: HttpRequest, project: Project) -> HttpResponse:
    detail = _("Setelah itu proyek dan forumnya hanya dapat dibaca, untuk seterusnya.")
    return ask_then_act(
        request,
        lambda: actions.archive_project(project=project, by=request.user).get_absolute_url(),
        question=_("Arsipkan %(name)s?") % {"name": project},
        detail=" ".join([detail, *queries.open_promises_stay(project)]),
        button=_("Arsipkan"),
        back=project.get_absolute_url(),
        said=_("Proyek diarsipkan."),
        danger=True,
    )
