"""What a long topic comes to, pinned on top of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from forums.models.topic import Topic

SHOWN = (
    *("body", "lang", "written_at"),
    *("author__name", "author__leaves_at", "author__erased_at"),
)


class SummaryQuerySet(RootedQuerySet):
    def for_topic(self) -> models.QuerySet[Any, Any]:
        """As dicts of what stands on top of a topic."""
        return self.values(*SHOWN)


class Summary(models.Model):
    """One a topic. It is kept as posts are (`body` as it is shown, `source` as it was typed), without what it said
    before: the posts that it sums up are all there. `author` is who wrote it last."""

    topic = models.OneToOneField(Topic, on_delete=models.PROTECT, primary_key=True, related_name="summary")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.JSONField(_("Ringkasan"))
    source = models.JSONField()
    lang = models.CharField(max_length=2, default="id")
    written_at = models.DateTimeField(default=timezone.now)

    objects = SummaryQuerySet.as_manager()
    audience_path = "topic__category__audience"
    parent_field = "topic"

    class Meta:
        default_permissions = ()
        verbose_name_plural = "summaries"
        constraints = [models.CheckConstraint(condition=~Q(body=[]), name="summary_says_something")]

    def __str__(self) -> str:
        return str(self.topic)
