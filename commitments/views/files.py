"""What leaves the promise ledger as a file: tables of its lists, and days for one's own calendar."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments import actions, ical, queries
from commons.access import access, signed_in
from commons.exporting import ExportForm, attached, export
from commons.ical import MEDIA_TYPE
from commons.limits import limit


@require_POST
@access("commitments.export_commitments")
@limit("30/h")
def commitment_export(request: HttpRequest) -> HttpResponseBase:
    """By POST, for it leaves an entry; narrowed by what the list was narrowed by."""
    asked = queries.chosen(request.POST, request.user)
    return export(
        request,
        ExportForm(request.POST),
        lambda kind: actions.export_commitments(by=request.user, asked=asked, form=kind),
        name="komitmen",
        back=asked.link(),
    )


@require_safe
@signed_in
@limit("60/m", methods=("GET",))
def due_calendar(request: HttpRequest) -> HttpResponse:
    """Of what one promised oneself, or of what one's organisations did."""
    rows = queries.my_calendar(request.user, request.GET.get(queries.VIEW, ""))
    return attached(ical.due_days(rows, _("Tenggat komitmen")), "tenggat-komitmen.ics", MEDIA_TYPE)
