"""What was proposed before there was a project: by whom, for whom, and who is to see it once it has been looked at."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.models import Approval
from commons.audience import RootedQuerySet, Visibility

PROPOSAL = "projects.project"  # the kind of its approvals: the code of the `Approvable`


class ProposalQuerySet(RootedQuerySet):
    def for_page(self, user: Any) -> Self:
        return self.select_related("proposed_by", "acting_as", "project__audience", "project__thread", "project__lead")


class Proposal(models.Model):
    """Its number is the project's. Until somebody of the office has begun to review it, and again after it was returned
    or refused, only those concerned see it; `visibility` is what its proposer wishes for the time between and after."""

    project = models.OneToOneField("projects.Project", on_delete=models.CASCADE, primary_key=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.PUBLIC)
    hoped_for = models.CharField(_("Siapa lagi yang diharapkan ikut?"), max_length=300, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = ProposalQuerySet.as_manager()
    audience_path = "project__audience"

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return f"/proyek/usulan/{self.pk}/"

    @property
    def newest(self) -> Approval | None:
        """What the office was asked about it last."""
        found: Approval | None = Approval.objects.about(PROPOSAL, self.pk).order_by("-pk").first()
        return found

    @property
    def reference(self) -> str:
        """`USL-2026-0012`, to be named at the counter."""
        return f"USL-{timezone.localtime(self.sent_at, timezone.get_default_timezone()).year}-{self.pk:04}"
