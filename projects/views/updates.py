"""Posting a status, and reading what was posted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts, rich_text
from commons.access import access
from commons.acting import fill_then_act
from commons.limits import limit
from commons.paging import page
from projects import actions, queries
from projects.forms import StatusUpdateForm
from projects.models import Project, StatusUpdate


@access("projects.post_status", to=Project)
@limit("10/m")
def update_create(request: HttpRequest, project: Project) -> HttpResponse:
    return _write(request, project)


@access("projects.correct_status", to=StatusUpdate, within=Project)
@limit("10/m")
def update_correct(request: HttpRequest, wrong: StatusUpdate) -> HttpResponse:
    """A correction is a new update that names the one it puts right; it begins with what was told."""
    return _write(request, wrong.project, corrects=wrong)


def _write(request: HttpRequest, project: Project, corrects: StatusUpdate | None = None) -> HttpResponse:
    kind = f"projects.update:{project.pk}" + (f":{corrects.number}" if corrects else "")
    offices = queries.speaks_as(request.user, project)
    form = StatusUpdateForm(
        request.POST or None,
        request.FILES or None,
        initial=_told(corrects, request) | drafts.resumed(request, kind),
        project=project,
        user=request.user,
        offices=offices,
    )
    said = _("Kabar terkirim. Pengikut proyek akan tahu.")

    def deed() -> str:
        facts = form.facts() | {"corrects": corrects}
        return actions.post_status(project=project, author=request.user, **facts).sent_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/update_form.html",
        context={"project": project, "offices": offices, "corrects": corrects},
        back=project.get_absolute_url(),
        said=said,
        kind=kind,
    )


def _told(update: StatusUpdate | None, request: HttpRequest) -> dict[str, object]:
    """All but the condition, which is judged anew each time."""
    if update is None:
        return {}
    note = rich_text.plain(update.note, request.user)
    return {"note": note, "help_from": update.help_from, "progress": update.progress}


@require_safe
@access("projects.read", to=Project)
def update_sent(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    """It has arrived; and the next of my projects that waits."""
    update = get_object_or_404(project.updates.shown(), number=number)
    following = queries.next_to_update(request.user, project) if request.user.is_authenticated else None
    context = {"project": project, "update": update, "following": following}
    return render(request, "projects/update_sent.html", context)


@require_safe
@access("projects.read", to=Project)
def update_list(request: HttpRequest, project: Project) -> HttpResponse:
    shown = page(project.updates.shown().for_timeline(), by=queries.TIMELINE, request=request)
    context = {"project": project, "page": shown, "updates": queries.shown(shown.rows, request.user)}
    return render(request, "projects/update_list.html", context)


@require_safe
@access("projects.read", to=Project)
def update_detail(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    told = project.updates.shown()
    row = get_object_or_404(told.for_timeline(), number=number)
    update = told.select_related("acting_as").get(pk=row["pk"])
    update.project = project
    context = {"project": project, "update": update, "shown": queries.shown([row], request.user)[0]}
    return render(request, "projects/update_detail.html", context)
