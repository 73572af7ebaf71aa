"""The directory leaves as a file; each time an entry says who took what."""

from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from commons.access import Refused, can, ensure
from commons.exporting import CHUNK, MOST, take_out
from commons.formats import number
from commons.narrowing import Narrowing
from commons.tables import write
from stakeholders.models import ExportEntry, Membership
from stakeholders.queries.directory import directory, order
from stakeholders.tables import rows, vcard


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
    organisations = found.order_by(*order(narrowed)).iterator(chunk_size=CHUNK)

    def fill(file: IO[bytes]) -> int:
        if form == ExportEntry.Form.VCARD:
            return sum(1 for one in vcard.cards(organisations) if file.write(one))
        return write(form, file, rows.headings(reach), rows.rows(organisations, reach))

    return take_out(ExportEntry, by=by, form=form, narrowed_by=narrowed.said, fill=fill, with_contacts=reach.contacts)


def _reach(by: Any) -> rows.Reach:
    """As the pages of organisations show it: `stakeholders.read_numbers`, asked for all of them at once."""
    managed = Membership.objects.active().filter(person=by, role=Membership.Role.MANAGER)
    return rows.Reach(
        by,
        contacts=bool(can(by, "stakeholders.read_contacts")),
        numbers=bool(can(by, "stakeholders.read_numbers")),
        own=frozenset(managed.values_list("organisation", flat=True)),
    )
