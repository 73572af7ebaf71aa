"""Those who came approve the minutes or object; when each sector that came has approved, or after seven days, they are
ratified: numbered, sealed, closed."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import When, cancel, record
from commons.access import Refused, ensure
from commons.calendar import today
from meetings.actions.circulating import RATIFY, REMIND, SILENCE, set_clock
from meetings.actions.locking import locked
from meetings.actions.telling import invited
from meetings.models import (
    Attendance,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesState,
    Objection,
    Ratification,
    next_number,
)
from meetings.models.minutes import PREFIX
from meetings.queries.canonical import canonical, digest_of
from meetings.queries.sectors import came, final_marks, sector_of, sectors_there

BUSY = timedelta(minutes=1)


@transaction.atomic
def approve_minutes(*, meeting: Meeting, by: Any) -> Ratification:
    """One who came approves, for the sector that they spoke for there; the last sector ratifies. Locks the meeting.

    Raises:
        Refused: they have approved already, or the minutes are not waiting any more.
    """
    meeting, minutes = _waiting(meeting, by)
    if minutes.ratifications.of(by).exists():
        raise Refused(_("Anda sudah menyetujui notulen ini."), obj=meeting)
    said = Ratification.objects.create(minutes=minutes, **_as_came(meeting, by))
    there, approved = came(meeting), _approved(minutes)
    if not set(sectors_there(there)) - set(approved):
        _ratify(minutes, there, by=by)
    return said


@transaction.atomic
def object_to_minutes(*, meeting: Meeting, by: Any, part: MinutesPart, reason: str) -> Objection:
    """One who came objects to a part; it is printed with the minutes, and holds nobody up. Locks the meeting."""
    meeting, minutes = _waiting(meeting, by)
    part = minutes.parts.get(pk=part.pk)
    said = Objection.objects.create(minutes=minutes, part=part, reason=reason, **_as_came(meeting, by))
    to = {one.pk: one for one in (meeting.chair, meeting.minute_taker, minutes.circulated_by) if one is not None}
    to.pop(by.pk, None)
    record("meetings.minutes_objected", actor=by, target=meeting, thread=meeting.thread,
           to=[("concerned", one) for one in to.values()])  # fmt: skip
    return said


def _waiting(meeting: Meeting, by: Any) -> tuple[Meeting, Minutes]:
    meeting = locked(meeting.pk)
    ensure(by, "meetings.answer_minutes", meeting)
    minutes = Minutes.objects.select_related("circulated_by").get(meeting=meeting)
    minutes.meeting = meeting
    return meeting, minutes


def _as_came(meeting: Meeting, by: Any) -> dict[str, Any]:
    """
    Raises:
        Refused: an administrator, who may do everything, was not there.
    """
    there: Attendance | None = meeting.attendances.of(by).select_related("organisation").first()
    if there is None:
        raise Refused(_("Hanya yang hadir menyatakan pendapat tentang notulen."), obj=meeting)
    return {"person": by, "organisation": there.organisation, "sector": sector_of(there)}


def _approved(minutes: Minutes) -> list[str]:
    return list(minutes.ratifications.order_by("pk").values_list("sector", flat=True))


def _ratify(minutes: Minutes, there: list[Attendance], *, by: Any) -> None:
    meeting = minutes.meeting
    minutes.year = today().year
    minutes.serial = next_number(PREFIX, minutes.year)
    minutes.marks = final_marks(there, _approved(minutes))
    minutes.state, minutes.ratified_at = MinutesState.RATIFIED, timezone.now()
    minutes.seal = canonical(minutes)
    minutes.digest = digest_of(minutes.seal)
    minutes.save()
    if by is not None:  # silence is told by the clock itself, whose row is held by whoever claims it
        cancel(RATIFY, minutes)
    people = {one.person_id: one.person for one in there if one.person is not None}
    others = meeting.invitees.select_related("person", "organisation__group").exclude(person__in=people)
    record("meetings.minutes_ratified", actor=by, target=meeting, thread=meeting.thread,
           to=[*(("concerned", one) for one in people.values()), *invited(others)])  # fmt: skip


def tell_ratify(due: Any, minutes: Minutes | None) -> str:
    """Two days before the end those are asked who have not spoken; after it their silence is marked, and ratifies.

    Whoever approves at this moment holds the meeting and is about to cancel this: it is tried a minute later.
    """
    if minutes is None:
        return "gone"
    rows = Meeting.objects.select_for_update(of=("self",), skip_locked=True)
    meeting = rows.select_related("thread", "audience").filter(pk=minutes.meeting_id).first()
    if meeting is None:
        set_clock(minutes, **{due.occasion: When(timezone.now() + BUSY, due.useful_until)})
        return "being answered"
    minutes = Minutes.objects.get(pk=minutes.pk)
    minutes.meeting = meeting
    if not minutes.is_circulated:
        return "ratified"
    there = came(meeting)
    if due.occasion == SILENCE:
        _ratify(minutes, there, by=None)
        return "told"
    heard = spoken(minutes)
    silent = [one.person for one in there if one.person is not None and one.person_id not in heard]
    if not silent:
        return "all have spoken"
    assert due.occasion == REMIND, "there are two occasions"
    record("meetings.minutes_waiting", actor=None, target=meeting, thread=meeting.thread,
           to=[("your_turn", one) for one in silent])  # fmt: skip
    return "told"


def spoken(minutes: Minutes) -> set[int]:
    """Who has approved or objected."""
    approved = minutes.ratifications.values_list("person", flat=True)
    return {*approved, *minutes.objections.values_list("person", flat=True)}
