"""The directory leaves as a file; each time an entry says who took what."""

from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from commons.access import Refused, can, ensure
from commons.formats import number
from commons.narrowing import Narrowing
from commons.tables import write
from stakeholders.models import ExportEntry
from stakeholders.queries.directory import directory, order
from stakeholders.tables import rows, vcard

IN_MEMORY = 2_000_000  # what is longer goes to the disk
MOST = 20_000
CHUNK = 500


@transaction.atomic
def export_directory(*, by: Any, narrowed: Narrowing, form: str) -> IO[bytes]:
    """What this person may see of the narrowed directory, as a file at its beginning. Memory does not grow with it.

    Raises:
        Refused: the right is gone, or there are too many rows for one file.
    """
    ensure(by, "stakeholders.export_directory", None)
    with_contacts = form != ExportEntry.Form.VCARD and bool(can(by, "stakeholders.read_contacts"))
    found = directory(by, narrowed)
    if found.count() > MOST:
        raise Refused(_("Lebih dari %s organisasi. Saring dulu, lalu unduh lagi.") % number(MOST))
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    organisations = found.order_by(*order(narrowed)).iterator(chunk_size=CHUNK)
    if form == ExportEntry.Form.VCARD:
        count = sum(1 for one in vcard.cards(organisations) if file.write(one))
    else:
        table = rows.rows(organisations, with_contacts=with_contacts)
        count = write(form, file, rows.headings(with_contacts=with_contacts), table)
    file.seek(0)
    ExportEntry.objects.create(
        person=by, form=form, narrowed_by=narrowed.said[:500], with_contacts=with_contacts, rows=count
    )
    return file
