"""The way of a project: its milestones, set and ticked by the team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import act, ask_then_act
from commons.limits import limit
from projects import actions, queries
from projects.forms import MilestoneForm
from projects.models import Milestone, Project


@require_safe
@access("projects.read", to=Project)
def milestone_list(request: HttpRequest, project: Project) -> HttpResponse:
    way = queries.way_of(project.pk)
    context = {"project": project, "way": way, "tasks": queries.tasks_of(project, way, request.user)}
    return render(request, "projects/milestone_list.html", context)


@access("projects.keep_milestones", to=Project)
@limit("60/h")
def milestone_create(request: HttpRequest, project: Project) -> HttpResponse:
    form = MilestoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.add_milestone(project=project, by=request.user, **form.facts())
            return project.way_url()

        return act(request, deed, back=project.way_url(), said=_("Tonggak ditambahkan."))
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/milestone_form.html", {"project": project, "form": form}, status=status)


@access("projects.keep_milestones", to=Milestone, within=Project)
@limit("60/h")
def milestone_edit(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    project = milestone.project
    form = MilestoneForm(request.POST or None, initial={"title": milestone.title, "due_on": milestone.due_on})
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.change_milestone(milestone=milestone, by=request.user, **form.facts())
            return project.way_url()

        return act(request, deed, back=project.way_url(), said=_("Tonggak disimpan."))
    status = 422 if request.method == "POST" else 200
    context = {"project": project, "milestone": milestone, "form": form}
    return render(request, "projects/milestone_form.html", context, status=status)


@access("projects.keep_milestones", to=Milestone, within=Project)
def milestone_tick(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    """One button for both ways: what was ticked by mistake is open again."""
    back, reached = milestone.project.way_url(), milestone.is_reached

    def deed() -> str:
        change = actions.reopen_milestone if reached else actions.reach_milestone
        change(milestone=milestone, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Buka lagi “%(title)s”?") % {"title": milestone}
        if reached
        else _("Tandai “%(title)s” tercapai?") % {"title": milestone},
        detail="" if reached else _("Pengikut proyek membacanya di ringkasan mereka."),
        button=_("Buka lagi") if reached else _("Tandai tercapai"),
        back=back,
        said=_("Tonggak dibuka lagi.") if reached else _("Tonggak tercapai. Pengikut proyek akan tahu."),
    )


@access("projects.keep_milestones", to=Milestone, within=Project)
def milestone_remove(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    back = milestone.project.way_url()

    def deed() -> str:
        actions.remove_milestone(milestone=milestone, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Hapus “%(title)s”?") % {"title": milestone},
        button=_("Hapus"),
        back=back,
        said=_("Tonggak dihapus."),
        danger=True,
    )
