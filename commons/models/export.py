"""What was taken out of a list as a file, by whom: an entry that nothing of ours can change."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportQuerySet(models.QuerySet["Export"]):
    def told_to(self, person: Any) -> models.QuerySet["Export", dict[str, Any]]:
        """What this person took, for the copy of their data."""
        return self.filter(person=person).order_by("pk").values("at", "form", "narrowed_by", "rows")


class Export(models.Model):
    """One for each file that was made. Names what was asked for, not what stood in it.

    Each app has a table of its own (`class Meta(Export.Meta): triggers = [stays("…")]`): what it gives away is its own
    affair.
    """

    class Form(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    form = models.CharField(max_length=4, choices=Form)
    narrowed_by = models.CharField(_("Saringan"), max_length=500, blank=True)
    rows = models.PositiveIntegerField()

    objects = ExportQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.form} {self.rows}"


def stays(name: str) -> pgtrigger.Protect:
    """The trigger of a table whose rows are only ever added."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)
