"""Who is invited to a meeting, what each of them answered, and who comes for an organisation."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from meetings.models.inviting import FORGOTTEN, ONE_OF_THREE, Answer, Invited, InvitedQuerySet

__all__ = ["FORGOTTEN", "MOST_COMPANIONS", "Answer", "Envoy", "Invitee", "InviteeQuerySet", "Need"]

MOST_COMPANIONS = 20


class Need(models.TextChoices):
    """What somebody needs in order to take part. What is not named here is said in the note."""

    WHEELCHAIR = "wheelchair", _("Kursi roda")
    SIGN = "sign", _("Penerjemah isyarat")
    LARGE_PRINT = "large", _("Bahan huruf besar")
    CHILD = "child", _("Tempat untuk anak")


class InviteeQuerySet(InvitedQuerySet):
    def for_page(self, user: Any) -> Self:
        return self.select_related("meeting", "meeting__project", "person", "organisation", "answered_by")

    def beside(self, series: Any) -> Self:
        """Whom no invitation to this whole series reaches: neither their own nor that of whom they speak for."""
        theirs = Q(person=OuterRef("person")) | Q(organisation__group__user=OuterRef("person"))
        theirs |= Q(organisation=OuterRef("organisation")) | (Q(email__iexact=OuterRef("email")) & ~Q(email=""))
        return self.exclude(Exists(series.invitees.filter(theirs)))


class Invitee(Invited):
    """An invitation to one meeting."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="invitees")
    companions = models.PositiveSmallIntegerField(_("Pendamping"), default=0)
    needs = ArrayField(models.CharField(max_length=10, choices=Need), default=list, blank=True)

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
            models.CheckConstraint(condition=Q(companions__lte=MOST_COMPANIONS), name="invitee_brings_a_few"),
        ]


class Envoy(models.Model):
    """Who comes for an invited organisation: one of its people, or a name."""

    invitee = models.ForeignKey("meetings.Invitee", on_delete=models.CASCADE, related_name="envoys")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("Nama"), max_length=120, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person=None) & ~Q(name="")),
                name="envoy_is_a_person_or_a_name",
            ),
            models.UniqueConstraint(fields=["invitee", "person"], name="one_envoy_a_person"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.person.display_name if self.person is not None else self.name
