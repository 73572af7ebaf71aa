"""What a post said before it was changed; nothing of it is ever changed or lost."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from commons.audience import RootedQuerySet
from forums.models.post import Post


class PostVersionQuerySet(RootedQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-number")


class PostVersion(models.Model):
    """A text that another one took the place of, by the same author: what the post said from `written_at` on.

    Versions are numbered under the lock of the topic; the text that stands now is the post itself, and has no version.
    `title` is that of the topic where the post opened it.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160, blank=True)
    body = models.JSONField(default=list)
    source = models.JSONField(default=list)
    written_at = models.DateTimeField()

    objects = PostVersionQuerySet.as_manager()
    audience_path = "post__topic__category__audience"
    parent_field = "post"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="one_version_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number"),
        ]
        triggers = [pgtrigger.Protect(name="post_version_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.post_id} v{self.number}"

    def get_absolute_url(self) -> str:
        return self.post.get_absolute_url()
