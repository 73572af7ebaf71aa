"""The way of a project: its milestones, set and ticked by the team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from projects import actions, queries
from projects.models import Milestone, Project
from projects.plan_forms import MilestoneEditForm, MilestoneForm


@require_safe
@access("projects.read", to=Project)
def milestone_list(request: HttpRequest, project: Project) -> HttpResponse:
    way = queries.way_of(project.pk)
    context = {
        "project": project,
        "way": way,
        "tasks": queries.tasks_of(project, way, request.user),
        "suggestions": queries.suggestions(project, way),
    }
    return render(request, "projects/milestone_list.html", context)


@access("projects.keep_milestones", to=Project)
@limit("60/h")
def milestone_create(request: HttpRequest, project: Project) -> HttpResponse:
    kind = f"projects.milestone:{project.pk}"
    form = MilestoneForm(request.POST or None, project=project, initial=drafts.resumed(request, kind))

    def deed() -> str:
        milestone = actions.add_milestone(project=project, by=request.user, **form.facts())
        return f"{project.way_url()}#tonggak-{milestone.pk}"

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/milestone_form.html",
        context={"project": project},
        back=project.way_url(),
        said=_("Tonggak ditambahkan."),
        kind=kind,
    )


@access("projects.keep_milestones", to=Milestone, within=Project)
@limit("60/h")
def milestone_edit(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    project, kind = milestone.project, f"projects.milestone:{milestone.project_id}-{milestone.pk}"
    facts = {name: getattr(milestone, name) for name in ("title", "due_on", "owner", "weight", "state")}
    initial = facts | drafts.resumed(request, kind)
    form = MilestoneEditForm(request.POST or None, milestone=milestone, initial=initial)

    def deed() -> str:
        actions.change_milestone(milestone=milestone, by=request.user, **form.facts())
        return f"{project.way_url()}#tonggak-{milestone.pk}"

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/milestone_form.html",
        context={"project": project, "milestone": milestone},
        back=project.way_url(),
        said=_("Tonggak disimpan."),
        kind=kind,
    )


@access("projects.keep_milestones", to=Milestone, within=Project)
def milestone_move(request: HttpRequest, milestone: Milestone, *, up: bool) -> HttpResponse:
    """A button up and a button down: no hand needs to drag, and none needs a script."""
    back = f"{milestone.project.way_url()}#tonggak-{milestone.pk}"

    def deed() -> str:
        actions.move_milestone(milestone=milestone, by=request.user, up=up)
        return back

    question = _("Naikkan “%(title)s”?") if up else _("Turunkan “%(title)s”?")
    return ask_then_act(
        request,
        deed,
        question=question % {"title": milestone},
        button=_("Naikkan") if up else _("Turunkan"),
        back=back,
    )


@access("projects.keep_milestones", to=Project)
def milestone_level(request: HttpRequest, project: Project) -> HttpResponse:
    back = project.way_url()

    def deed() -> str:
        actions.level_weights(project=project, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Ratakan bobot menjadi 100?"),
        detail=_("Perbandingannya tetap. Tonggak tanpa bobot mendapat bobot rata-rata."),
        button=_("Ratakan"),
        back=back,
        said=_("Jumlah bobot sekarang 100."),
    )


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
