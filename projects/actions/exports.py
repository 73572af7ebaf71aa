"""The list of projects leaves as a file; each time an entry says who took what."""

from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.formats import number
from commons.models import with_places
from commons.narrowing import Narrowing
from commons.tables import write
from projects.models import ProjectExport
from projects.queries import found_projects
from projects.tables import CHUNK, HEADINGS, rows

IN_MEMORY = 2_000_000  # what is longer goes to the disk
MOST = 20_000


@transaction.atomic
def export_projects(*, by: Any, narrowed: Narrowing, form: str) -> IO[bytes]:
    """What this person may see of the narrowed list, as a file at its beginning. Memory does not grow with it.

    Raises:
        Refused: the right is gone, or there are too many rows for one file.
    """
    ensure(by, "projects.export_projects", None)
    found = found_projects(by, narrowed)
    if found.count() > MOST:
        raise Refused(_("Lebih dari %s proyek. Saring dulu, lalu unduh lagi.") % number(MOST))
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    projects = with_places(found.select_related("lead", "coordinator")).order_by("-updated_at", "-pk")
    count = write(form, file, [str(one) for one in HEADINGS], rows(projects.iterator(chunk_size=CHUNK)))
    file.seek(0)
    ProjectExport.objects.create(person=by, form=form, narrowed_by=narrowed.said[:500], rows=count)
    return file
