"""The directory: found, narrowed, laid out by RW, and taken along as a file."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from commons.access import Refused, access, public
from commons.calendar import today
from commons.htmx import see_other
from commons.limits import limit
from commons.paging import page
from stakeholders import actions, queries
from stakeholders.forms import ExportForm
from stakeholders.models import ExportEntry, Organisation
from stakeholders.tables import vcard

DIRECTORY = "/direktori/"
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "vcf": vcard.MEDIA_TYPE,
}


@require_safe
@public
def organisation_list(request: HttpRequest) -> HttpResponse:
    narrowed = queries.directory_narrowing(request.GET, request.path)
    found = queries.directory(request.user, narrowed)
    choices = queries.choices(request.user, narrowed)
    context = {
        "page": page(found, by=queries.order(narrowed), request=request),
        "choices": choices,
        "narrowing": narrowed.counted(choices.counts),
        "formats": ExportEntry.Form.choices,
        "is_cards": narrowed.get(queries.VIEW) == queries.CARDS,
    }
    return render(request, "stakeholders/organisation_list.html", context)


@require_safe
@public
def organisation_matrix(request: HttpRequest) -> HttpResponse:
    context = {"matrix": queries.matrix(request.user), "handling": queries.handling_time()}
    return render(request, "stakeholders/organisation_matrix.html", context)


@require_POST
@access("stakeholders.export_directory")
@limit("30/h")
def directory_export(request: HttpRequest) -> HttpResponseBase:
    """By POST, for it leaves an entry; narrowed by what the list was narrowed by."""
    form = ExportForm(request.POST)
    narrowed = queries.directory_narrowing(request.POST, DIRECTORY)
    if not form.is_valid():
        messages.error(request, str(form.errors["bentuk"][0]))
        return see_other(narrowed.link())
    kind = form.cleaned_data["bentuk"]
    try:
        file = actions.export_directory(by=request.user, narrowed=narrowed, form=kind)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see_other(narrowed.link())
    return FileResponse(
        file, as_attachment=True, filename=f"direktori-{today()}.{kind}", content_type=MEDIA_TYPES[kind]
    )


@require_safe
@access("stakeholders.read", to=Organisation)
@limit("60/m", methods=("GET",))
def organisation_vcard(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What its page shows, for an address book."""
    response = HttpResponse(vcard.card(organisation), content_type=vcard.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{organisation.slug}.vcf"'
    return response
