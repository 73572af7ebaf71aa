"""An organisation's part in a project: the partnership is the history, the grant is the right."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.amounts import amount_text
from commons.audience import RootedQuerySet
from projects.models.project import NEW_VERSION_OF_PROJECT


class PartnershipQuerySet(RootedQuerySet):
    def accepted(self) -> Self:
        return self.filter(state=Partnership.State.ACCEPTED)

    def waiting(self) -> Self:
        return self.filter(state=Partnership.State.INVITED)

    def current(self) -> Self:
        return self.filter(state__in=[Partnership.State.INVITED, Partnership.State.ACCEPTED])

    def for_page(self, user: Any) -> Self:
        return self.select_related("organisation", "project", "project__audience", "project__thread")


class Partnership(models.Model):
    """Invited → accepted → ended, or declined. Inviting gives the organisation's group `see` on the project, accepting
    adds `post_status`, declining or ending takes both."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Penanggung jawab")
        IMPLEMENTER = "implementer", _("Pelaksana")
        FUNDER = "funder", _("Pemberi dana")
        SUPPORTER = "supporter", _("Pendukung")
        OVERSEER = "overseer", _("Pengawas")

    class State(models.TextChoices):
        INVITED = "invited", _("Diundang")
        ACCEPTED = "accepted", _("Bermitra")
        DECLINED = "declined", _("Menolak")
        ENDED = "ended", _("Berakhir")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("Peran"), max_length=11, choices=Role, default=Role.SUPPORTER)
    contribution = models.CharField(_("Sumbangan yang diharapkan"), max_length=300, blank=True)
    amount = models.PositiveIntegerField(_("Jumlah"), null=True)
    unit = models.CharField(_("Satuan"), max_length=40, blank=True)
    amount_idr = models.BigIntegerField(_("Nominal"), null=True)
    due_on = models.DateField(_("Tenggat"), null=True)
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(_("Alasan"), max_length=500, blank=True)

    objects = PartnershipQuerySet.as_manager()
    audience_path = "project__audience"
    parent_field = "project"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                condition=Q(state__in=["invited", "accepted"]),
                name="one_current_partnership",
            ),
            models.CheckConstraint(
                condition=Q(amount_idr=None) | Q(amount_idr__gte=1, amount=None, unit=""),
                name="partnership_counts_rupiah_or_things",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=1), name="partnership_counts_something"),
        ]
        triggers = [NEW_VERSION_OF_PROJECT]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_state_display()}"

    @property
    def asked_for(self) -> dict[str, Any]:
        """What the invitation asks them to promise, as a commitment takes it."""
        return {
            "what": self.contribution,
            "amount": self.amount,
            "unit": self.unit,
            "amount_idr": self.amount_idr,
            "due_on": self.due_on,
        }

    @property
    def contribution_text(self) -> str:
        """`Rak buku · 3 unit`."""
        amount = amount_text(self.amount, self.unit, self.amount_idr)
        return " · ".join(part for part in (self.contribution, amount) if part)
