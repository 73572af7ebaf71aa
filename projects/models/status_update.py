"""What a partner, the team or the office tells about a project."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.models import with_photos
from commons.search import written_vector
from projects.models.project import NEW_VERSION_OF_PROJECT, Condition

SHOWN_IN_TIMELINE = (
    *("pk", "project_id", "project__category_id", "number", "created_at", "condition", "progress", "progress_before"),
    *("is_no_change", "note", "lang", "help_from", "acting_as__name", "acting_as__sector"),
    *("author__name", "author__leaves_at", "author__erased_at", "corrects__number", "corrected_by"),
)


class StatusUpdateQuerySet(RootedQuerySet):
    def shown(self) -> Self:
        return self.filter(withdrawn_at=None)

    def for_page(self, user: Any) -> Self:
        """For a correction: with all that the project's rules ask."""
        return self.shown().select_related("project__audience", "project__thread", "project__coordinator", "acting_as")

    def for_timeline(self) -> models.QuerySet[Any, Any]:
        """As dicts of what a timeline shows, photos included: one statement, and no objects of four tables.

        `corrected_by` is the number of the newest update that puts this one right.
        """
        later = StatusUpdate.objects.shown().filter(corrects=OuterRef("pk")).order_by("-number").values("number")[:1]
        return with_photos(self.annotate(corrected_by=Subquery(later))).values(*SHOWN_IN_TIMELINE, "placed_photos")


class StatusUpdate(models.Model):
    """One *kabar*: numbered without gaps in its project, and never rewritten; a correction is a new one that names it.

    `note` is kept as segments (see `commons.rich_text`), never as typed: whom it mentions it names by number, so that a
    name that changes or goes is not left behind in it. `helper` is the organisation that `help_from` names. Only
    `withdrawn_at` may change: it is set when the owner of a mailed link says *Bukan saya*. The database refuses every
    other change.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="updates")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    condition = models.CharField(_("Kondisi"), max_length=9, choices=Condition)
    progress = models.PositiveSmallIntegerField(_("Kemajuan"))
    progress_before = models.PositiveSmallIntegerField(default=0)
    is_no_change = models.BooleanField(default=False)
    note = models.JSONField(_("Catatan"), default=list, blank=True)
    help_from = models.CharField(_("Butuh bantuan siapa?"), max_length=200, blank=True)
    helper = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    lang = models.CharField(max_length=2, default="id")
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    photos = GenericRelation("commons.Attachment", "parent_id", "parent_type")

    objects = StatusUpdateQuerySet.as_manager()
    audience_path = "project__audience"
    parent_field = "project"

    class Meta:
        default_permissions = ()
        ordering = ["-number"]
        indexes = [GinIndex(written_vector("note"), name="updates_words")]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_update_a_number"),
            models.CheckConstraint(condition=Q(progress__lte=100, progress_before__lte=100), name="update_progress"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="update_is_never_rewritten", exclude=["withdrawn_at"]),
            pgtrigger.Protect(name="update_is_never_deleted", operation=pgtrigger.Delete),
            NEW_VERSION_OF_PROJECT,
        ]

    def __str__(self) -> str:
        return f"{self.project} #{self.number}"

    def get_absolute_url(self) -> str:
        return f"/proyek/{self.project_id}/kabar/{self.number}/"

    def sent_url(self) -> str:
        return f"{self.get_absolute_url()}terkirim/"

    @property
    def gain(self) -> int:
        return self.progress - self.progress_before
