"""Where things are, and what they are about."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AreaQuerySet(models.QuerySet["Area"]):
    def neighbourhoods(self) -> "AreaQuerySet":
        """The RW, in the order of their numbers."""
        return self.filter(level=Area.Level.RW).order_by("number")


class Area(models.Model):
    """A kelurahan, its RW, their RT. Numbers are kept as numbers and printed as people write them: RT 003, RW 05."""

    class Level(models.TextChoices):
        KELURAHAN = "kelurahan", _("Kelurahan")
        RW = "rw", "RW"
        RT = "rt", "RT"

    level = models.CharField(max_length=9, choices=Level)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    objects = AreaQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["parent", "level", "number"], name="one_area_a_number"),
            models.CheckConstraint(
                condition=Q(level="kelurahan", number=None) | Q(level__in=["rw", "rt"], number__gte=1),
                name="area_number",
            ),
        ]

    def __str__(self) -> str:
        if self.level == self.Level.RW:
            return f"RW {self.number:02}"
        if self.level == self.Level.RT:
            return f"RT {self.number:03}"
        return self.name


class Theme(models.Model):
    """*Bidang*: an organisation's focus, a person's interest, a project's subject."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=50)

    class Meta:
        default_permissions = ()
        ordering: Any = ["order", "name"]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name
