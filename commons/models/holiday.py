"""Days on which the office is closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """What differs from the national calendar that `commons.calendar` knows; staff edit it, for decrees change."""

    class Kind(models.TextChoices):
        NATIONAL = "libur_nasional", _("Libur nasional")
        COLLECTIVE = "cuti_bersama", _("Cuti bersama")
        LOCAL = "lokal", _("Libur setempat")
        WORKING = "hari_kerja", _("Hari kerja")  # a day that was to be free and is not

    on = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    is_tentative = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.name}"

    def says_the_same(self, other: "Holiday") -> bool:
        """Would writing one over the other change nothing?"""
        return (self.name, self.name_en, self.kind, self.is_tentative) == (
            other.name,
            other.name_en,
            other.kind,
            other.is_tentative,
        )
