"""The address under which a person's own calendar reads the portal."""

import hashlib
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


def digest_of(token: str) -> str:
    """What is kept of the secret part of an address."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def alive(self) -> Self:
        """Of accounts that may sign in, and did not ask to be erased."""
        return self.filter(person__in=User.objects.active().filter(leaves_at=None, erased_at=None))

    def of(self, person: Any) -> Self:
        return self.filter(person=person.pk)


class CalendarFeed(models.Model):
    """One address a person. Only the hash of its secret part is kept: it is shown once, when it is made, and a new one
    ends the old. It opens this calendar and nothing else."""

    class Meetings(models.TextChoices):
        INVITED = "invited", _("Rapat yang mengundang saya")
        FOLLOWED = "followed", _("Juga rapat yang saya ikuti kabarnya")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    meetings = models.CharField(_("Rapat"), max_length=8, choices=Meetings, default=Meetings.INVITED)
    has_promises = models.BooleanField(_("Tenggat komitmen saya"), default=True)
    has_deadlines = models.BooleanField(_("Tenggat proyek saya"), default=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~models.Q(digest=""), name="calendar_feed_has_a_secret")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"
