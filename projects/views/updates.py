"""Posting a status, and reading what was posted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import act
from commons.limits import limit
from commons.paging import page
from projects import actions, queries
from projects.forms import StatusUpdateForm
from projects.models import Project


@access("projects.post_status", to=Project)
@limit("10/m")
def update_create(request: HttpRequest, project: Project) -> HttpResponse:
    kind = f"projects.update:{project.pk}"
    offices = queries.speaks_as(request.user, project)
    form = StatusUpdateForm(
        request.POST or None,
        request.FILES or None,
        initial=drafts.resumed(request, kind),
        project=project,
        user=request.user,
        offices=offices,
    )
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            drafts.drop(person=request.user, kind=kind)
            actions.post_status(project=project, author=request.user, **form.facts())
            return project.get_absolute_url()

        response = act(
            request, deed, back=project.get_absolute_url(), said=_("Kabar terkirim. Pengikut proyek akan tahu.")
        )
        _offer_the_next(request, project)
        return response
    context = {"project": project, "form": form, "offices": offices, "choices": queries.condition_choices()}
    context |= drafts.offered(request, kind)
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/update_form.html", context, status=status)


def _offer_the_next(request: HttpRequest, project: Project) -> None:
    waiting = queries.next_to_update(request.user, project)
    if waiting is not None:
        messages.info(request, _("Yang berikutnya menunggu kabar: %(name)s.") % {"name": waiting})


@require_safe
@access("projects.read", to=Project)
def update_list(request: HttpRequest, project: Project) -> HttpResponse:
    shown = page(project.updates.shown().for_timeline(), by=queries.TIMELINE, request=request)
    context = {"project": project, "page": shown, "updates": queries.shown(shown.rows, request.user)}
    return render(request, "projects/update_list.html", context)


@require_safe
@access("projects.read", to=Project)
def update_detail(request: HttpRequest, project: Project, number: int) -> HttpResponse:
    update = get_object_or_404(project.updates.shown().for_timeline(), number=number)
    context = {"project": project, "shown": queries.shown([update], request.user)[0]}
    return render(request, "projects/update_detail.html", context)
