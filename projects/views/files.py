"""What leaves the projects as a file: tables of the list, milestones for calendars, news for readers of news."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.access import access, public
from commons.exporting import ExportForm, attached, export
from commons.ical import MEDIA_TYPE
from commons.limits import limit
from projects import actions, ical, queries
from projects.feeds import UpdateFeed
from projects.models import Project

LIST = "/proyek/"


@require_POST
@access("projects.export_projects")
@limit("30/h")
def project_export(request: HttpRequest) -> HttpResponseBase:
    """By POST, for it leaves an entry; narrowed by what the list was narrowed by."""
    narrowed = queries.projects_narrowing(request.POST, LIST, request.user)
    return export(
        request,
        ExportForm(request.POST),
        lambda kind: actions.export_projects(by=request.user, narrowed=narrowed, form=kind),
        name="proyek",
        back=narrowed.link(),
    )


@require_safe
@public
@limit("60/m", methods=("GET",))
def milestone_calendar(request: HttpRequest) -> HttpResponse:
    """Of all projects that the narrowed list shows this person."""
    narrowed = queries.projects_narrowing(request.GET, LIST, request.user)
    rows = queries.dated_milestones(queries.found_projects(request.user, narrowed))
    return attached(ical.milestones(rows, _("Tonggak proyek")), "tonggak.ics", MEDIA_TYPE)


@require_safe
@public
@limit("60/m", methods=("GET",))
def update_feed(request: HttpRequest) -> HttpResponse:
    """Of what is public only: the same for everybody."""
    return UpdateFeed().answer(request)


@require_safe
@access("projects.read", to=Project)
@limit("60/m", methods=("GET",))
def project_calendar(request: HttpRequest, project: Project) -> HttpResponse:
    rows = queries.dated_milestones(Project.objects.filter(pk=project.pk))
    return attached(ical.milestones(rows, str(project)), f"tonggak-{project.slug}.ics", MEDIA_TYPE)
