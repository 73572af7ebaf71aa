"""What the invited say."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from meetings.actions.locking import locked
from meetings.models import Invitee, Meeting


@transaction.atomic
def answer_meeting(*, invitee: Invitee, by: Any, answer: str, note: str = "") -> Invitee:
    """Yes, maybe or no, as often as somebody changes their mind. Any representative answers for an organisation, and
    the last answer counts. Locks the meeting."""
    invitee = _locked(invitee)
    ensure(by, "meetings.answer_meeting", invitee)
    return _answer(invitee, answer, note, by)


@transaction.atomic
def answer_as_guest(*, invitee: Invitee, answer: str, note: str = "") -> Invitee:
    """For an address without an account: whoever holds the mailed link answers. Locks the meeting.

    Raises:
        Refused: the meeting is over or cancelled.
    """
    invitee = _locked(invitee)
    if not invitee.is_guest or not invitee.meeting.is_open:
        raise Refused(_("Rapat ini sudah selesai atau dibatalkan, jadi jawaban tidak diterima lagi."))
    return _answer(invitee, answer, note, None)


def _locked(invitee: Invitee) -> Invitee:
    meeting = locked(invitee.meeting_id)
    invitee = meeting.invitees.select_related("person", "organisation").get(pk=invitee.pk)
    invitee.meeting = meeting
    return invitee


def _answer(invitee: Invitee, answer: str, note: str, by: Any) -> Invitee:
    invitee.answer, invitee.note, invitee.answered_at, invitee.answered_by = answer, note, timezone.now(), by
    invitee.save(update_fields=["answer", "note", "answered_at", "answered_by"])
    return invitee


@transaction.atomic
def withdraw_answers(*, meeting: Meeting, by: Any) -> None:
    """*Bukan saya*: what was answered in this person's name counts as not answered. Locks the meeting."""
    meeting = locked(meeting.pk)
    meeting.invitees.filter(answered_by=by).update(answer="", note="", answered_at=None, answered_by=None)
