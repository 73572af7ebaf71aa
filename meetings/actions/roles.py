"""Who takes the minutes."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from commons.access import Refused, ensure
from meetings.actions.invitations import add_invitees, let_see
from meetings.actions.locking import locked
from meetings.models import Meeting


@transaction.atomic
def name_minute_taker(*, meeting: Meeting, by: Any, person: Any = None) -> Meeting:
    """One person, or nobody; they may set the agenda and take the attendance, are invited if they were not, and are
    told. Locks the meeting.

    Raises:
        Refused: it is the chair, or somebody who may not see the project that the meeting belongs to.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.name_minute_taker", meeting)
    if person is not None and person.pk == meeting.chair_id:
        raise Refused(_("Pemimpin rapat sudah dapat mencatat. Pilih orang lain."), obj=meeting)
    if meeting.minute_taker_id == (person.pk if person is not None else None):
        return meeting
    meeting.minute_taker = person
    meeting.save(update_fields=["minute_taker"])
    if person is None:
        return meeting
    new = add_invitees(meeting, by=by, organisations=(), people=[person], guests=())
    record("meetings.minute_taker_named", actor=by, target=meeting, thread=meeting.thread, to=[("assigned", person)])
    let_see(meeting, new, by=by)
    return meeting
