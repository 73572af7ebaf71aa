"""Who is invited to a meeting, and what each of them answered."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
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


class Need(models.TextChoices):
    """What somebody needs in order to take part. What is not named here is said in the note."""

    WHEELCHAIR = "wheelchair", _("Kursi roda")
    SIGN = "sign", _("Penerjemah isyarat")
    LARGE_PRINT = "large", _("Bahan huruf besar")
    CHILD = "child", _("Tempat untuk anak")


MOST_COMPANIONS = 20


class InviteeQuerySet(RootedQuerySet):
    def of(self, user: Any) -> Self:
        """Those that name this person, or an organisation whose group they are in."""
        if user.pk is None:  # "of nobody" would be "that names no person"
            return self.none()
        return self.filter(Q(person=user.pk) | Q(organisation__group__in=standing(user).groups))

    def guests(self) -> Self:
        """Addresses without an account."""
        return self.exclude(email="")

    def remembered(self) -> Self:
        """Guests whose address is still there."""
        return self.guests().exclude(email__endswith=FORGOTTEN)

    def coming(self) -> Self:
        """Who said no is not reminded."""
        return self.exclude(answer=Answer.NO)

    def for_page(self, user: Any) -> Self:
        return self.select_related("meeting", "meeting__project", "person", "organisation", "answered_by")


class Invitee(models.Model):
    """Exactly one of: a person, an organisation (any of its active representatives answers for it), or a name with an
    address that has no account."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="invitees")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("Nama"), max_length=120, blank=True)
    email = models.EmailField(_("Surel"), blank=True)
    answer = models.CharField(_("Jawaban"), max_length=5, choices=Answer, blank=True)
    note = models.CharField(_("Catatan"), max_length=300, blank=True)
    companions = models.PositiveSmallIntegerField(_("Pendamping"), default=0)
    needs = ArrayField(models.CharField(max_length=10, choices=Need), default=list, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)

    objects = InviteeQuerySet.as_manager()
    audience_path = "meeting__audience"
    parent_field = "meeting"

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation=None, email="", name="")
                | Q(person=None, organisation__isnull=False, email="", name="")
                | (Q(person=None, organisation=None) & ~Q(email="")),
                name="invitee_is_one_of_three",
            ),
            models.UniqueConstraint(fields=["meeting", "person"], name="one_invitation_a_person"),
            models.UniqueConstraint(fields=["meeting", "organisation"], name="one_invitation_an_organisation"),
            models.UniqueConstraint(
                "meeting", Lower("email"), condition=~Q(email=""), name="one_invitation_an_address"
            ),
            models.CheckConstraint(condition=Q(answer="") | Q(answered_at__isnull=False), name="answer_has_a_time"),
            models.CheckConstraint(condition=Q(companions__lte=MOST_COMPANIONS), name="invitee_brings_a_few"),
        ]

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


class Envoy(models.Model):
    """Who comes for an invited organisation: one of its people, or a name."""

    invitee = models.ForeignKey("meetings.Invitee", on_delete=models.CASCADE, related_name="envoys")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("Nama"), max_length=120, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person=None) & ~Q(name="")),
                name="envoy_is_a_person_or_a_name",
            ),
            models.UniqueConstraint(fields=["invitee", "person"], name="one_envoy_a_person"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.person.display_name if self.person is not None else self.name
