"""Whoever found a post useful says so, once."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from commons.audience import RootedQuerySet
from forums.models.post import Post


class Reaction(models.Model):
    """*Bermanfaat*, of one person about one post. How many there are is counted, never kept beside the post."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="reactions", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = RootedQuerySet.as_manager()
    audience_path = "post__topic__category__audience"
    parent_field = "post"

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="one_reaction_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.post_id}"
