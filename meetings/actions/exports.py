"""The list of who came leaves as a file; each time an entry says who took it."""

from typing import IO, Any

from django.db import transaction

from commons.access import ensure
from commons.exporting import CHUNK, take_out
from commons.tables import write
from meetings.actions.locking import locked
from meetings.models import AttendanceExport, Meeting
from meetings.tables import HEADINGS, rows


@transaction.atomic
def export_attendance(*, meeting: Meeting, by: Any, form: str) -> IO[bytes]:
    """As a file at its beginning. Locks the meeting."""
    meeting = locked(meeting.pk)
    ensure(by, "meetings.read_attendance", meeting)
    found = meeting.attendances.with_names()

    def fill(file: IO[bytes]) -> int:
        return write(form, file, [str(one) for one in HEADINGS], rows(found.iterator(chunk_size=CHUNK), meeting))

    return take_out(
        AttendanceExport, by=by, form=form, narrowed_by=f"/agenda/{meeting.pk}/", fill=fill, meeting=meeting
    )
