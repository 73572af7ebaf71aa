"""The directory leaves as a file; each time an entry says who took what."""

from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from commons.access import Refused, can, ensure
from commons.formats import number
from commons.narrowing import Narrowing
from commons.tables import write
from stakeholders.models import ExportEntry, Membership
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
    reach = _reach(by) if form != ExportEntry.Form.VCARD else rows.Reach(by)
    found = directory(by, narrowed)
    if found.count() > MOST:
        raise Refused(_("Lebih dari %s organisasi. Saring dulu, lalu unduh lagi.") % number(MOST))
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    organisations = found.order_by(*order(narrowed)).iterator(chunk_size=CHUNK)
    if form == ExportEntry.Form.VCARD:
        count = sum(1 for one in vcard.cards(organisations) if file.write(one))
    else:
        count = write(form, file, rows.headings(reach), rows.rows(organisations, reach))
    file.seek(0)
    ExportEntry.objects.create(
        person=by, form=form, narrowed_by=narrowed.said[:500], with_contacts=reach.contacts, rows=count
    )
    return file


def _reach(by: Any) -> rows.Reach:
    """As the pages of organisations show it: `stakeholders.read_numbers`, asked for all of them at once."""
    managed = Membership.objects.active().filter(person=by, role=Membership.Role.MANAGER)
    return rows.Reach(
        by,
        contacts=bool(can(by, "stakeholders.read_contacts")),
        numbers=bool(can(by, "stakeholders.read_numbers")),
        own=frozenset(managed.values_list("organisation", flat=True)),
    )
