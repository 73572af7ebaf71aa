"""What people wrote and have not sent yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Draft(models.Model):
    """A form's values, kept for the person (`kind` says which form, `action` where it is sent), or for a signed-out
    browser that holds the random `key` in a signed cookie. Never holds passwords, codes or tokens."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=64, unique=True, null=True)
    kind = models.CharField(max_length=120)
    action = models.CharField(max_length=500, blank=True)
    values = models.JSONField(default=list)  # pairs of name and value, in the form's order
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_draft_a_form"),
            models.CheckConstraint(condition=Q(person__isnull=False) | Q(key__isnull=False), name="draft_is_somebodys"),
        ]

    def __str__(self) -> str:
        return self.kind
