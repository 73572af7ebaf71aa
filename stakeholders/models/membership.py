"""The people who speak for an organisation, and those who are invited to."""

from typing import Any, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.audience import RootedQuerySet
from stakeholders.models.organisation import Organisation
from stakeholders.models.role_change import NOTE_MEMBERSHIP, notes


class MembershipQuerySet(RootedQuerySet):
    def active(self) -> Self:
        return self.filter(until_on=None, person__is_active=True)

    def managers(self) -> Self:
        return self.filter(role=Membership.Role.MANAGER)

    def staying(self) -> Self:
        """Without those who asked to be erased: in a fortnight they are nobody's manager."""
        return self.filter(person__leaves_at=None)

    def in_order(self) -> Self:
        """Managers first, then by name."""
        return self.order_by("role", "person__name", "pk")

    def for_page(self, user: Any) -> Self:
        return self.select_related("person", "organisation")


class Membership(models.Model):
    """A person in an organisation. An ended one stays as history: `until_on` says since when it is over."""

    class Role(models.TextChoices):
        MANAGER = "manager", _("Pengelola")
        REPRESENTATIVE = "representative", pgettext_lazy("satu", "Perwakilan")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role, default=Role.REPRESENTATIVE)
    title = models.CharField(_("Jabatan"), max_length=80, blank=True)
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = MembershipQuerySet.as_manager()
    audience_path = "organisation__audience"
    parent_field = "organisation"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(until_on=None), name="one_active_membership"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="membership_ends_after_it_began"
            ),
        ]
        triggers = [notes("note_membership", NOTE_MEMBERSHIP)]

    def __str__(self) -> str:
        return self.title or self.get_role_display()

    @property
    def is_active(self) -> bool:
        return self.until_on is None


class InvitationQuerySet(RootedQuerySet):
    def open(self) -> Self:
        return self.unanswered().filter(expires_at__gt=timezone.now())

    def unanswered(self) -> Self:
        """Also those whose seven days are over: they can be sent again."""
        return self.filter(accepted_at=None, revoked_at=None)

    def addressed_to(self, person: Any) -> Self:
        """Open ones whose address this person has confirmed."""
        return self.open().filter(
            Exists(EmailAddress.objects.filter(user=person.pk, verified=True, email__iexact=OuterRef("email")))
        )


class Invitation(models.Model):
    """An address invited to speak for an organisation: bound to that address, used once, for seven days."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("Surel"))
    role = models.CharField(max_length=14, choices=Membership.Role, default=Membership.Role.REPRESENTATIVE)
    title = models.CharField(_("Jabatan"), max_length=80, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()
    audience_path = "organisation__audience"
    parent_field = "organisation"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
