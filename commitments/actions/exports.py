"""The promise ledger leaves as a file; each time an entry says who took what."""

from typing import IO, Any
from urllib.parse import urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.models import CommitmentExport
from commitments.queries import Chosen, found_commitments, order
from commitments.tables import HEADINGS, rows
from commons.access import Refused, ensure
from commons.exporting import CHUNK, MOST, take_out
from commons.formats import number
from commons.tables import write


@transaction.atomic
def export_commitments(*, by: Any, asked: Chosen, form: str) -> IO[bytes]:
    """What this person may see of the narrowed list, as a file at its beginning. Memory does not grow with it.

    Raises:
        Refused: the right is gone, or there are too many rows for one file.
    """
    ensure(by, "commitments.export_commitments", None)
    found = found_commitments(by, asked)
    if found.count() > MOST:
        raise Refused(_("Lebih dari %s komitmen. Saring dulu, lalu unduh lagi.") % number(MOST))
    commitments = found.for_file().order_by(*order(asked)).iterator(chunk_size=CHUNK)

    def fill(file: IO[bytes]) -> int:
        return write(form, file, [str(one) for one in HEADINGS], rows(commitments, by))

    return take_out(CommitmentExport, by=by, form=form, narrowed_by=urlencode(asked.values), fill=fill)
