"""What waits for people: invitations without an answer; of a series the next one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.audience import seen_by_each
from commons.contributions import WaitingRow
from meetings.models import Invitee, Meeting


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
