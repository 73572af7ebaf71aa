"""What waits for people: invitations without an answer, minutes that were not circulated, a word on those that were."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.audience import seen_by_each
from commons.calendar import add_working_days, end_of, office_day
from commons.contributions import WaitingRow
from meetings.models import Attendance, Invitee, Meeting, MinutesState, Objection, Ratification, address

TO_CIRCULATE = 3  # working days after the meeting
FORGOTTEN_AFTER = timedelta(days=90)  # whose minutes did not come by then, they are not waited for


def waiting_answers(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Open invitations of these people, or of organisations they speak for, as long as they may see the meeting."""
    asked = Invitee.objects.filter(
        Q(person__in=people) | Q(organisation__group__user__in=people),
        answer="",
        meeting__cancelled_at=None,
        meeting__ends_at__gt=now,
    )
    found = (
        asked.annotate(to=Coalesce("person", F("organisation__group__user")))
        .filter(seen_by_each("to", "meeting__audience"))
        .select_related("meeting")
    )
    for invitee in found:
        meeting = invitee.meeting
        yield WaitingRow(
            person_id=invitee.to,
            kind="meetings.answer",
            object_id=invitee.pk,
            sentence=_("Undangan %(meeting)s belum dijawab.") % {"meeting": meeting.title},
            url=reverse("meetings:invitee_answer", args=[meeting.pk]),
            since=invitee.invited_at,
            due=meeting.starts_at,
            action=_("Jawab"),
            page=meeting.get_absolute_url(),
            audience_id=meeting.audience_id,
            keeper_id=meeting.chair_id,
        )


MINUTES, WORD = "meetings.minutes", "meetings.word"


def waiting_minutes(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Minutes of meetings that are over and did not go round, for the chair and for who takes them; and those that did,
    for who was there and has not said anything yet. One statement for both."""
    found = _undone(now, people, "chair").union(_undone(now, people, "minute_taker"), _unspoken(now, people))
    for one in found:
        yield _to_write(one) if one["kind"] == MINUTES else _to_answer(one)


SHOWN = ("kind", "to", "meeting_pk", "title", "since", "until", "seen_by", "leads")


def _undone(now: datetime, people: Sequence[int], role: str) -> QuerySet[Any, Any]:
    over = Meeting.objects.filter(
        Q(minutes=None) | Q(minutes__state=MinutesState.DRAFT),
        cancelled_at=None,
        ends_at__lte=now,
        ends_at__gt=now - FORGOTTEN_AFTER,
        **{f"{role}__in": people},
    )
    facts = {
        "kind": Value(MINUTES),
        "to": F(f"{role}_id"),
        "meeting_pk": F("pk"),
        "since": F("ends_at"),
        "until": F("ends_at"),
        "seen_by": F("audience_id"),
        "leads": F("chair_id"),
    }
    return over.order_by().annotate(**facts).values(*SHOWN)


def _unspoken(now: datetime, people: Sequence[int]) -> QuerySet[Any, Any]:
    approved = Ratification.objects.filter(minutes__meeting=OuterRef("meeting"), person=OuterRef("person"))
    objected = Objection.objects.filter(minutes__meeting=OuterRef("meeting"), person=OuterRef("person"))
    silent = Attendance.objects.filter(
        ~Exists(approved),
        ~Exists(objected),
        person__in=people,
        meeting__minutes__state=MinutesState.CIRCULATED,
        meeting__minutes__speak_until__gt=now,
    )
    facts = {
        "kind": Value(WORD),
        "to": F("person_id"),
        "meeting_pk": F("meeting_id"),
        "title": F("meeting__title"),
        "since": F("meeting__minutes__circulated_at"),
        "until": F("meeting__minutes__speak_until"),
        "seen_by": F("meeting__audience_id"),
        "leads": F("meeting__chair_id"),
    }
    return silent.filter(seen_by_each("person", "meeting__audience")).order_by().annotate(**facts).values(*SHOWN)


def _to_write(one: Mapping[str, Any]) -> WaitingRow:
    due_on = add_working_days(office_day(one["since"]), TO_CIRCULATE)
    return WaitingRow(
        kind=MINUTES,
        sentence=_("Notulen %(meeting)s belum diedarkan.") % {"meeting": one["title"]},
        url=reverse("meetings:minutes_edit", args=[one["meeting_pk"]]),
        due=end_of(due_on),
        due_on=due_on,
        action=_("Tulis"),
        **_of_meeting(one),
    )


def _to_answer(one: Mapping[str, Any]) -> WaitingRow:
    return WaitingRow(
        kind=WORD,
        sentence=_("Notulen %(meeting)s menunggu pendapat Anda.") % {"meeting": one["title"]},
        url=reverse("meetings:minutes_approve", args=[one["meeting_pk"]]),
        due=one["until"],
        due_on=office_day(one["until"]),
        action=_("Setujui"),
        **_of_meeting(one),
    )


def _of_meeting(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "person_id": one["to"],
        "object_id": one["meeting_pk"],
        "since": one["since"],
        "page": address(one["meeting_pk"], one["title"]),
        "audience_id": one["seen_by"],
        "keeper_id": one["leads"],
    }
