"""Who lives in which RW, as far as somebody who knows has confirmed it. No NIK is asked for it, ever."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.offices import the_office
from stakeholders.models.kinds import RW_KIND
from stakeholders.models.membership import Membership
from stakeholders.models.organisation import Organisation
from stakeholders.models.role_change import NOTE_RESIDENCY, notes


class ResidencyQuerySet(models.QuerySet["Residency"]):
    def open(self) -> Self:
        return self.filter(state=Residency.State.ASKED)

    def confirmed(self) -> Self:
        return self.filter(state=Residency.State.CONFIRMED)

    def visible_to(self, user: Any) -> Self:
        """One's own; those of an RW that one speaks for; all of them for the office. Nobody else's business."""
        office = the_office().filter(user=user.pk)
        administrators = get_user_model().objects.filter(pk=user.pk, is_superuser=True)
        speaks = Membership.objects.filter(
            person=user.pk,
            until_on=None,
            organisation__state=Organisation.State.VERIFIED,
            organisation__kind=RW_KIND,
            organisation__areas=OuterRef("area"),
        )
        return self.filter(Q(person=user.pk) | Exists(speaks) | Exists(office) | Exists(administrators))

    def for_page(self, user: Any) -> Self:
        return self.select_related("person", "area", "decided_by")


class Residency(models.Model):
    """A member asks to be confirmed as resident of an RW. One is confirmed at a time; moving ends the old one."""

    class State(models.TextChoices):
        ASKED = "asked", _("Menunggu")
        CONFIRMED = "confirmed", pgettext_lazy("domisili", "Dikonfirmasi")
        DECLINED = "declined", pgettext_lazy("domisili", "Ditolak")
        ENDED = "ended", pgettext_lazy("domisili", "Berakhir")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="residencies")
    area = models.ForeignKey("commons.Area", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ResidencyQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="confirmed"), name="one_confirmed_residency"),
            models.UniqueConstraint(fields=["person"], condition=Q(state="asked"), name="one_open_residency"),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "declined"]) | Q(decided_at__isnull=False),
                name="decided_residency_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) | (~Q(state="ended") & Q(ended_at=None)),
                name="ended_residency_has_a_date",
            ),
        ]
        triggers = [notes("note_residency", NOTE_RESIDENCY)]

    def __str__(self) -> str:
        return str(self.area)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.ASKED

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def was_confirmed(self) -> bool:
        """Ended ones: a request that was closed had never been decided."""
        return self.state == self.State.ENDED and self.decided_at is not None
