"""What leaves the projects as a file: tables of the list, milestones for calendars, news for readers of news."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.access import Refused, access, public
from commons.calendar import today
from commons.htmx import see_other
from commons.ical import MEDIA_TYPE
from commons.limits import limit
from projects import actions, ical, queries
from projects.feeds import UpdateFeed
from projects.forms import ProjectExportForm
from projects.models import Project

LIST = "/proyek/"
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_POST
@access("projects.export_projects")
@limit("30/h")
def project_export(request: HttpRequest) -> HttpResponseBase:
    """By POST, for it leaves an entry; narrowed by what the list was narrowed by."""
    form = ProjectExportForm(request.POST)
    narrowed = queries.projects_narrowing(request.POST, LIST, request.user)
    if not form.is_valid():
        messages.error(request, str(form.errors["bentuk"][0]))
        return see_other(narrowed.link())
    kind = form.cleaned_data["bentuk"]
    try:
        file = actions.export_projects(by=request.user, narrowed=narrowed, form=kind)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see_other(narrowed.link())
    return FileResponse(file, as_attachment=True, filename=f"proyek-{today()}.{kind}", content_type=MEDIA_TYPES[kind])


@require_safe
@public
@limit("60/m", methods=("GET",))
def milestone_calendar(request: HttpRequest) -> HttpResponse:
    """Of all projects that the narrowed list shows this person."""
    narrowed = queries.projects_narrowing(request.GET, LIST, request.user)
    rows = queries.dated_milestones(queries.found_projects(request.user, narrowed))
    return _calendar(ical.milestones(rows, _("Tonggak proyek")), "tonggak")


@require_safe
@public
@limit("60/m", methods=("GET",))
def update_feed(request: HttpRequest) -> HttpResponse:
    """Of what is public only: the same for everybody."""
    return UpdateFeed()(request)


@require_safe
@access("projects.read", to=Project)
@limit("60/m", methods=("GET",))
def project_calendar(request: HttpRequest, project: Project) -> HttpResponse:
    rows = queries.dated_milestones(Project.objects.filter(pk=project.pk))
    return _calendar(ical.milestones(rows, str(project)), f"tonggak-{project.slug}")


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
