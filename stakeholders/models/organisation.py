"""An organisation of one of the four sectors, and how it comes into the register."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import BigIntegerField, F, FilteredRelation, Func, Q
from django.db.models.functions import Cast, Lower
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from activity.models import with_follow_level
from commons.audience import RootedQuerySet
from commons.models import Placed, with_places
from commons.models.area import theme_name
from commons.search import joined, vector
from stakeholders.models.kinds import OrganisationKind, Sector, with_kind
from stakeholders.models.profile import Profiled

REGISTRATION = "stakeholders.organisation"  # the kind of its approvals, and of its thread


class OrganisationQuerySet(RootedQuerySet):
    def verified(self) -> Self:
        return self.filter(state=Organisation.State.VERIFIED)

    def represented_by(self, person: Any) -> Self:
        """Verified organisations that this person may speak for today."""
        return self.verified().filter(memberships__person=person, memberships__until_on=None)

    def held(self) -> Self:
        """Locked until the commit, all but their keys, which never change: a row that points at one of them is checked
        at its commit, by somebody who may hold the epoch that whoever holds these waits for."""
        return self.select_for_update(of=("self",), no_key=True)

    def by_name(self) -> Self:
        """As people look names up: the database sorts by code point, so capitals would come first."""
        return self.order_by(Lower("name"), "pk")

    def for_page(self, user: Any) -> Self:
        """With the role of this person there (`own_role`), and whose that is (`read_by`): its rules ask for it."""
        membership = Q(memberships__person=user.pk, memberships__until_on=None)
        own = self.annotate(own=FilteredRelation("memberships", condition=membership))
        own = own.annotate(own_role=F("own__role"), read_by=Cast(user.pk, BigIntegerField()))
        joined = own.select_related("audience", "thread", "group", "logo")
        return with_kind(with_places(with_follow_level(joined, user)))


def texts() -> Func:
    """Everything that it says of itself, as the search reads it."""
    return joined("about", "vision", "mission")


def words() -> Func:
    """What the index of its words holds, and what is asked of it."""
    return vector("name", texts(), "name", "about_en")


def address(pk: int, name: str) -> str:
    """`/direktori/7-karang-taruna/`; the number leads there, the words are for people."""
    return f"/direktori/{pk}-{slug_of(name)}/"


def slug_of(name: str) -> str:
    return slugify(name)[:60].strip("-") or "organisasi"


class Organisation(Profiled, Placed):
    """A stakeholder. Its `group` holds its active representatives while it is verified: what is granted to the group
    is theirs, and ends with their membership."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Menunggu cek")
        VERIFIED = "verified", _("Terverifikasi")
        RETURNED = "returned", _("Perlu perbaikan")
        REFUSED = "refused", _("Ditolak")
        SUSPENDED = "suspended", _("Dibekukan")
        ARCHIVED = "archived", _("Diarsipkan")

    name = models.CharField(_("Nama organisasi"), max_length=160)
    sector = models.CharField(_("Unsur"), max_length=12, choices=Sector)
    kind = models.CharField(_("Jenis"), max_length=40, blank=True)  # the code of an `OrganisationKind` of its sector
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="organisation")
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.OneToOneField("activity.Thread", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    return_reason = models.CharField(_("Apa yang perlu diperbaiki?"), max_length=500, blank=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrganisationQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(words(), name="organisations_texts"),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="organisations_alike"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(condition=Q(nib__regex=r"^([0-9]{13})?$"), name="nib_has_thirteen_digits"),
            models.CheckConstraint(condition=Q(npwp__regex=r"^([0-9]{15,16})?$"), name="npwp_has_its_digits"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisation_is_not_its_own_part"),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_at__isnull=False), name="verified_organisation_has_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="submitted_organisation_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="returned_organisation_has_a_reason"
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
    def kind_name(self) -> str:
        """Its kind in the language of whoever reads; empty without one. Lists ask `with_kind` and so no query more."""
        if not self.kind:
            return ""
        placed = self.__dict__.get("placed_kind")
        if not placed or placed[0] != self.kind:
            placed = OrganisationKind.objects.filter(code=self.kind).values_list("code", "name", "name_en").first()
        return theme_name(*placed[1:]) if placed else ""

    def get_kind_display(self) -> str:
        """As Django calls it for a field with choices."""
        return self.kind_name

    @property
    def put_away_reason(self) -> str:
        """Why it is suspended or archived, as its newest entry says; empty for any other."""
        if self.state not in (self.State.SUSPENDED, self.State.ARCHIVED):
            return ""
        entries = self.state_changes.filter(after=self.state)
        return entries.values_list("reason", flat=True).last() or ""

    @property
    def slug(self) -> str:
        return slug_of(self.name)

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    def people_url(self) -> str:
        return f"/direktori/{self.pk}/anggota/"
