"""Who holds an office of an RT or RW, by which decree, from when to when."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.calendar import today
from commons.models import Area


class OfficeTermQuerySet(RootedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Who holds a public office is public."""
        return self

    def for_page(self, user: Any) -> Self:
        return self.select_related("area", "area__parent", "person")

    def on(self, day: date) -> Self:
        """Those in office on this day."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), since_on__lte=day)

    def during(self, *, area: Any, office: str, since_on: date, until_on: date | None) -> Self:
        """Terms of this office that share a day with these dates."""
        begun = self.filter(since_on__lte=until_on) if until_on else self
        return begun.filter(Q(until_on=None) | Q(until_on__gte=since_on), area=area, office=office)

    def around(self, areas: Iterable[Any]) -> Self:
        """Of these RW and their RT; where the whole kelurahan is meant, none."""
        return self.filter(Q(area__in=areas) | Q(area__parent__in=areas, area__level=Area.Level.RT))

    def in_order(self) -> Self:
        """An RW before its RT, by number; the head in front."""
        return self.order_by("-area__level", "area__number", "office", "pk")


class OfficeTerm(models.Model):
    """A term of an office. Whoever holds it is an account, or a name as it stands in the decree.

    One office of one area has one holder on any day: the database refuses a second (`one_holder_a_day`).
    """

    class Office(models.TextChoices):
        HEAD = "head", _("Ketua")
        SECRETARY = "secretary", _("Sekretaris")
        TREASURER = "treasurer", _("Bendahara")

    area = models.ForeignKey("commons.Area", on_delete=models.PROTECT, related_name="+", verbose_name=_("Wilayah"))
    office = models.CharField(_("Jabatan"), max_length=12, choices=Office, default=Office.HEAD)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("Nama"), max_length=120, blank=True)
    decree = models.CharField(_("Nomor SK"), max_length=120)
    since_on = models.DateField(_("Mulai"))
    until_on = models.DateField(_("Sampai"), null=True)

    objects = OfficeTermQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            ExclusionConstraint(
                name="one_holder_a_day",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    (
                        Func(
                            F("since_on"),
                            F("until_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="office_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(name="") | Q(person__isnull=False, name=""),
                name="office_is_held_by_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_office_display()} {self.area}"

    def get_absolute_url(self) -> str:
        return "/direktori/pengurus/"

    @property
    def holder(self) -> str:
        """Who holds it, as people call them."""
        return self.person.display_name if self.person else self.name

    @property
    def is_current(self) -> bool:
        return self.since_on <= today() and (self.until_on is None or self.until_on >= today())
