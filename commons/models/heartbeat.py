"""When each worker last said that it lives."""

from django.db import models


class Heartbeat(models.Model):
    """The last beat of one queue (`mail`, `default`): the health page reads its age."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
