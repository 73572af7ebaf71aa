"""People who ask an organisation to let them speak for it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.audience import RootedQuerySet
from stakeholders.models.organisation import Organisation


class JoinRequestQuerySet(RootedQuerySet):
    def open(self) -> Self:
        return self.filter(state=JoinRequest.State.ASKED)

    def for_page(self, user: Any) -> Self:
        return self.select_related("person", "organisation")


class JoinRequest(models.Model):
    """A member asks, a manager decides. Answered ones stay as history."""

    class State(models.TextChoices):
        ASKED = "asked", _("Menunggu")
        ACCEPTED = "accepted", pgettext_lazy("permintaan", "Diterima")
        DECLINED = "declined", pgettext_lazy("permintaan", "Ditolak")
        WITHDRAWN = "withdrawn", pgettext_lazy("permintaan", "Ditarik")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="join_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("Perkenalkan diri Anda"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)

    objects = JoinRequestQuerySet.as_manager()
    audience_path = "organisation__audience"
    parent_field = "organisation"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(state="asked"), name="one_open_join_request"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None) | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="join_request_is_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.ASKED
