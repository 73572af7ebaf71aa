"""A table that staff bring in: first as a preview, then as a whole or not at all, with a way back."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from stakeholders.models.organisation import Organisation


class ImportQuerySet(models.QuerySet["Import"]):
    def for_page(self) -> Self:
        return self.select_related("person", "job")

    def newest(self) -> Self:
        return self.order_by("-pk")


class Import(models.Model):
    """One file and what became of it. Its rows stay until the next one is carried out: only the last can be undone."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Sedang dibaca")
        REFUSED = "refused", _("Tidak dapat dibaca")
        READ = "read", _("Menunggu keputusan Anda")
        DONE = "done", _("Sudah diimpor")
        UNDONE = "undone", _("Sudah diurungkan")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    file = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=255)
    trouble = models.CharField(max_length=500, blank=True)
    said = models.JSONField(default=list)
    job = models.ForeignKey("commons.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ImportQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["done", "undone"]) | Q(done_at__isnull=False), name="import_done_has_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False), name="import_undone_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return f"/direktori/impor/{self.pk}/"

    @property
    def is_read(self) -> bool:
        return self.state == self.State.READ

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def faulty(self) -> Self:
        return self.filter(outcome=ImportRow.Outcome.FAULTY)

    def to_write(self) -> Self:
        return self.filter(outcome__in=[ImportRow.Outcome.NEW, ImportRow.Outcome.CHANGED]).order_by("number")

    def counts(self) -> dict[str, int]:
        return dict(self.order_by().values_list("outcome").annotate(Count("pk")))


class ImportRow(models.Model):
    """A row of the file, and what it would do. `facts` and `contact` are what the organisation and its contact person
    are to hold, empty where nothing changes; `before` and `contact_before` what they held, empty where they are new.

    `same_as` is the number of an earlier row about the same organisation: this one adds another contact person.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("Baru")
        CHANGED = "changed", _("Berubah")
        SAME = "same", _("Sama")
        DUPLICATE = "duplicate", _("Ganda")
        FAULTY = "faulty", _("Salah isi")

    belongs_to = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome)
    same_as = models.PositiveIntegerField(null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    facts = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    contact = models.JSONField(default=dict)
    contact_before = models.JSONField(default=dict)
    said = models.JSONField(default=list)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["belongs_to", "number"], name="one_import_row_a_number")]
        indexes = [models.Index(fields=["belongs_to", "outcome", "number"], name="import_rows_by_outcome")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """Column and sentence: what is wrong, or what else should be known."""
        return [(str(column), str(sentence)) for column, sentence in self.said]

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """Of a changed row, each fact that differs: its code, before and after."""
        return [
            (code, old.get(code), value)
            for old, new in ((self.before, self.facts), (self.contact_before, self.contact))
            for code, value in new.items()
            if old and old.get(code) != value
        ]
