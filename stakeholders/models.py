"""The registry: organisations of the four sectors, and the people who speak for them."""

from typing import Any, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activity.models import with_follow_level
from commons.audience import RootedQuerySet
from commons.models import Placed, with_places
from commons.search import vector


class Sector(models.TextChoices):
    """The four whose balance decides whether a service is integrated."""

    GOVERNMENT = "government", _("Pemerintah")
    PRIVATE = "private", _("Swasta")
    COMMUNITY = "community", _("Masyarakat")
    EXTERNAL = "external", _("Mitra luar")


class OrganisationQuerySet(RootedQuerySet):
    def verified(self) -> Self:
        return self.filter(state=Organisation.State.VERIFIED)

    def represented_by(self, person: Any) -> Self:
        """Verified organisations that this person may speak for today."""
        return self.verified().filter(memberships__person=person, memberships__until_on=None)

    def by_name(self) -> Self:
        """As people look names up: the database sorts by code point, so capitals would come first."""
        return self.order_by(Lower("name"), "pk")

    def for_page(self, user: Any) -> Self:
        joined = self.select_related("audience", "thread", "group")
        return with_places(with_follow_level(joined, user))


def address(pk: int, name: str) -> str:
    """`/direktori/7-karang-taruna/`; the number leads there, the words are for people."""
    return f"/direktori/{pk}-{slug_of(name)}/"


def slug_of(name: str) -> str:
    return slugify(name)[:60].strip("-") or "organisasi"


class Organisation(Placed):
    """A stakeholder. Its `group` holds its active representatives while it is verified: what is granted to the group
    is theirs, and ends with their membership."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Menunggu cek")
        VERIFIED = "verified", _("Terverifikasi")
        RETURNED = "returned", _("Perlu perbaikan")
        SUSPENDED = "suspended", _("Dibekukan")
        ARCHIVED = "archived", _("Diarsipkan")

    name = models.CharField(_("Nama organisasi"), max_length=160)
    sector = models.CharField(_("Unsur"), max_length=12, choices=Sector)
    kind = models.CharField(_("Jenis"), max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    about = models.TextField(_("Tentang"), max_length=2000, blank=True)
    about_en = models.TextField(max_length=2000, blank=True)
    website = models.URLField(_("Situs web"), blank=True)
    email = models.EmailField(_("Surel umum"), blank=True)
    phone = models.CharField(_("Telepon umum"), max_length=16, blank=True)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="organisation")
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField("activity.Thread", on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrganisationQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(vector("name", "about", "name", "about_en"), name="organisations_words"),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="organisations_alike"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_at__isnull=False), name="verified_organisation_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address(self.pk, self.name)

    @property
    def is_verified(self) -> bool:
        return self.state == self.State.VERIFIED

    @property
    def slug(self) -> str:
        return slug_of(self.name)

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    def people_url(self) -> str:
        return f"/direktori/{self.pk}/anggota/"


class MembershipQuerySet(RootedQuerySet):
    def active(self) -> Self:
        return self.filter(until_on=None, person__is_active=True)

    def managers(self) -> Self:
        return self.filter(role=Membership.Role.MANAGER)

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

    def __str__(self) -> str:
        return self.title or self.get_role_display()

    @property
    def is_active(self) -> bool:
        return self.until_on is None


class InvitationQuerySet(RootedQuerySet):
    def open(self) -> Self:
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

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
