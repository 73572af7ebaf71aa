"""What organisations are: the four sectors, and the kinds within each, which staff keep."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.models.area import theme_name

RW_KIND = "rw"  # the code of those who speak for an RW: whatever it is called, its office confirms who lives there
OFFICE_KIND = "kelurahan"  # the code of the office that runs the portal
Things = TypeVar("Things", bound=models.QuerySet[Any])


class Sector(models.TextChoices):
    """The four whose balance decides whether a service is integrated."""

    GOVERNMENT = "government", _("Pemerintah")
    PRIVATE = "private", _("Swasta")
    COMMUNITY = "community", _("Masyarakat")
    EXTERNAL = "external", _("Mitra luar")


class OrganisationKindQuerySet(RootedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """They are words, and words are everybody's."""
        return self

    def on_offer(self) -> Self:
        """Those that an organisation may still choose."""
        return self.filter(is_active=True)

    def in_order(self) -> Self:
        return self.order_by("order", "name", "pk")


class OrganisationKind(models.Model):
    """Controlled, so that a report can count the institutions of RT and RW whichever sector it counts them to.

    Organisations keep the `code`: it and the sector never change, and what is in use can't be deleted. The database
    holds an organisation to a kind of its own sector by a foreign key over both (`0012_known_kinds`).
    """

    code = models.CharField(max_length=40, unique=True)
    sector = models.CharField(_("Unsur"), max_length=12, choices=Sector)
    name = models.CharField(_("Nama jenis"), max_length=80)
    name_en = models.CharField(_("Nama dalam bahasa Inggris"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=50)
    is_active = models.BooleanField(default=True)

    objects = OrganisationKindQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["code", "sector"], name="kind_of_one_sector"),
            models.UniqueConstraint("sector", Lower("name"), name="one_kind_a_name"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="kind_has_code_and_name"),
        ]

    def __str__(self) -> str:
        return theme_name(self.name, self.name_en)

    def get_absolute_url(self) -> str:
        return "/direktori/jenis/"


def kinds_of(sector: str) -> list[OrganisationKind]:
    """The kinds of a sector, also those switched off; none of an unknown one."""
    return list(OrganisationKind.objects.filter(sector=sector).in_order())


def with_kind(things: Things) -> Things:
    """The code and names of each organisation's kind as a column of the same statement; SQL like `with_places`."""
    table = OrganisationKind._meta.db_table
    template = f"(SELECT jsonb_build_array(k.code, k.name, k.name_en) FROM {table} k WHERE k.code = %(expressions)s)"
    return things.annotate(placed_kind=models.Func("kind", template=template, output_field=models.JSONField()))
