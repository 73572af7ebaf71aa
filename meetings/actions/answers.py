"""What the invited say: whether they come, who comes for them, with how many, and what they need."""

from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from meetings.actions.locking import locked
from meetings.models import Answer, Envoy, Invitee, Meeting


class Details(TypedDict, total=False):
    """What goes with an answer; what is not said stays as it was said before. `people` and `names` come for an
    organisation."""

    note: str
    companions: int
    needs: Iterable[str]
    people: Iterable[Any]
    names: Iterable[str]


@transaction.atomic
def answer_meeting(*, invitee: Invitee, by: Any, answer: str, **details: Unpack[Details]) -> Invitee:
    """Yes, maybe or no, as often as somebody changes their mind. Any representative answers for an organisation, and
    the last answer counts. Locks the meeting.

    Raises:
        Refused: somebody is named who does not speak for the organisation.
    """
    invitee = _locked(invitee)
    ensure(by, "meetings.answer_meeting", invitee)
    return _answer(invitee, answer, details, by)


@transaction.atomic
def answer_as_guest(*, invitee: Invitee, answer: str, **details: Unpack[Details]) -> Invitee:
    """For an address without an account: whoever holds the mailed link answers. Locks the meeting.

    Raises:
        Refused: the meeting is over or cancelled.
    """
    invitee = _locked(invitee)
    if not invitee.is_guest or not invitee.meeting.is_open:
        raise Refused(_("Rapat ini sudah selesai atau dibatalkan, jadi jawaban tidak diterima lagi."))
    return _answer(invitee, answer, details, None)


def _locked(invitee: Invitee) -> Invitee:
    meeting = locked(invitee.meeting_id)
    invitee = meeting.invitees.select_related("person", "organisation__group").get(pk=invitee.pk)
    invitee.meeting = meeting
    return invitee


def _answer(invitee: Invitee, answer: str, details: Details, by: Any) -> Invitee:
    """Who does not come brings nobody and needs nothing; a note of theirs says why."""
    if answer == Answer.NO:
        note = details.get("note", "")
        details = Details(note=note, companions=0, needs=(), people=(), names=())
    invitee.answer, invitee.answered_at, invitee.answered_by = answer, timezone.now(), by
    invitee.note = details.get("note", invitee.note)
    invitee.companions = details.get("companions", invitee.companions)
    invitee.needs = list(details.get("needs", invitee.needs))
    invitee.save(update_fields=["answer", "answered_at", "answered_by", "note", "companions", "needs"])
    if invitee.organisation is not None and "people" in details:
        _send(invitee, list(details["people"]), details.get("names", ()))
    return invitee


def _send(invitee: Invitee, people: list[Any], names: Iterable[str]) -> None:
    """Who comes for the organisation, instead of whoever was named before."""
    assert invitee.organisation is not None
    theirs = set(invitee.organisation.group.user_set.values_list("pk", flat=True)) if people else set()
    if any(one.pk not in theirs for one in people):
        raise Refused(
            _("Ada nama yang tidak lagi mewakili %(name)s. Pilih lagi.") % {"name": invitee.organisation.name}
        )
    invitee.envoys.all().delete()
    Envoy.objects.bulk_create(
        [
            *(Envoy(invitee=invitee, person=one) for one in people),
            *(Envoy(invitee=invitee, name=one) for one in names),
        ]
    )


@transaction.atomic
def withdraw_answers(*, meeting: Meeting, by: Any) -> None:
    """*Bukan saya*: what was answered in this person's name counts as not answered. Locks the meeting."""
    meeting = locked(meeting.pk)
    mine = meeting.invitees.filter(answered_by=by)
    Envoy.objects.filter(invitee__in=mine).delete()
    mine.update(answer="", note="", companions=0, needs=[], answered_at=None, answered_by=None)
