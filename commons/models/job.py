"""What is made in the background for somebody."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone


class JobQuerySet(models.QuerySet["Job"]):
    def downloadable_by(self, person: Any) -> "JobQuerySet":
        """Made for this person, and not yet due to be thrown away."""
        return self.filter(person=person, state=Job.State.DONE, dies_at__gt=timezone.now())


class Job(models.Model):
    """An export or report: a row first, then a file. A lost nudge is found by the sweep, a killed run is done again."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_index=True)
    file = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=250, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    dies_at = models.DateTimeField(null=True, db_index=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="job_waiting")]
        constraints = [models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("commons:job_download", args=[self.pk])
