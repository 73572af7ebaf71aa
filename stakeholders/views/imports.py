"""Organisations from a file: sent, looked through, carried out, undone."""

import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.exporting import attached
from commons.limits import limit
from commons.paging import page
from commons.tables import FORMATS, MEDIA_TYPES, write
from stakeholders import actions, queries
from stakeholders.forms import ImportForm
from stakeholders.models import Import
from stakeholders.tables.columns import TEMPLATE, example_row


@access("stakeholders.import_organisations")
@limit("30/h")
def import_create(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    return fill_then_act(
        request,
        form,
        lambda: actions.start_import(by=request.user, **form.facts()).get_absolute_url(),
        template="stakeholders/import_form.html",
        context=lambda: {"imports": queries.past_imports(), "known": queries.importable()},
        back=request.path,
    )


@require_safe
@access("stakeholders.import_organisations")
def import_template(request: HttpRequest) -> HttpResponse:
    """The headings that an import knows, and one line that shows how cells are filled in."""
    kind = request.GET.get("bentuk", "")
    kind = kind if kind in FORMATS else "csv"
    file = io.BytesIO()
    write(kind, file, [str(column.label) for column in TEMPLATE], [example_row()])
    return attached(file.getvalue(), f"templat-organisasi.{kind}", MEDIA_TYPES[kind])


@require_safe
@access("stakeholders.import_organisations")
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(Import.objects.for_page(), pk=pk)
    chosen = request.GET.get(queries.OUTCOME, "")
    shown = page(queries.rows_of(batch, chosen), by=("number", "pk"), request=request)
    context = {
        "batch": batch,
        "tabs": queries.outcome_tabs(batch, chosen),
        "page": shown,
        "rows": queries.with_changes(shown.rows),
        "faults": batch.rows.faulty().count(),
        "to_write": batch.rows.to_write().count(),
        "is_last": batch == queries.last_done(),
    }
    return render(request, "stakeholders/import_detail.html", context)


@access("stakeholders.import_organisations")
@limit("30/h")
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """An import that was decided, or has faults, says so instead of asking."""
    batch = get_object_or_404(Import.objects.for_page(), pk=pk)
    if request.method != "POST" and (refusal := queries.why_not_carried_out(batch)):
        return _hindered(request, batch, title=_("Impor ini tidak dapat dijalankan"), refusal=refusal)
    number = batch.rows.to_write().count()
    return ask_then_act(
        request,
        lambda: actions.carry_out_import(batch=batch, by=request.user).get_absolute_url(),
        question=ngettext("Impor %(n)s baris?", "Impor %(n)s baris?", number) % {"n": number},
        detail=_("Semua baris diimpor bersama, atau tidak satu pun. Organisasi baru langsung terverifikasi."),
        button=_("Impor"),
        back=batch.get_absolute_url(),
        said=_("Sudah diimpor. Bila keliru, impor ini dapat diurungkan."),
    )


@access("stakeholders.import_organisations")
@limit("30/h")
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands in the way is listed instead of the question."""
    batch = get_object_or_404(Import.objects.for_page(), pk=pk)
    if request.method != "POST":
        refusal = queries.why_not_undone(batch)
        hindrances = [] if refusal else queries.hindrances_of(batch)
        if refusal or hindrances:
            title = _("Impor ini tidak dapat diurungkan")
            return _hindered(request, batch, title=title, refusal=refusal, hindrances=hindrances)
    return ask_then_act(
        request,
        lambda: actions.undo_import(batch=batch, by=request.user).get_absolute_url(),
        question=_("Urungkan impor %(name)s?") % {"name": batch},
        detail=_("Organisasi yang masuk lewat impor ini dihapus. Yang berubah kembali seperti semula."),
        button=_("Urungkan impor"),
        back=batch.get_absolute_url(),
        said=_("Impor sudah diurungkan."),
        danger=True,
    )


def _hindered(request: HttpRequest, batch: Import, **why: Any) -> HttpResponse:
    return render(request, "stakeholders/import_hindered.html", {"batch": batch, **why})
