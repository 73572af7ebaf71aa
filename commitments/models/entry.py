"""What became of a promise, one entry after another; none is ever changed."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models.commitment import Commitment
from commons.models import with_photos

NAME = ("_id", "__name", "__leaves_at", "__erased_at")  # what `name_for_others` asks for


class CommitmentEntryQuerySet(models.QuerySet["CommitmentEntry"]):
    def for_timeline(self) -> models.QuerySet[Any, Any]:
        """As dicts of what the history shows, photos included, the newest in front."""
        shown = (
            *("what", "note", "due_before", "due_after", "at", "acting_as__name"),
            *(f"{who}{part}" for who in ("by", "person_before", "person_after") for part in NAME),
        )
        return with_photos(self).order_by("-pk").values(*shown, "placed_photos")


class CommitmentEntry(models.Model):
    """A new due date, a new name, the evidence that it was kept, why that was taken back, or why it was withdrawn.

    `note` is the evidence or the reason; who shows a photo or hands over need not write. `by` is empty where the portal
    did it: an account was erased.
    """

    class What(models.TextChoices):
        MOVED = "moved", _("Tenggat diubah")
        HANDED = "handed", _("Diserahkan")
        KEPT = "kept", _("Ditepati")
        UNDONE = "undone", _("Ternyata belum ditepati")
        WITHDRAWN = "withdrawn", _("Ditarik")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="entries")
    what = models.CharField(max_length=9, choices=What)
    note = models.CharField(_("Catatan"), max_length=1000, blank=True)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    person_before = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    person_after = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    photos = GenericRelation("commons.Attachment", "parent_id", "parent_type")

    objects = CommitmentEntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name_plural = "commitment entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["kept", "handed"]) | ~Q(note=""), name="commitment_entry_gives_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(what="moved", due_after__isnull=False)
                | (~Q(what="moved") & Q(due_before=None, due_after=None)),
                name="commitment_entry_moves_to_a_day",
            ),
            models.CheckConstraint(
                condition=Q(what="handed", person_after__isnull=False)
                | (~Q(what="handed") & Q(person_before=None, person_after=None)),
                name="commitment_entry_hands_to_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="commitment_entry_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.get_what_display()

    def get_absolute_url(self) -> str:
        return f"/komitmen/{self.commitment_id}/"
