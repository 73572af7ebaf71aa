"""What was taken out of the promise ledger, by whom: an entry that nothing of ours can change."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CommitmentExport(models.Model):
    """One for each file that was made. Names what was asked for, not what stood in it."""

    class Form(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    form = models.CharField(max_length=4, choices=Form)
    narrowed_by = models.CharField(_("Saringan"), max_length=500, blank=True)
    rows = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        triggers = [pgtrigger.Protect(name="commitment_export_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.form} {self.rows}"
