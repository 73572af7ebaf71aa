"""Who is invited to a meeting, and what each of them answered."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from meetings.models.inviting import FORGOTTEN, ONE_OF_THREE, Answer, Invited, InvitedQuerySet

__all__ = ["FORGOTTEN", "Answer", "Invitee", "InviteeQuerySet"]


class InviteeQuerySet(InvitedQuerySet):
    def for_page(self, user: Any) -> Self:
        return self.select_related("meeting", "meeting__project", "person", "organisation", "answered_by")


class Invitee(Invited):
    """An invitation to one meeting."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="invitees")

    objects = InviteeQuerySet.as_manager()
    audience_path = "meeting__audience"
    parent_field = "meeting"

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=ONE_OF_THREE, name="invitee_is_one_of_three"),
            models.UniqueConstraint(fields=["meeting", "person"], name="one_invitation_a_person"),
            models.UniqueConstraint(fields=["meeting", "organisation"], name="one_invitation_an_organisation"),
            models.UniqueConstraint(
                "meeting", Lower("email"), condition=~Q(email=""), name="one_invitation_an_address"
            ),
            models.CheckConstraint(condition=Q(answer="") | Q(answered_at__isnull=False), name="answer_has_a_time"),
        ]
