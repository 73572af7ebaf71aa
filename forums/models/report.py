"""What readers report: which post, why, and what became of it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from forums.models.post import Post, lasting_address


class ReportQuerySet(RootedQuerySet):
    def open(self) -> Self:
        """Those that nobody has decided yet."""
        return self.filter(decided_at=None)

    def decided(self) -> Self:
        return self.exclude(decided_at=None)

    def for_page(self, user: Any) -> Self:
        return self.select_related("post__topic__category", "post__author", "person")


class Report(models.Model):
    """One person's, about one post. All open ones of a post are decided together: it is hidden, or it stays.

    Whoever reported is known to moderators only, and to nobody any more when their account is erased (`person` is
    None then, and `text` empty): what they pointed at may still be wrong.
    """

    class Reason(models.TextChoices):
        ABUSE = "abuse", _("Menghina, mengancam, atau merendahkan")
        PRIVATE = "private", _("Memuat data pribadi orang")
        FALSE = "false", _("Kabar bohong atau menyesatkan")
        SPAM = "spam", _("Iklan atau dikirim berulang-ulang")
        OTHER = "other", _("Alasan lain")

    class Outcome(models.TextChoices):
        HIDDEN = "hidden", _("Kiriman disembunyikan")
        DISMISSED = "dismissed", _("Kiriman tetap tampil")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="reports", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Alasan"), max_length=7, choices=Reason)
    text = models.CharField(_("Keterangan"), max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("Catatan"), max_length=300, blank=True)

    objects = ReportQuerySet.as_manager()
    audience_path = "post__topic__category__audience"
    parent_field = "post"

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["post", "at"], condition=Q(decided_at=None), name="reports_open"),
            models.Index(fields=["-decided_at", "-id"], condition=Q(decided_at__isnull=False), name="reports_decided"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"], condition=Q(decided_at=None), name="one_open_report_a_person"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, outcome="", note="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome=""),
                name="report_decision_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.get_reason_display()}"

    def get_absolute_url(self) -> str:
        """Where whoever reported looks: at the post, by its number only."""
        return lasting_address(self.post_id)
