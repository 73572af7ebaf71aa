"""What shows whether a project reaches what it is for: an indicator, and what was read of it over time."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from projects.models.project import NEW_VERSION_OF_PROJECT

MOST = 20  # of one project
DIGITS, PLACES = 15, 2


class IndicatorQuerySet(RootedQuerySet):
    def in_order(self) -> Self:
        """Those of one aim beside one another, as they were set."""
        return self.order_by("pk")

    def for_page(self, user: Any) -> Self:
        return self.select_related("project__audience", "project__thread", "project__coordinator")


class Indicator(models.Model):
    """From a baseline to a target, in a unit; how it goes is told by its readings."""

    class Rhythm(models.IntegerChoices):
        MONTHLY = 1, _("Setiap bulan")
        QUARTERLY = 3, _("Setiap tiga bulan")
        HALF_YEARLY = 6, _("Setiap enam bulan")
        YEARLY = 12, _("Setiap tahun")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="indicators")
    aim = models.CharField(_("Tujuan"), max_length=200, blank=True)
    name = models.CharField(_("Indikator"), max_length=160)
    unit = models.CharField(_("Satuan"), max_length=30)
    baseline = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    target = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(choices=Rhythm, default=Rhythm.MONTHLY)
    created_at = models.DateTimeField(default=timezone.now)

    objects = IndicatorQuerySet.as_manager()
    audience_path = "project__audience"
    parent_field = "project"

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(unit=""), name="indicator_has_name_and_unit"),
            models.CheckConstraint(condition=Q(months__in=[1, 3, 6, 12]), name="indicator_rhythm"),
        ]
        triggers = [NEW_VERSION_OF_PROJECT]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/proyek/{self.project_id}/indikator/#indikator-{self.pk}"


class ReadingQuerySet(models.QuerySet["Reading"]):
    def standing(self) -> Self:
        """Without those that a later one corrects."""
        return self.filter(corrected_by=None)

    def in_order(self) -> Self:
        return self.order_by("on", "pk")


class Reading(models.Model):
    """What was read on a day; without a value it says that nothing is known. Never rewritten: a correction is a new
    one that names what it corrects."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField(_("Tanggal pengukuran"))
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    source = models.CharField(_("Sumber"), max_length=200)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="reading_has_a_source"),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrects=F("id")), name="reading_does_not_correct_itself"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="reading_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="new_version_of_project",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=(
                    "UPDATE projects_project SET version = 0 WHERE id ="
                    " (SELECT project_id FROM projects_indicator WHERE id = NEW.indicator_id); RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.value}"
