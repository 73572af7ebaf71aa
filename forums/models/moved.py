"""Where a post stood before it moved to another topic: a row that leads after it, for good."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.audience import RootedQuerySet
from forums.models.post import Post


class MovedPostQuerySet(RootedQuerySet):
    def leading(self) -> Self:
        """With the post as it stands now, and the topic where."""
        return self.select_related("post__topic")


class MovedPost(models.Model):
    """Number so and so of this topic went elsewhere. The row names the post, not the place: however often that moves
    on, each of its numbers leads to where it stands now."""

    topic = models.ForeignKey("forums.Topic", on_delete=models.PROTECT, related_name="moved_posts", db_index=False)
    number = models.PositiveIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="earlier_places")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = MovedPostQuerySet.as_manager()
    audience_path = "topic__category__audience"
    parent_field = "topic"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="one_moved_post_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="moved_post_number"),
        ]
        triggers = [pgtrigger.Protect(name="moved_post_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.topic_id} #{self.number}"
