"""A form sent twice is done once."""

from django.conf import settings
from django.db import models


class Once(models.Model):
    """The one-time key of a form that was sent, and where its first result is. Swept after a day."""

    key = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    result = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "person"], nulls_distinct=False, name="once_a_key_and_person")
        ]

    def __str__(self) -> str:
        return self.result
