"""One answer for all meetings of a series to come; each can still be answered for itself."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from commons.access import ensure
from meetings.actions.locking import locked_meetings, locked_series
from meetings.actions.series_invitations import same_in
from meetings.models import Answer, Envoy, Invitee, MeetingSeries, SeriesInvitee

ALONE: dict[str, Any] = {"companions": 0, "needs": []}


@transaction.atomic
def answer_series(*, invitee: SeriesInvitee, by: Any, answer: str, note: str | None = None) -> SeriesInvitee:
    """The same answer for every meeting to come, those too that are made later; without a note those stay that were
    written. Locks the series and its meetings."""
    series = locked_series(invitee.series_id)
    invitee = series.invitees.select_related("person", "organisation").get(pk=invitee.pk)
    invitee.series = series
    ensure(by, "meetings.answer_series", invitee)
    return _answer(invitee, series, answer, note, by)


@transaction.atomic
def answer_series_as_guest(*, invitee: Invitee, answer: str, note: str | None = None) -> None:
    """By the link mailed for one meeting, for all that are to come. Who was asked to that one only is asked to no
    other, and nothing is answered."""
    series_id = invitee.meeting.series_id
    if series_id is None or not invitee.is_guest:
        return
    series = locked_series(series_id)
    found = series.invitees.filter(email__iexact=invitee.email).first()
    if found is not None:
        _answer(found, series, answer, note, None)


def _answer(invitee: SeriesInvitee, series: MeetingSeries, answer: str, note: str | None, by: Any) -> SeriesInvitee:
    """As the answer to one meeting: who does not come brings nobody and needs nothing; a note of theirs says why."""
    said: dict[str, Any] = {"answer": answer, "answered_at": timezone.now(), "answered_by": by}
    theirs = same_in(locked_meetings(series.coming()), invitee)
    if note is not None or answer == Answer.NO:
        said["note"] = note or ""
    if answer == Answer.NO:
        Envoy.objects.filter(invitee__in=theirs).delete()
        theirs.update(**said, **ALONE)
    else:
        theirs.update(**said)
    SeriesInvitee.objects.filter(pk=invitee.pk).update(**said)
    invitee.refresh_from_db(fields=["answer", "note"])
    return invitee


@transaction.atomic
def withdraw_series_answers(*, series: MeetingSeries, by: Any) -> None:
    """*Bukan saya*: what was answered in this person's name for the meetings to come counts as not answered."""
    series = locked_series(series.pk)
    nothing = {"answer": "", "note": "", "answered_at": None, "answered_by": None}
    mine = Invitee.objects.filter(meeting__in=locked_meetings(series.coming()), answered_by=by)
    Envoy.objects.filter(invitee__in=mine).delete()
    mine.update(**nothing, **ALONE)
    series.invitees.filter(answered_by=by).update(**nothing)
