"""What waits for people: invitations without an answer, what was proposed for the agenda, minutes that were not
circulated, a word on those that were."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.audience import seen_by_each
from commons.calendar import WorkingDays, end_of, office_day, working_days
from commons.contributions import WaitingRow
from commons.statements import Given, OfPeople
from meetings.models import (
    AgendaItem,
    Attendance,
    Invitee,
    ItemState,
    Meeting,
    MinutesState,
    Objection,
    Ratification,
    address,
)

TO_CIRCULATE = 3  # working days after the meeting
FORGOTTEN_AFTER = timedelta(days=90)  # whose minutes did not come by then, they are not waited for
ANSWER, PROPOSAL, MINUTES, WORD = (f"meetings.{one}" for one in ("answer", "proposal", "minutes", "word"))
SHOWN = ("kind", "to", "object_pk", "meeting_pk", "called", "since", "until", "seen_by", "leads")


def waiting_meetings(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Open invitations of these people, or of organisations they speak for, as long as they may see the meeting (of a
    series the next one); what was proposed for meetings that they lead, until these are over; minutes of meetings that
    are over and did not go round, for the chair and for who takes them; and those that did, for who was there and has
    not said anything yet. One statement for all, and one for the calendar where minutes are due in working days."""
    found = WAITING(people, now=now, forgotten=now - FORGOTTEN_AFTER)
    calendar = working_days() if any(one["kind"] == MINUTES for one in found) else WorkingDays()
    for one in found:
        yield _to_write(one, calendar) if one["kind"] == MINUTES else ROWS[one["kind"]](one)


def _waiting(now: Any, people: Any) -> QuerySet[Any, Any]:
    to_write = [_undone(now, people, role) for role in ("chair", "minute_taker")]
    return _unanswered(now, people).union(_proposed(now, people), *to_write, _unspoken(now, people))


WAITING = OfPeople(lambda people: _waiting(Given("now"), people))


def _unanswered(now: Any, people: Any) -> QuerySet[Any, Any]:
    asked = Invitee.objects.filter(
        Q(person__in=people) | Q(organisation__group__user__in=people),
        answer="",
        meeting__in=Meeting.objects.filter(cancelled_at=None, ends_at__gt=now).next_of_series(now),
    )
    facts = {
        "kind": Value(ANSWER),
        "object_pk": F("pk"),
        "meeting_pk": F("meeting_id"),
        "called": F("meeting__title"),
        "since": F("invited_at"),
        "until": F("meeting__starts_at"),
        "seen_by": F("meeting__audience_id"),
        "leads": F("meeting__chair_id"),
    }
    asked = asked.annotate(to=Coalesce("person", F("organisation__group__user")))
    seen = asked.filter(seen_by_each("to", "meeting__audience"))
    return seen.order_by().annotate(**facts).values(*SHOWN)


def _proposed(now: Any, people: Any) -> QuerySet[Any, Any]:
    asked = AgendaItem.objects.filter(
        state=ItemState.PROPOSED,
        meeting__chair__in=people,
        meeting__cancelled_at=None,
        meeting__ends_at__gt=now,
    )
    facts = {
        "kind": Value(PROPOSAL),
        "to": F("meeting__chair_id"),
        "object_pk": F("pk"),
        "meeting_pk": F("meeting_id"),
        "called": F("meeting__title"),
        "since": F("proposed_at"),
        "until": F("meeting__starts_at"),
        "seen_by": F("meeting__audience_id"),
        "leads": F("meeting__chair_id"),
    }
    seen = asked.filter(seen_by_each("meeting__chair", "meeting__audience"))
    return seen.order_by().annotate(**facts).values(*SHOWN)


def _undone(now: Any, people: Any, role: str) -> QuerySet[Any, Any]:
    over = Meeting.objects.filter(
        Q(minutes=None) | Q(minutes__state=MinutesState.DRAFT),
        cancelled_at=None,
        ends_at__lte=now,
        ends_at__gt=Given("forgotten"),
        **{f"{role}__in": people},
    ).filter(seen_by_each(role, "audience"))
    facts = {
        "kind": Value(MINUTES),
        "to": F(f"{role}_id"),
        "called": F("title"),
        "object_pk": F("pk"),
        "meeting_pk": F("pk"),
        "since": F("ends_at"),
        "until": F("ends_at"),
        "seen_by": F("audience_id"),
        "leads": F("chair_id"),
    }
    return over.order_by().annotate(**facts).values(*SHOWN)


def _unspoken(now: Any, people: Any) -> QuerySet[Any, Any]:
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
        "object_pk": F("pk"),
        "meeting_pk": F("meeting_id"),
        "called": F("meeting__title"),
        "since": F("meeting__minutes__circulated_at"),
        "until": F("meeting__minutes__speak_until"),
        "seen_by": F("meeting__audience_id"),
        "leads": F("meeting__chair_id"),
    }
    return silent.filter(seen_by_each("person", "meeting__audience")).order_by().annotate(**facts).values(*SHOWN)


def _to_come(one: Mapping[str, Any]) -> WaitingRow:
    return WaitingRow(
        kind=ANSWER,
        sentence=_("Undangan %(meeting)s belum dijawab.") % {"meeting": one["called"]},
        url=reverse("meetings:invitee_answer", args=[one["meeting_pk"]]),
        due=one["until"],
        action=_("Jawab"),
        **_of_meeting(one),
    )


def _to_decide(one: Mapping[str, Any]) -> WaitingRow:
    return WaitingRow(
        kind=PROPOSAL,
        sentence=_("Usulan agenda untuk %(meeting)s belum dijawab.") % {"meeting": one["called"]},
        url=reverse("meetings:item_list", args=[one["meeting_pk"]]),
        due=one["until"],
        action=_("Jawab"),
        **_of_meeting(one),
    )


def _to_write(one: Mapping[str, Any], calendar: WorkingDays) -> WaitingRow:
    due_on = calendar.add(office_day(one["since"]), TO_CIRCULATE)
    return WaitingRow(
        kind=MINUTES,
        sentence=_("Notulen %(meeting)s belum diedarkan.") % {"meeting": one["called"]},
        url=reverse("meetings:minutes_edit", args=[one["meeting_pk"]]),
        due=end_of(due_on),
        due_on=due_on,
        action=_("Tulis"),
        **_of_meeting(one),
    )


def _to_answer(one: Mapping[str, Any]) -> WaitingRow:
    return WaitingRow(
        kind=WORD,
        sentence=_("Notulen %(meeting)s menunggu pendapat Anda.") % {"meeting": one["called"]},
        url=reverse("meetings:minutes_approve", args=[one["meeting_pk"]]),
        due=one["until"],
        due_on=office_day(one["until"]),
        action=_("Setujui"),
        **_of_meeting(one),
    )


def _of_meeting(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "person_id": one["to"],
        "object_id": one["object_pk"],
        "since": one["since"],
        "page": address(one["meeting_pk"], one["called"]),
        "audience_id": one["seen_by"],
        "keeper_id": one["leads"],
    }


ROWS = {ANSWER: _to_come, PROPOSAL: _to_decide, WORD: _to_answer}
