"""What waits for people: invitations without an answer, and for a chair what was proposed for the agenda."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.audience import seen_by_each
from commons.contributions import WaitingRow
from meetings.models import AgendaItem, Invitee


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
