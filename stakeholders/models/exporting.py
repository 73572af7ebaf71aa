"""What was taken out of the directory, by whom."""

from django.db import models

from commons.models import Export, stays


class ExportEntry(Export):
    """Cards for an address book leave too; and of tables it says whether the contact people stood in them."""

    class Form(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"
        VCARD = "vcf", "vCard"

    form = models.CharField(max_length=4, choices=Form)
    with_contacts = models.BooleanField(default=False)

    class Meta(Export.Meta):
        triggers = [stays("export_entry_stays")]
