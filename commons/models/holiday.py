"""Days on which the office is closed."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """A national holiday, collective leave (*cuti bersama*) or a local closure; staff edit them, for decrees change."""

    class Kind(models.TextChoices):
        NATIONAL = "libur_nasional", _("Libur nasional")
        COLLECTIVE = "cuti_bersama", _("Cuti bersama")
        LOCAL = "lokal", _("Libur setempat")

    on = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    is_tentative = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering: Any = ["on"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.name}"
