"""Organisations come in from a file: read first, then written as a whole or not at all, with a way back."""

import io
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commons import jobs
from commons.access import Refused, ensure
from commons.models.attachment import random_key
from commons.models.epoch import raise_epoch
from commons.tables import Unreadable, read, write
from stakeholders.actions import entering
from stakeholders.actions.parents import ensure_no_circles, hold_parents
from stakeholders.models import Import, ImportRow
from stakeholders.queries.imports import (
    PREVIEW,
    fault_rows,
    hindrances,
    stale_name,
    why_not_carried_out,
    why_not_undone,
)
from stakeholders.tables.preview import Preview

State = Import.State
PATIENCE = timedelta(days=7)
ONE_AT_A_TIME = 0x1A9074  # of the lock that imports wait for


class Hindered(Refused):
    """An import can't be undone: the sentences say what hangs on it."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(sentences[0])
        self.sentences = sentences


@transaction.atomic
def start_import(*, by: Any, data: bytes, file_name: str) -> Import:
    """Take a file; it is read in the background, and nothing else happens until somebody has seen what it would do."""
    ensure(by, "stakeholders.import_organisations", None)
    _forget_undecided()
    path = default_storage.save(f"imports/{random_key()}", ContentFile(data))
    batch = Import.objects.create(person=by, file=path, file_name=file_name[:255])
    batch.job = jobs.begin(kind=PREVIEW, person=by, batch=batch.pk)
    batch.save(update_fields=["job"])
    return batch


def _forget_undecided() -> None:
    """Files and previews that nobody carried out hold names and addresses for nothing."""
    undecided = Import.objects.exclude(state__in=[State.DONE, State.UNDONE])
    old = undecided.filter(created_at__lt=timezone.now() - PATIENCE)
    for path in old.exclude(file="").values_list("file", flat=True):
        default_storage.delete(path)
    old.delete()


def read_import(*, batch: Import) -> bytes:
    """Compare the file with the registry, in the language of whoever sent it. Returns the list of its faults, as CSV.

    May run twice: what an earlier run left is replaced.
    """
    with translation.override(batch.person.language):
        if batch.state == State.WAITING:
            _read(batch)
        file = io.BytesIO()
        headings = [_("Baris"), _("Kolom"), _("Nama organisasi"), _("Yang perlu diperbaiki")]
        write("csv", file, headings, fault_rows(batch))
        return file.getvalue()


def _read(batch: Import) -> None:
    batch.rows.all().delete()
    try:
        _compare(batch)
    except Unreadable as refusal:
        batch.rows.all().delete()
        batch.state, batch.trouble = State.REFUSED, refusal.sentence
    else:
        batch.state = State.READ
    path, batch.file = batch.file, ""
    batch.save(update_fields=["state", "trouble", "said", "file"])
    default_storage.delete(path)


def _compare(batch: Import) -> None:
    with default_storage.open(batch.file) as file:
        preview = Preview(read(file.read()), batch.person)
    count = 0
    for rows in preview.chunks():
        for row in rows:
            row.belongs_to = batch
        ImportRow.objects.bulk_create(rows)
        count += len(rows)
        if batch.job is not None:
            jobs.tell_progress(batch.job, count // 100)
    if not count:
        raise Unreadable(_("Tidak ada isian di bawah baris judul. Isi dulu tabelnya."))
    batch.said = list(dict.fromkeys(preview.said))


@transaction.atomic
def carry_out_import(*, batch: Import, by: Any) -> Import:
    """Write all of it. Imports wait for one another; what changed since the preview is noticed, and refused.

    Raises:
        Refused: it has faults, was carried out already, or is no longer what the preview showed.
    """
    batch = _locked(batch, by)
    if refusal := why_not_carried_out(batch):
        raise Refused(refusal)
    rows = list(batch.rows.to_write())
    hold_parents()
    entering.lock_organisations(rows)
    if name := stale_name(rows, by):
        raise Refused(_("Data berubah setelah pratinjau: %s. Unggah berkasnya sekali lagi.") % name)
    entering.create(rows, by)
    entering.change(rows)
    ensure_no_circles([row.organisation_id for row in rows if row.facts.get("parent") and row.organisation_id])
    entering.keep_contacts(rows)
    batch.state, batch.done_at = State.DONE, timezone.now()
    batch.save(update_fields=["state", "done_at"])
    ImportRow.objects.filter(belongs_to__state__in=[State.DONE, State.UNDONE]).exclude(belongs_to=batch).delete()
    raise_epoch()
    return batch


@transaction.atomic
def undo_import(*, batch: Import, by: Any) -> Import:
    """As it was before: what came in goes, what was changed goes back.

    Raises:
        Hindered: something has been done since with what it brought; with each reason.
        Refused: it is not the last one.
    """
    batch = _locked(batch, by)
    if refusal := why_not_undone(batch):
        raise Refused(refusal)
    rows = list(batch.rows.to_write())
    hold_parents()
    entering.lock_organisations(rows)
    raise_epoch()  # before anything is held that whoever changes a right needs when they commit
    entering.lock_what_is_removed(rows)
    if sentences := hindrances(rows):
        raise Hindered(sentences)
    entering.give_contacts_back(rows)
    entering.change_back(rows)
    ensure_no_circles([row.organisation_id for row in rows if row.before.get("parent") and row.organisation_id])
    entering.remove(rows, by)
    batch.state, batch.undone_at, batch.undone_by = State.UNDONE, timezone.now(), by
    batch.save(update_fields=["state", "undone_at", "undone_by"])
    return batch


def _locked(batch: Import, by: Any) -> Import:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    ensure(by, "stakeholders.import_organisations", None)
    return Import.objects.select_for_update(of=("self",)).get(pk=batch.pk)
