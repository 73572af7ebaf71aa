"""What is in the way of a project: written down, answered by whom it was asked of, resolved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts, rich_text
from commons.access import access
from commons.acting import fill_then_act
from commons.form_fields import an_id
from commons.limits import limit
from commons.paging import page
from projects import actions, queries
from projects.forms import ObstacleAnswerForm, ObstacleForm, ObstacleResolutionForm
from projects.models import Obstacle, Project

LONGEST = 500  # of what is taken over from an update


@require_safe
@access("projects.read", to=Project)
def obstacle_list(request: HttpRequest, project: Project) -> HttpResponse:
    resolved = page(queries.resolved_obstacles(project), by=queries.ENDINGS, request=request)
    context = {
        "project": project,
        "open": queries.open_obstacles(project),
        "page": resolved,
        "resolved": queries.obstacles(resolved.rows),
        "acts": queries.acts_on_obstacles(project, request.user),
    }
    return render(request, "projects/obstacle_list.html", context)


@access("projects.raise_obstacle", to=Project)
@limit("20/h")
def obstacle_create(request: HttpRequest, project: Project) -> HttpResponse:
    kind = f"projects.obstacle:{project.pk}"
    offices = queries.speaks_as(request.user, project)
    form = ObstacleForm(
        request.POST or None,
        initial=_from_update(request, project) | drafts.resumed(request, kind),
        project=project,
        user=request.user,
        offices=offices,
    )

    def said() -> str:
        asked = form.cleaned_data["asked"]
        return _("Kendala dicatat. %(name)s diberi tahu.") % {"name": asked} if asked else _("Kendala dicatat.")

    return fill_then_act(
        request,
        form,
        lambda: actions.raise_obstacle(project=project, by=request.user, **form.facts()).get_absolute_url(),
        template="projects/obstacle_form.html",
        context={"project": project, "offices": offices},
        back=project.obstacles_url(),
        said=said,
        kind=kind,
    )


def _from_update(request: HttpRequest, project: Project) -> dict[str, object]:
    """`?kabar=3`: the note of that update, and whose help it asked for."""
    number = an_id(request.GET.get("kabar"))
    update = project.updates.shown().filter(number=number).first() if number else None
    if update is None:
        return {}
    note = " ".join(rich_text.plain(update.note, request.user).split())
    return {"what": rich_text.shortened(note, LONGEST), "asked": update.helper_id}


@access("projects.answer_obstacle", to=Obstacle, within=Project)
@limit("20/h")
def obstacle_answer(request: HttpRequest, obstacle: Obstacle) -> HttpResponse:
    form = ObstacleAnswerForm(request.POST or None)

    def deed() -> str:
        return actions.answer_obstacle(obstacle=obstacle, by=request.user, **form.facts()).get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/obstacle_answer.html",
        context={"project": obstacle.project, "obstacle": obstacle},
        back=obstacle.project.obstacles_url(),
        said=_("Jawaban terkirim. Tim proyek diberi tahu."),
    )


@access("projects.resolve_obstacle", to=Obstacle, within=Project)
@limit("20/h")
def obstacle_resolve(request: HttpRequest, obstacle: Obstacle) -> HttpResponse:
    form = ObstacleResolutionForm(request.POST or None)

    def deed() -> str:
        return actions.resolve_obstacle(obstacle=obstacle, by=request.user, **form.facts()).get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/obstacle_resolve.html",
        context={"project": obstacle.project, "obstacle": obstacle},
        back=obstacle.project.obstacles_url(),
        said=_("Kendala teratasi. Terima kasih."),
    )
