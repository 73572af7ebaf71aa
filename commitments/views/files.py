"""What leaves the promise ledger as a file: tables of its lists, and days for one's own calendar."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments import actions, ical, queries
from commitments.forms import CommitmentExportForm
from commons.access import Refused, access, signed_in
from commons.calendar import today
from commons.htmx import see_other
from commons.ical import MEDIA_TYPE
from commons.limits import limit

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_POST
@access("commitments.export_commitments")
@limit("30/h")
def commitment_export(request: HttpRequest) -> HttpResponseBase:
    """By POST, for it leaves an entry; narrowed by what the list was narrowed by."""
    form = CommitmentExportForm(request.POST)
    asked = queries.chosen(request.POST, request.user)
    if not form.is_valid():
        messages.error(request, str(form.errors["bentuk"][0]))
        return see_other(asked.link())
    kind = form.cleaned_data["bentuk"]
    try:
        file = actions.export_commitments(by=request.user, asked=asked, form=kind)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see_other(asked.link())
    return FileResponse(file, as_attachment=True, filename=f"komitmen-{today()}.{kind}", content_type=MEDIA_TYPES[kind])


@require_safe
@signed_in
@limit("60/m", methods=("GET",))
def due_calendar(request: HttpRequest) -> HttpResponse:
    """Of what one promised oneself, or of what one's organisations did."""
    rows = queries.my_calendar(request.user, request.GET.get(queries.VIEW, ""))
    response = HttpResponse(ical.due_days(rows, _("Tenggat komitmen")), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="tenggat-komitmen.ics"'
    return response
