"""What a project is to reach on its way, and when."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from projects.models.project import NEW_VERSION_OF_PROJECT

MOST = 40  # of one project: more is a plan of work, which belongs elsewhere


class MilestoneQuerySet(RootedQuerySet):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def on_the_way(self) -> Self:
        """In the order in which they are due; those without a day come last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def for_page(self, user: Any) -> Self:
        return self.select_related("project__audience", "project__thread", "project__coordinator")


class Milestone(models.Model):
    """A *tonggak*: open, or reached at a moment that somebody of the team has ticked."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("Tonggak"), max_length=160)
    due_on = models.DateField(_("Jatuh tempo"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = MilestoneQuerySet.as_manager()
    audience_path = "project__audience"
    parent_field = "project"

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="milestone_has_a_title"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="milestone_was_ticked_by_somebody",
            ),
        ]
        triggers = [NEW_VERSION_OF_PROJECT]

    def __str__(self) -> str:
        return self.title

    @property
    def is_reached(self) -> bool:
        return self.done_at is not None
