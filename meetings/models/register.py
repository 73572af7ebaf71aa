"""Numbers that are given once, in a row, by year: without a gap, for whoever takes one holds the row."""

from django.db import models

from commons.models import Export, stays


class Register(models.Model):
    """The last number given of a kind (`BA`, `KEP`) in a year."""

    kind = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="one_register_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


def next_number(kind: str, year: int) -> int:
    """Locks the register of that year until the transaction ends; rolled back, the number is free again."""
    Register.objects.bulk_create([Register(kind=kind, year=year)], ignore_conflicts=True)
    register = Register.objects.select_for_update().get(kind=kind, year=year)
    register.last += 1
    register.save(update_fields=["last"])
    return register.last


class DecisionExport(Export):
    """A file of the register of decisions."""

    class Meta(Export.Meta):
        triggers = [stays("decision_export_stays")]
