"""What an invitation is, to one meeting or to a series of them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from commons.standing import standing

FORGOTTEN = "@invalid.example"  # ends the address of a guest whose name and address are gone


class Answer(models.TextChoices):
    """What an invitee says; empty while nothing was said."""

    YES = "yes", _("Akan hadir")
    MAYBE = "maybe", _("Belum pasti")
    NO = "no", _("Berhalangan")


ONE_OF_THREE = (
    Q(person__isnull=False, organisation=None, email="", name="")
    | Q(person=None, organisation__isnull=False, email="", name="")
    | (Q(person=None, organisation=None) & ~Q(email=""))
)


class InvitedQuerySet(RootedQuerySet):
    def of(self, user: Any) -> Self:
        """Those that name this person, or an organisation whose group they are in."""
        if user.pk is None:  # "of nobody" would be "that names no person"
            return self.none()
        return self.filter(Q(person=user.pk) | Q(organisation__group__in=standing(user).groups))

    def reaching(self, person: Any, address: str) -> Self:
        """Those that mean this person, if it is one, or whoever reads mail at this address."""
        at = self.filter(email__iexact=address)
        return at | self.of(person) if person is not None else at

    def own_first(self) -> Self:
        """One's own name before those of organisations."""
        return self.order_by(F("organisation").asc(nulls_first=True), "pk")

    def guests(self) -> Self:
        """Addresses without an account."""
        return self.exclude(email="")

    def remembered(self) -> Self:
        """Guests whose address is still there."""
        return self.guests().exclude(email__endswith=FORGOTTEN)

    def coming(self) -> Self:
        """Who said no is not reminded."""
        return self.exclude(answer=Answer.NO)


class Invited(models.Model):
    """Exactly one of: a person, an organisation (any of its active representatives answers for it), or a name with an
    address that has no account."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("Nama"), max_length=120, blank=True)
    email = models.EmailField(_("Surel"), blank=True)
    answer = models.CharField(_("Jawaban"), max_length=5, choices=Answer, blank=True)
    note = models.CharField(_("Catatan"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_guest(self) -> bool:
        return bool(self.email)

    @property
    def is_forgotten(self) -> bool:
        return self.email.endswith(FORGOTTEN)

    @property
    def shown_name(self) -> str:
        """As those read it who may see who is invited."""
        if self.person is not None:
            return self.person.display_name
        if self.organisation is not None:
            return self.organisation.name
        return str(_("Tamu")) if self.is_forgotten else self.name or self.email
