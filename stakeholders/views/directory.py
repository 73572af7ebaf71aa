"""The directory: found, narrowed, laid out by RW, and taken along as a file."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from commons.access import access, public
from commons.exporting import attached, export
from commons.limits import limit
from commons.paging import page
from commons.tables import MEDIA_TYPES
from commons.visiting import facts, show
from stakeholders import actions, queries
from stakeholders.forms import DirectoryExportForm
from stakeholders.models import ExportEntry, Organisation
from stakeholders.tables import vcard

DIRECTORY = "/direktori/"


@require_safe
@public
def organisation_list(request: HttpRequest) -> HttpResponse:
    narrowed = queries.directory_narrowing(request.GET, request.path)
    found = page(queries.directory(request.user, narrowed), by=queries.order(narrowed), request=request)
    choices = queries.choices(request.user, narrowed)
    context = {
        "page": found,
        "choices": choices,
        "narrowing": narrowed.counted(choices.counts),
        "formats": ExportEntry.Form.choices,
        "is_cards": narrowed.get(queries.VIEW) == queries.CARDS,
    }
    known = [facts(one) for one in found.rows], found.previous, found.following, narrowed, choices
    return show(request, "stakeholders/organisation_list.html", lambda: context, *known)


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
    narrowed = queries.directory_narrowing(request.POST, DIRECTORY)
    return export(
        request,
        DirectoryExportForm(request.POST),
        lambda kind: actions.export_directory(by=request.user, narrowed=narrowed, form=kind),
        name="direktori",
        back=narrowed.link(),
        media_types=MEDIA_TYPES | {"vcf": vcard.MEDIA_TYPE},
    )


@require_safe
@access("stakeholders.read", to=Organisation)
@limit("60/m", methods=("GET",))
def organisation_vcard(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What its page shows, for an address book."""
    return attached(vcard.card(organisation), f"{organisation.slug}.vcf", vcard.MEDIA_TYPE)
