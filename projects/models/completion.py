"""*Selesai*: proposed by one side with evidence, confirmed by another sector or the kelurahan, or by silence."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from projects.models.project import NEW_VERSION_OF_PROJECT
from stakeholders.models import Organisation, Sector

SILENCE = timedelta(days=7)  # nobody objects in this time: it is confirmed, and marked so
LONGEST = 1000


class CompletionQuerySet(RootedQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=Completion.State.WAITING)

    def for_page(self, user: Any) -> Self:
        return self.select_related(
            "proposed_by", "acting_as", "answered_by", "answered_as", "project__audience", "project__thread"
        )


class Completion(models.Model):
    """What closing a project says: the evidence, and five answers that stand on its page afterwards.

    `sector` is the side that proposed it: whoever answers is of another one, or of the kelurahan.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu konfirmasi")
        CONFIRMED = "confirmed", _("Dikonfirmasi")
        DECLINED = "declined", _("Dinilai belum selesai")
        WITHDRAWN = "withdrawn", _("Gugur")  # the project was paused or cancelled meanwhile
        REOPENED = "reopened", _("Dibuka lagi")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="completions")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acting_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    sector = models.CharField(max_length=12, choices=Sector)
    evidence = models.TextField(_("Bukti"), max_length=8 * LONGEST)
    result = models.TextField(_("Hasil"), max_length=8 * LONGEST)
    worked = models.TextField(_("Yang berhasil baik"), max_length=8 * LONGEST, blank=True)
    cost_idr = models.BigIntegerField(_("Biaya"), null=True)
    contact = models.CharField(_("Kontak"), max_length=200, blank=True)
    follow_up = models.TextField(_("Lanjutannya"), max_length=8 * LONGEST, blank=True)
    progress_before = models.PositiveSmallIntegerField(default=0)  # what it goes back to when it is reopened
    proposed_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_as = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_silent = models.BooleanField(default=False)
    reason = models.CharField(_("Alasan"), max_length=500, blank=True)
    files = GenericRelation("commons.Attachment", "parent_id", "parent_type")

    objects = CompletionQuerySet.as_manager()
    audience_path = "project__audience"
    parent_field = "project"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(state="waiting"), name="one_waiting_completion"),
            models.CheckConstraint(condition=~Q(evidence="") & ~Q(result=""), name="completion_shows_something"),
            models.CheckConstraint(condition=Q(cost_idr=None) | Q(cost_idr__gte=0), name="completion_cost"),
            models.CheckConstraint(condition=Q(progress_before__lte=100), name="completion_progress"),
            models.CheckConstraint(condition=Q(due_at__gt=models.F("proposed_at")), name="completion_due"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None) | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="completion_answered_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(is_silent=False) | Q(answered_by=None), name="completion_by_silence_is_nobodys"
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(reason=""), name="completion_declined_says_why"),
        ]
        triggers = [NEW_VERSION_OF_PROJECT]

    def __str__(self) -> str:
        return self.get_state_display()

    def get_absolute_url(self) -> str:
        return f"/proyek/{self.project_id}/selesai/{self.pk}/"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    def side_of(self, person: Any) -> Organisation | None:
        """The partner of another sector that this person answers for."""
        partners = self.project.partnerships.accepted().exclude(organisation__sector=self.sector)
        mine = Organisation.objects.represented_by(person)
        return mine.filter(pk__in=partners.values("organisation")).order_by("pk").first()

    def answer(self, state: str, *, by: Any, acting_as: Any = None, reason: str = "", is_silent: bool = False) -> None:
        """Confirmed, sent back, or lapsed."""
        self.state, self.answered_by, self.answered_as, self.reason = state, by, acting_as, reason
        self.answered_at, self.is_silent = timezone.now(), is_silent
