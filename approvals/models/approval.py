"""A decision asked of the office: about what, by whom, until when, and everything that was decided."""

from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet


class ApprovalQuerySet(RootedQuerySet):
    def about(self, kind: str, object_id: int) -> Self:
        """Every time that this thing was decided about."""
        return self.filter(kind=kind, object_id=object_id)

    def waiting(self) -> Self:
        return self.filter(state=Approval.State.WAITING)

    def open(self) -> Self:
        """Not decided yet: it waits for the office, or for whoever asked."""
        return self.filter(state__in=Approval.OPEN)

    def late(self) -> Self:
        return self.waiting().filter(due_at__lt=timezone.now())

    def for_page(self, user: Any) -> Self:
        return self.select_related("asked_by", "decided_by", "audience", "thread")


class Approval(models.Model):
    """The office is asked once about a thing at a time; what was undone is asked anew, in a row of its own.

    `kind` is the code of an `Approvable`, `object_id` its thing; both its `audience` and its `thread` are the thing's.
    The clock stops while it is returned, and begins anew when it is sent again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu keputusan")
        GRANTED = "granted", _("Disetujui")
        RETURNED = "returned", _("Dikembalikan")
        REFUSED = "refused", _("Ditolak")
        UNDONE = "undone", _("Dibatalkan")
        WITHDRAWN = "withdrawn", _("Ditarik pengusul")

    OPEN = (State.WAITING, State.RETURNED)
    DECIDED = (State.GRANTED, State.REFUSED)
    WITH_A_REASON = (State.RETURNED, State.REFUSED, State.UNDONE, State.WITHDRAWN)

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey("activity.Thread", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    step = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    late_at = models.DateTimeField(null=True)  # when the leader was told that the clock had run out
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    objects = ApprovalQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["state", "due_at"], name="approvals_by_due"),
            models.Index(fields=["kind", "object_id"], name="approvals_of_thing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], condition=Q(state__in=["waiting", "returned"]), name="one_open_approval"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="approval_due_after_asked"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="approval_decided_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "granted"]) | ~Q(reason=""), name="approval_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return f"/persetujuan/{self.pk}/"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_decided(self) -> bool:
        """A decision stands, and can be undone."""
        return self.state in self.DECIDED

    def is_late(self, now: datetime) -> bool:
        return self.is_waiting and self.due_at < now

    def wait(self, *, asked_at: datetime, due_at: datetime) -> None:
        """The clock begins; who was told of an earlier one's end may be told again."""
        self.state, self.step, self.reason = self.State.WAITING, 0, ""
        self.asked_at, self.due_at = asked_at, due_at
        self.decided_by = self.decided_at = self.late_at = None

    def decide(self, state: str, *, by: Any, at: datetime, reason: str = "") -> None:
        """The clock stops."""
        self.state, self.decided_by, self.decided_at, self.reason = state, by, at, reason


class Decision(models.Model):
    """One entry of what happened to an approval: who, in whose stead, when, what and why. Never changed or deleted:
    the database refuses both."""

    class What(models.TextChoices):
        ASKED = "asked", _("Diajukan")
        AGAIN = "again", _("Diajukan lagi")
        PASSED = "passed", _("Diteruskan")
        GRANTED = "granted", _("Disetujui")
        RETURNED = "returned", _("Dikembalikan")
        REFUSED = "refused", _("Ditolak")
        UNDONE = "undone", _("Keputusan dibatalkan")
        WITHDRAWN = "withdrawn", _("Ditarik")

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=9, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey("approvals.Deputy", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="decision_is_never_rewritten", operation=pgtrigger.Update),
            pgtrigger.Protect(name="decision_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.get_what_display()

    @property
    def who(self) -> str:
        """`Plh. Lurah Dewi Lestari`: whoever decided in somebody's stead is named so."""
        name = str(self.by) if self.by is not None else ""
        return f"{self.deputy} {name}" if self.deputy is not None else name
