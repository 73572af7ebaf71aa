"""What a project is to reach on its way, and when."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from projects.models.project import NEW_VERSION_OF_PROJECT

MOST = 40  # of one project: more is a plan of work, which belongs elsewhere
WHOLE = 100  # what the weights of a project's milestones are meant to add up to


class MilestoneQuerySet(RootedQuerySet):
    def open(self) -> Self:
        return self.filter(state__in=[Milestone.State.PLANNED, Milestone.State.ACTIVE])

    def on_the_way(self) -> Self:
        """In the order that the team has given them."""
        return self.order_by("position", "pk")

    def for_page(self, user: Any) -> Self:
        return self.select_related("project__audience", "project__thread", "project__coordinator")


class Milestone(models.Model):
    """A *tonggak*: open, or reached at a moment that somebody of the team has ticked; or given up.

    Where some of a project have a weight, the project's progress is the reached share of all weights.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Belum mulai")
        ACTIVE = "active", _("Dikerjakan")
        DONE = "done", _("Tercapai")
        CANCELLED = "cancelled", _("Dibatalkan")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Tonggak"), max_length=160)
    weight = models.PositiveSmallIntegerField(_("Bobot"), null=True, blank=True)
    owner = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("Jatuh tempo"), null=True, blank=True)
    state = models.CharField(_("Keadaan"), max_length=9, choices=State, default=State.PLANNED)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reached_with = models.ForeignKey(
        "projects.StatusUpdate", on_delete=models.PROTECT, null=True, related_name="reached_milestones"
    )  # the update in which it was ticked, where it was: both are taken back together
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
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at=None)),
                name="milestone_is_done_when_it_was_ticked",
            ),
            models.CheckConstraint(
                condition=Q(reached_with=None) | Q(state="done"), name="milestone_ticked_in_an_update_is_done"
            ),
            models.CheckConstraint(condition=Q(weight=None) | Q(weight__range=(1, WHOLE)), name="milestone_weight"),
        ]
        triggers = [NEW_VERSION_OF_PROJECT]

    def __str__(self) -> str:
        return self.title

    @property
    def is_reached(self) -> bool:
        return self.done_at is not None

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.PLANNED, self.State.ACTIVE)
