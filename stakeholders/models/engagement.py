"""The office's own log of its dealings with an organisation. Nobody outside the office may know of it."""

from datetime import timedelta
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from stakeholders.models.organisation import Organisation

LOG = "stakeholders.engagements"  # the kind of the logs' threads, which share one audience: the office
CORRECTED_WITHIN = timedelta(days=1)
SAID = ("kind", "happened_on", "names", "summary", "next_step")  # what only a correction may change
# The same day as `CORRECTED_WITHIN`, kept by the database.
TOO_LATE = "OLD.created_at < now() - interval '1 day' AND ({})".format(
    " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in SAID)
)


class EngagementQuerySet(RootedQuerySet):
    def undone(self) -> "EngagementQuerySet":
        """Whose next step waits for somebody."""
        return self.filter(done_at=None, owner__isnull=False)

    def newest(self) -> "EngagementQuerySet":
        return self.order_by("-happened_on", "-pk")

    def for_page(self, user: Any) -> "EngagementQuerySet":
        return self.select_related("organisation__thread", "thread", "author", "owner")


class Engagement(models.Model):
    """A meeting, a call, a visit or a letter: with whom, what was said, and what comes next.

    Its author may correct it within a day; afterwards one adds to it. The database refuses the rest.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Pertemuan")
        CALL = "call", _("Telepon")
        VISIT = "visit", _("Kunjungan")
        LETTER = "letter", _("Surat")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey("activity.Thread", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Bentuk"), max_length=7, choices=Kind)
    happened_on = models.DateField(_("Tanggal"))
    ours = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    theirs = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    names = models.CharField(max_length=300, blank=True)
    summary = models.TextField(_("Ringkasan"), max_length=4000)
    next_step = models.CharField(_("Langkah berikutnya"), max_length=200, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = EngagementQuerySet.as_manager()
    audience_path = "thread__audience"
    parent_field = "organisation"

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(F("organisation"), F("happened_on").desc(), F("id").desc(), name="engagements_newest"),
            models.Index(fields=["owner"], condition=Q(done_at=None), name="engagements_undone"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="engagement_says_what"),
            models.CheckConstraint(
                condition=Q(next_step="", owner=None, due_on=None, done_at=None)
                | (~Q(next_step="") & Q(owner__isnull=False, due_on__isnull=False)),
                name="engagement_next_step_is_whole",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="engagement_keeps_its_author", fields=["organisation", "thread", "author", "created_at"]
            ),
            pgtrigger.Protect(
                name="engagement_is_corrected_within_a_day",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(TOO_LATE),
            ),
            pgtrigger.Protect(name="engagement_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"

    def get_absolute_url(self) -> str:
        return f"/direktori/{self.organisation_id}/catatan/#catatan-{self.pk}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_correctable(self) -> bool:
        return timezone.now() < self.created_at + CORRECTED_WITHIN


class EngagementEntry(models.Model):
    """What became of an entry of the log, append-only: a correction with what stood there before, an addition, a next
    step that is done or is not done after all."""

    class What(models.TextChoices):
        CORRECTED = "corrected", _("Dikoreksi")
        ADDED = "added", _("Tambahan")
        DONE = "done", _("Langkah selesai")
        UNDONE = "undone", _("Langkah dibuka lagi")

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="entries")
    what = models.CharField(max_length=9, choices=What)
    text = models.TextField(max_length=4000, blank=True)
    before = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name_plural = "engagement entries"
        constraints = [
            models.CheckConstraint(condition=~Q(what="added") | ~Q(text=""), name="engagement_entry_says_what")
        ]
        triggers = [
            pgtrigger.Protect(name="engagement_entry_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.get_what_display()
