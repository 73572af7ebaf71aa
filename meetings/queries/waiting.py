"""What waits for people: invitations without an answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.contributions import WaitingRow
from commons.models import Visibility
from commons.models.audience import AudienceGroupGrant, AudienceUserGrant
from commons.standing import OFFICES, STAKEHOLDERS
from meetings.models import Invitee


def waiting_answers(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Open invitations of these people, or of organisations they speak for, as long as they may see the meeting."""
    asked = Invitee.objects.filter(
        Q(person__in=people) | Q(organisation__group__user__in=people),
        answer="",
        meeting__cancelled_at=None,
        meeting__ends_at__gt=now,
    )
    found = (
        asked.annotate(to=Coalesce("person", F("organisation__group__user"))).filter(_sees()).select_related("meeting")
    )
    for invitee in found:
        meeting = invitee.meeting
        yield WaitingRow(
            person_id=invitee.to,
            kind="meetings.answer",
            object_id=invitee.pk,
            sentence=_("Apakah Anda datang ke %(meeting)s?") % {"meeting": meeting.title},
            url=reverse("meetings:invitee_answer", args=[meeting.pk]),
            since=invitee.invited_at,
            due=meeting.starts_at,
            action=_("Jawab"),
            page=meeting.get_absolute_url(),
            audience_id=meeting.audience_id,
            keeper_id=meeting.chair_id,
        )


def _sees() -> Q:
    """`seen_by` for many people at once, each row asked for its own (`to`)."""
    audience, to = OuterRef("meeting__audience"), OuterRef("to")
    groups = get_user_model().groups.through.objects.filter(user=to)
    stakeholder = groups.filter(group__name__in=[STAKEHOLDERS, *OFFICES])
    named = AudienceUserGrant.objects.filter(content_object=audience, permission__codename="see", user=to)
    by_group = AudienceGroupGrant.objects.filter(content_object=audience, permission__codename="see", group__user=to)
    return (
        Q(meeting__audience__visibility__in=[Visibility.PUBLIC, Visibility.MEMBERS])
        | (Q(meeting__audience__visibility=Visibility.STAKEHOLDERS) & Q(Exists(stakeholder)))
        | Q(Exists(named))
        | Q(Exists(by_group))
    )
