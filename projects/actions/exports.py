"""The list of projects leaves as a file; each time an entry says who took what."""

from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.exporting import CHUNK, MOST, take_out
from commons.formats import number
from commons.models import with_places
from commons.narrowing import Narrowing
from commons.tables import write
from projects.models import ProjectExport
from projects.queries import found_projects
from projects.tables import HEADINGS, rows


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
    projects = with_places(found.select_related("lead", "coordinator")).order_by("-updated_at", "-pk")

    def fill(file: IO[bytes]) -> int:
        return write(form, file, [str(one) for one in HEADINGS], rows(projects.iterator(chunk_size=CHUNK)))

    return take_out(ProjectExport, by=by, form=form, narrowed_by=narrowed.said, fill=fill)
