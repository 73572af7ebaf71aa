"""The register of decisions, and the list of who came, leave as files; each time an entry says who took what."""

from typing import IO, Any
from urllib.parse import urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.exporting import CHUNK, MOST, take_out
from commons.formats import number
from commons.tables import write
from meetings.actions.locking import locked
from meetings.models import AttendanceExport, DecisionExport, Meeting
from meetings.queries.decisions import NEWEST, Asked, found_decisions
from meetings.tables import OF_ATTENDANCE, OF_DECISIONS, attendance_rows, decision_rows


@transaction.atomic
def export_decisions(*, by: Any, asked: Asked, form: str) -> IO[bytes]:
    """What this person may see of the narrowed register, as a file at its beginning. Memory does not grow with it.

    Raises:
        Refused: the right is gone, or there are too many rows for one file.
    """
    ensure(by, "meetings.export_decisions", None)
    found = found_decisions(by, asked)
    if found.count() > MOST:
        raise Refused(_("Lebih dari %s keputusan. Saring dulu, lalu unduh lagi.") % number(MOST))
    decisions = found.for_rows().order_by(*NEWEST).iterator(chunk_size=CHUNK)

    def fill(file: IO[bytes]) -> int:
        return write(form, file, [str(one) for one in OF_DECISIONS], decision_rows(decisions))

    return take_out(DecisionExport, by=by, form=form, narrowed_by=urlencode(asked.values), fill=fill)


@transaction.atomic
def export_attendance(*, meeting: Meeting, by: Any, form: str) -> IO[bytes]:
    """As a file at its beginning. Locks the meeting."""
    meeting = locked(meeting.pk)
    ensure(by, "meetings.read_attendance", meeting)
    found = meeting.attendances.with_names()

    def fill(file: IO[bytes]) -> int:
        return write(
            form, file, [str(one) for one in OF_ATTENDANCE], attendance_rows(found.iterator(chunk_size=CHUNK), meeting)
        )

    return take_out(AttendanceExport, by=by, form=form, narrowed_by=f"/agenda/{meeting.pk}/", fill=fill)
