"""What waits for people: invitations without an answer (of a series the next one), what was proposed for the agenda,
minutes that were not circulated, a word on those that were."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.audience import seen_by_each
from commons.calendar import add_working_days, end_of, office_day
from commons.contributions import WaitingRow
from meetings.models import AgendaItem, Attendance, Invitee, Meeting, MinutesState, Objection, Ratification

TO_CIRCULATE = 3  # working days after the meeting
FORGOTTEN_AFTER = timedelta(days=90)  # whose minutes did not come by then, they are not waited for


def waiting_answers(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Open invitations of these people, or of organisations they speak for, as long as they may see the meeting."""
    asked = Invitee.objects.filter(
        Q(person__in=people) | Q(organisation__group__user__in=people),
        answer="",
        meeting__in=Meeting.objects.filter(cancelled_at=None, ends_at__gt=now).next_of_series(),
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


def waiting_proposals(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """What was proposed for meetings that these people lead, until the meeting is over."""
    found = (
        AgendaItem.objects.proposed()
        .filter(meeting__chair__in=people, meeting__cancelled_at=None, meeting__ends_at__gt=now)
        .filter(seen_by_each("meeting__chair", "meeting__audience"))
        .select_related("meeting")
    )
    for item in found:
        meeting = item.meeting
        yield WaitingRow(
            person_id=meeting.chair_id,
            kind="meetings.proposal",
            object_id=item.pk,
            sentence=_("Usulan agenda untuk %(meeting)s belum dijawab.") % {"meeting": meeting.title},
            url=meeting.items_url(),
            since=item.proposed_at,
            due=meeting.starts_at,
            action=_("Jawab"),
            page=meeting.get_absolute_url(),
            audience_id=meeting.audience_id,
            keeper_id=meeting.chair_id,
        )


def waiting_minutes(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Meetings that are over and whose minutes were not circulated: for the chair, and for who takes them."""
    over = Meeting.objects.filter(
        Q(minutes=None) | Q(minutes__state=MinutesState.DRAFT),
        cancelled_at=None,
        ends_at__lte=now,
        ends_at__gt=now - FORGOTTEN_AFTER,
    )
    led = over.filter(chair__in=people).annotate(to=F("chair"))
    written = over.filter(minute_taker__in=people).exclude(minute_taker=F("chair")).annotate(to=F("minute_taker"))
    for meeting in led.union(written):
        due_on = add_working_days(office_day(meeting.ends_at), TO_CIRCULATE)
        yield WaitingRow(
            person_id=meeting.to,
            kind="meetings.minutes",
            object_id=meeting.pk,
            sentence=_("Notulen %(meeting)s belum diedarkan.") % {"meeting": meeting.title},
            url=reverse("meetings:minutes_edit", args=[meeting.pk]),
            since=meeting.ends_at,
            due=end_of(due_on),
            due_on=due_on,
            action=_("Tulis"),
            page=meeting.get_absolute_url(),
            audience_id=meeting.audience_id,
            keeper_id=meeting.chair_id,
        )


def waiting_words(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Circulated minutes on which these people, who were there, have not said anything yet."""
    approved = Ratification.objects.filter(minutes__meeting=OuterRef("meeting"), person=OuterRef("person"))
    objected = Objection.objects.filter(minutes__meeting=OuterRef("meeting"), person=OuterRef("person"))
    silent = Attendance.objects.filter(
        ~Exists(approved),
        ~Exists(objected),
        person__in=people,
        meeting__minutes__state=MinutesState.CIRCULATED,
        meeting__minutes__speak_until__gt=now,
    )
    found = silent.filter(seen_by_each("person", "meeting__audience")).select_related("meeting__minutes")
    for one in found:
        meeting, until = one.meeting, one.meeting.minutes.speak_until
        yield WaitingRow(
            person_id=one.person_id,
            kind="meetings.word",
            object_id=one.pk,
            sentence=_("Notulen %(meeting)s menunggu pendapat Anda.") % {"meeting": meeting.title},
            url=reverse("meetings:minutes_approve", args=[meeting.pk]),
            since=meeting.minutes.circulated_at,
            due=until,
            due_on=office_day(until),
            action=_("Setujui"),
            page=meeting.minutes.get_absolute_url(),
            audience_id=meeting.audience_id,
            keeper_id=meeting.chair_id,
        )
