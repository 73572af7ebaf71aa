"""Pages of projects, and opening one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activity.actions import follow, unfollow
from activity.queries import follow_level
from commons import drafts
from commons.access import access
from commons.acting import ask_then_act, edit
from commons.contributions import panels
from commons.htmx import see_other
from commons.limits import limit
from commons.once import perform_once
from projects import actions, queries
from projects.forms import ProjectEditForm, ProjectOpeningForm
from projects.models import Project


@require_safe
@access("projects.read", to=Project)
def project_detail(request: HttpRequest, project: Project) -> HttpResponse:
    context = {
        "project": project,
        "page": queries.project_page(project, request.user),
        "panels": panels("projects.detail", project, request.user),
    }
    return render(request, "projects/project_detail.html", context)


@access("projects.open_project")
@limit("20/h")
def project_create(request: HttpRequest) -> HttpResponse:
    kind = "projects.project:new"
    chosen = request.GET.get("dari", "")
    initial = drafts.resumed(request, kind) or queries.begun_with(request.user, chosen)
    form = ProjectOpeningForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            drafts.drop(person=request.user, kind=kind)
            return actions.open_project(by=request.user, **form.facts()).get_absolute_url()

        return see_other(perform_once(request, deed))
    context = {"form": form, "to_copy": queries.to_copy(request.user), "chosen": chosen}
    context |= drafts.offered(request, kind)
    return render(request, "projects/project_form.html", context, status=422 if request.method == "POST" else 200)


@access("projects.edit_project", to=Project)
def project_edit(request: HttpRequest, project: Project) -> HttpResponse:
    kind = f"projects.project:{project.pk}"
    draft = drafts.resumed(request, kind)
    form = ProjectEditForm(request.POST or None, initial=queries.facts_of(project), draft=draft)
    return edit(
        request,
        form,
        project,
        kind=kind,
        template="projects/project_form.html",
        facts=queries.facts_of,
        change=lambda: actions.edit_project(project=project, by=request.user, **form.facts()),
        said=_("Keterangan proyek disimpan."),
    )


@access("projects.follow", to=Project)
def project_follow(request: HttpRequest, project: Project) -> HttpResponse:
    """One button for both ways: what is followed is followed no more."""
    followed = follow_level(request.user, project.thread) is not None

    def deed() -> str:
        (unfollow if followed else follow)(request.user, project.thread)
        return project.get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=(_("Berhenti mengikuti %(name)s?") if followed else _("Ikuti %(name)s?")) % {"name": project},
        button=_("Berhenti mengikuti") if followed else _("Ikuti"),
        back=project.get_absolute_url(),
        said=_("Anda tidak lagi mengikuti proyek ini.") if followed else _("Anda akan dikabari bila ada kabar baru."),
    )
