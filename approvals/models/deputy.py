"""Who stands in for the leader, from when to when: *pelaksana harian* and *pelaksana tugas*."""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.calendar import today

DEPUTY = "deputy"  # the role, and the group of those who are it today
THREAD = "approvals.deputy"


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def visible_to(self, user: Any) -> Self:
        """Who stands in for the leader is an official matter: everybody may know."""
        return self.all()

    def for_page(self, user: Any) -> Self:
        return self.select_related("person", "set_by")

    def current(self) -> Self:
        """Whose term holds today, at the office."""
        return self.upcoming().filter(from_on__lte=today())

    def in_the_way(self, *, office: str, from_on: date, to_on: date) -> Self:
        """Terms of the same office that share a day with this one."""
        return self.upcoming().filter(office=office, from_on__lte=to_on, to_on__gte=from_on)

    def upcoming(self) -> Self:
        """Those that hold today or will."""
        return self.filter(ended_at=None, to_on__gte=today(), person__is_active=True)


class Deputy(models.Model):
    """A term, both days included. Only its early end is written into it later: the database refuses other changes."""

    class Kind(models.TextChoices):
        DAILY = "plh", _("Plh.")
        ACTING = "plt", _("Plt.")

    class Office(models.TextChoices):
        LURAH = "lurah", _("Lurah")
        SECRETARY = "sekretaris", _("Sekretaris Kelurahan")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Sebagai"), max_length=3, choices=Kind, default=Kind.DAILY)
    office = models.CharField(_("Jabatan yang digantikan"), max_length=12, choices=Office, default=Office.LURAH)
    from_on = models.DateField(_("Mulai"))
    to_on = models.DateField(_("Sampai"))
    decree = models.CharField(_("Nomor surat perintah"), max_length=80, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="deputy_ends_after_it_began")]
        triggers = [
            pgtrigger.ReadOnly(name="deputy_is_never_rewritten", exclude=["ended_by", "ended_at"]),
            pgtrigger.Protect(name="deputy_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_office_display()}"

    def get_absolute_url(self) -> str:
        """What waits for whoever is it today; before and after the term there is nothing for them to decide."""
        return "/persetujuan/" if self.is_current else "/"

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.to_on < today()

    @property
    def is_current(self) -> bool:
        return not self.is_over and self.from_on <= today()
