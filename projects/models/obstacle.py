"""What keeps a project from going on, and whom it has asked for help."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from projects.models.project import NEW_VERSION_OF_PROJECT

MOST = 20  # open ones of one project: more would be read by nobody


class ObstacleQuerySet(RootedQuerySet):
    def open(self) -> Self:
        return self.filter(resolved_at=None)

    def resolved(self) -> Self:
        return self.exclude(resolved_at=None)

    def unanswered(self) -> Self:
        """Somebody was asked, and has said nothing yet."""
        return self.open().filter(answered_at=None, asked__isnull=False)

    def raised_by(self, user: Any, groups: tuple[int, ...]) -> Self:
        """Written down by this person, or for an organisation that they speak for."""
        return self.filter(Q(raised_by=user.pk) | Q(acting_as__group__in=groups))

    def by_age(self) -> Self:
        """What has been in the way longest comes first."""
        return self.order_by("since_on", "pk")

    def for_page(self, user: Any) -> Self:
        return self.select_related(
            "project__audience", "project__thread", "project__coordinator", "asked__group", "acting_as"
        )


class Obstacle(models.Model):
    """A *kendala*: open, then answered by the organisation that was asked, then resolved; each once.

    It may be resolved without an answer, and may ask nobody: then the team itself looks for a way.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="obstacles")
    what = models.CharField(_("Kendala"), max_length=500)
    since_on = models.DateField(_("Sejak kapan"))
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    asked = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("Dijawab paling lambat"), null=True, blank=True)
    answer = models.CharField(_("Jawaban"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    resolution = models.CharField(_("Bagaimana selesainya"), max_length=1000, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ObstacleQuerySet.as_manager()
    audience_path = "project__audience"
    parent_field = "project"

    class Meta:
        default_permissions = ()
        indexes = [models.Index(F("since_on"), F("id"), condition=Q(resolved_at=None), name="obstacles_open")]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="obstacle_says_what"),
            models.CheckConstraint(condition=Q(due_on=None) | Q(asked__isnull=False), name="obstacle_due_asks"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False, asked__isnull=False) & ~Q(answer="")),
                name="obstacle_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None, resolution="")
                | (Q(resolved_at__isnull=False, resolved_by__isnull=False) & ~Q(resolution="")),
                name="obstacle_resolution_is_whole",
            ),
        ]
        triggers = [NEW_VERSION_OF_PROJECT]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return f"/proyek/{self.project_id}/kendala/#kendala-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
