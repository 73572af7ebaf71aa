"""Where things are, and what they are about."""

from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Things = TypeVar("Things", bound=models.QuerySet[Any])


class AreaQuerySet(models.QuerySet["Area"]):
    def neighbourhoods(self) -> "AreaQuerySet":
        """The RW, in the order of their numbers."""
        return self.filter(level=Area.Level.RW).order_by("number")

    def placeable(self) -> "AreaQuerySet":
        """Where things may be: the whole kelurahan, then its RW."""
        return self.filter(level__in=[Area.Level.KELURAHAN, Area.Level.RW]).order_by("level", "number", "pk")


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
            return f"RW\u00a0{self.number:02}"
        if self.level == self.Level.RT:
            return f"RT\u00a0{self.number:03}"
        return self.name


class Theme(models.Model):
    """*Bidang*: an organisation's focus, a person's interest, a project's subject."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=50)

    class Meta:
        default_permissions = ()
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Placed(models.Model):
    """A thing that is somewhere and about something. With `with_places` a page or list of them asks no query more."""

    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("Wilayah"))
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("Bidang"))

    class Meta:
        abstract = True

    @property
    def area_names(self) -> list[str]:
        found = self.__dict__.get("placed_areas")
        rows = Area.objects.placeable().filter(pk__in=self.areas.all()).values("level", "number", "name")
        return [str(Area(**row)) for row in (rows if found is None else found)]

    @property
    def theme_names(self) -> list[str]:
        found = self.__dict__.get("placed_themes")
        rows = self.themes.order_by("order", "name").values("name", "name_en")
        return [str(Theme(**row)) for row in (rows if found is None else found)]


def with_places(things: Things) -> Things:
    """The names of areas and themes of each thing, as two columns of the same statement."""
    model: Any = things.model
    owner = model._meta.model_name
    areas = model.areas.through.objects.filter(**{owner: OuterRef("pk")}).order_by("area__level", "area__number")
    themes = model.themes.through.objects.filter(**{owner: OuterRef("pk")}).order_by("theme__order", "theme__name")
    area = JSONObject(level="area__level", number="area__number", name="area__name")
    theme = JSONObject(name="theme__name", name_en="theme__name_en")
    return things.annotate(
        placed_areas=ArraySubquery(areas.values_list(area)), placed_themes=ArraySubquery(themes.values_list(theme))
    )
