"""What an organisation can give, as rows that a match can be looked for in."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.models import Area
from stakeholders.models.organisation import Organisation

MOST_CAPABILITIES = 30


class Category(models.TextChoices):
    """The five sorts of help."""

    FUNDS = "funds", _("Dana")
    LABOUR = "labour", _("Tenaga")
    INFRASTRUCTURE = "infrastructure", _("Prasarana")
    EQUIPMENT = "equipment", _("Peralatan")
    EXPERTISE = "expertise", _("Keahlian")


class CapabilityQuerySet(RootedQuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def shown(self, on: date) -> Self:
        """What everybody who sees the organisation is told of: it is on offer, and not over."""
        return self.active().filter(Q(until_on=None) | Q(until_on__gte=on))

    def available(self, on: date) -> Self:
        return self.filter(Q(from_on=None) | Q(from_on__lte=on), Q(until_on=None) | Q(until_on__gte=on))

    def reaching(self, area: Area) -> Self:
        """Given in this area: it is named, or lies in one that is, or none is named, which means everywhere."""
        if area.level == Area.Level.KELURAHAN:
            return self
        named = Capability.areas.through.objects.filter(capability=OuterRef("pk"))
        here = Q(area=area.pk) | Q(area__level=Area.Level.KELURAHAN)
        if area.parent_id is not None:
            here |= Q(area=area.parent_id)
        return self.filter(~Exists(named) | Exists(named.filter(here)))

    def offering(self, category: str, area: Area | None, on: date) -> Self:
        """What verified organisations can give of this category, there, on that day: what matching stands on."""
        verified = Organisation.State.VERIFIED
        found = self.active().available(on).filter(category=category, organisation__state=verified)
        return found if area is None else found.reaching(area)

    def for_page(self, user: Any) -> Self:
        return self.select_related("organisation__audience", "organisation__thread", "organisation__group")


class Capability(models.Model):
    """One thing that an organisation can give. Funds are whole rupiah; of anything else so many of a unit."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="capabilities")
    category = models.CharField(_("Jenis"), max_length=14, choices=Category)
    what = models.CharField(_("Apa"), max_length=200)
    amount = models.PositiveIntegerField(_("Jumlah"), null=True, blank=True)
    unit = models.CharField(_("Satuan"), max_length=40, blank=True)
    amount_idr = models.BigIntegerField(_("Nominal"), null=True, blank=True)
    areas = models.ManyToManyField("commons.Area", blank=True, related_name="+", verbose_name=_("Wilayah"))
    from_on = models.DateField(_("Tersedia mulai"), null=True, blank=True)
    until_on = models.DateField(_("Tersedia sampai"), null=True, blank=True)
    note = models.CharField(_("Catatan"), max_length=500, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CapabilityQuerySet.as_manager()
    audience_path = "organisation__audience"
    parent_field = "organisation"

    class Meta:
        default_permissions = ()
        verbose_name_plural = "capabilities"
        indexes = [
            models.Index(fields=["category", "until_on"], condition=Q(is_active=True), name="capabilities_offered")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="capability_says_what"),
            models.CheckConstraint(
                condition=Q(category="funds", amount=None, unit="") | (~Q(category="funds") & Q(amount_idr=None)),
                name="capability_counts_funds_in_rupiah",
            ),
            models.CheckConstraint(condition=Q(amount_idr=None) | Q(amount_idr__gte=1), name="capability_gives_funds"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=1), name="capability_gives_something"),
            models.CheckConstraint(condition=Q(unit="") | Q(amount__isnull=False), name="capability_unit_has_amount"),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="capability_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return f"/direktori/{self.organisation_id}/kemampuan/"
