"""A project passed on: its short link, its QR code, and the sheet for the notice board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from commons.access import access
from commons.exporting import attached
from commons.limits import limit
from commons.qr import MEDIA_TYPES, Kind, qr
from projects import queries
from projects.models import Project


@require_safe
@access("projects.read", to=Project)
def project_code(request: HttpRequest, project: Project) -> HttpResponse:
    """What is printed and sent around leads to the page, whatever the project is called by then."""
    return redirect(project)


@require_safe
@access("projects.read", to=Project)
@limit("60/m", methods=("GET",))
def project_qr(request: HttpRequest, project: Project, kind: Kind) -> HttpResponse:
    return attached(qr(queries.short_address(project), kind), f"qr-{project.slug}.{kind}", MEDIA_TYPES[kind])


@require_safe
@access("projects.print_sheet", to=Project)
@limit("60/m", methods=("GET",))
def project_sheet(request: HttpRequest, project: Project) -> HttpResponse:
    """In the browser's own viewer, from which it is printed or kept."""
    response = HttpResponse(queries.sheet(project), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{project.slug}.pdf"'
    return response
