"""The promise ledger leaves as a file; each time an entry says who took what."""

from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.models import CommitmentExport
from commitments.queries import Chosen, found_commitments, order
from commitments.tables import CHUNK, HEADINGS, rows
from commons.access import Refused, ensure
from commons.formats import number
from commons.tables import write

IN_MEMORY = 2_000_000  # what is longer goes to the disk
MOST = 20_000


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
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    commitments = found.for_file().order_by(*order(asked)).iterator(chunk_size=CHUNK)
    count = write(form, file, [str(one) for one in HEADINGS], rows(commitments, by))
    file.seek(0)
    CommitmentExport.objects.create(person=by, form=form, narrowed_by=urlencode(asked.values)[:500], rows=count)
    return file
