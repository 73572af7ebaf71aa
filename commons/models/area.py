"""Where things are, and what they are about."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Things = TypeVar("Things", bound=models.QuerySet[Any])
Names = Iterable[Sequence[Any]]


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
        return area_name(self.level, self.number, self.name)


def area_name(level: str, number: int | None, name: str) -> str:
    """As people write it: `RW 03`, `RT 003`, or the name of the kelurahan."""
    if level == Area.Level.RW:
        return f"RW\u00a0{number:02}"
    return f"RT\u00a0{number:03}" if level == Area.Level.RT else name


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
        return theme_name(self.name, self.name_en)


def theme_name(name: str, name_en: str) -> str:
    """In the language of whoever reads."""
    return name_en if name_en and get_language() == "en" else name


class Placed(models.Model):
    """A thing that is somewhere and about something. With `with_places` a page or list of them asks no query more."""

    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("Wilayah"))
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("Bidang"))

    class Meta:
        abstract = True

    @property
    def area_names(self) -> list[str]:
        if "placed_areas" in self.__dict__:
            return area_names(self.__dict__["placed_areas"])
        return area_names(
            Area.objects.placeable().filter(pk__in=self.areas.all()).values_list("level", "number", "name")
        )

    @property
    def theme_names(self) -> list[str]:
        if "placed_themes" in self.__dict__:
            return theme_names(self.__dict__["placed_themes"])
        return theme_names(self.themes.order_by("order", "name").values_list("name", "name_en"))


def area_names(placed: Names | None) -> list[str]:
    """The column `placed_areas`, as it is read."""
    return [area_name(*names) for names in placed or ()]


def theme_names(placed: Names | None) -> list[str]:
    """The column `placed_themes`, in the reader's language."""
    return [theme_name(*names) for names in placed or ()]


def with_places(things: Things) -> Things:
    """The names of areas and themes of each thing, as two columns of the same statement.

    Written as SQL: building the two from expressions takes Python longer than all else of a list.
    """
    return with_areas(things).annotate(
        placed_themes=_placed(things.model, "themes", Theme, "p.name, p.name_en", 'p."order", p.name')
    )


def with_areas(things: Things) -> Things:
    """The first of the two, of what is somewhere but about nothing."""
    return things.annotate(
        placed_areas=_placed(things.model, "areas", Area, "p.level, p.number, p.name", "p.level, p.number")
    )


def _placed(owner: Any, field: str, place: type[models.Model], columns: str, order: str) -> models.Func:
    link = getattr(owner, field).through._meta
    names = f"SELECT jsonb_agg(jsonb_build_array({columns}) ORDER BY {order}) FROM {link.db_table} x"
    where = f"x.{owner._meta.model_name}_id = %(expressions)s"
    template = f"({names} JOIN {place._meta.db_table} p ON p.id = x.{place._meta.model_name}_id WHERE {where})"
    return models.Func("pk", template=template, output_field=models.JSONField())
