"""A part of the forum, or a part of such a part: who sees it, who begins topics there, and who answers."""

from typing import Any, Self

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from activity.models import with_follow_level
from commons.audience import RootedQuerySet
from commons.models import Visibility
from commons.models.rights import notes_grants
from stakeholders.models import Membership, Organisation
from stakeholders.models.organisation import address as address_of_organisation

MODERATE = "moderate"  # the grant of who looks after a category
VERIFIED = Organisation.State.VERIFIED
WIDEST_FIRST = list(Visibility)  # whoever sees the narrower of two sees the wider one too


class CategoryQuerySet(RootedQuerySet):
    def in_the_list(self) -> Self:
        """Those that stand on the forum's first page: neither archived nor part of another thing's page."""
        return self.filter(archived_at=None, is_owned=False).in_their_places()

    def in_their_places(self) -> Self:
        """Each with its own parts behind it, as staff ordered them."""
        root = {"root_order": Coalesce("parent__order", "order"), "root": Coalesce("parent", "pk")}
        places = self.annotate(**root).order_by("root_order", "root", F("parent").asc(nulls_first=True), "order", "pk")
        return places.select_related("parent")

    def taking_topics(self) -> Self:
        return self.filter(archived_at=None)

    def managed_by(self, person: Any) -> Self:
        """Those of the verified organisations that this person manages today."""
        managed = Membership.objects.active().managers().filter(person=person.pk)
        return self.filter(organisation__in=managed.values("organisation"), organisation__state=VERIFIED)

    def for_page(self, user: Any) -> Self:
        """With whether other categories stand in it (`has_parts`) and topics on top of it (`has_pins`), so that most
        pages need not ask for them."""
        pinned = apps.get_model("forums.Topic").objects.filter(category=OuterRef("pk"), pinned_at__isnull=False)
        parts = self.model.objects.filter(parent=OuterRef("pk"))
        known = self.annotate(has_parts=Exists(parts.order_by()), has_pins=Exists(pinned.order_by()))
        return with_follow_level(known.select_related("audience", "thread", "parent"), user)


def title_for(title: str, title_en: str) -> str:
    """In the language of whoever reads."""
    return title_en if title_en and get_language() == "en" else title


def address(pk: int, title: str) -> str:
    """`/forum/3-lingkungan/`; the number leads there, the words are for people."""
    return f"/forum/{pk}-{slug_of(title)}/"


def slug_of(title: str) -> str:
    return slugify(title)[:60].strip("-") or "kategori"


def narrower(one: str, other: str) -> str:
    """Of two visibilities the one that fewer people have: who has it has the other as well."""
    return max(one, other, key=lambda visibility: WIDEST_FIRST.index(Visibility(visibility)))


TWO_LEVELS = """
    PERFORM 1 FROM forums_category WHERE id = NEW.parent_id AND parent_id IS NULL AND NOT is_owned FOR SHARE;
    IF NOT FOUND OR NEW.parent_id = NEW.id OR EXISTS (SELECT 1 FROM forums_category WHERE parent_id = NEW.id) THEN
        RAISE EXCEPTION 'a category stands in a category that stands in none';
    END IF;
    RETURN NEW;"""


class Category(models.Model):
    """A root of its own, or, with `is_owned`, the forum of another thing (a project, or an `organisation`): then it
    shares that thing's audience and thread, and its title is changed there. What is archived stays readable and takes
    nothing new.

    That of an organisation has its name, and is archived while it is not verified: the database sees to both whenever
    an organisation changes, whoever changes it (migration 0012, docs/decisions/0028).

    A category may stand in another one (`parent`), and no deeper. `own_visibility` is what staff chose for it; its
    audience has the narrower of that and its parent's, so that it is visible only where both are.
    """

    class Starters(models.TextChoices):
        EVERYBODY = "everybody", _("Semua yang dapat melihatnya")
        STAFF = "staff", _("Hanya petugas kelurahan")

    class Icon(models.TextChoices):
        TALK = "messages-square", _("Obrolan")
        ANNOUNCEMENT = "megaphone", _("Pengeras suara")
        QUESTION = "message-square-text", _("Pertanyaan")
        IDEA = "lightbulb", _("Gagasan")
        NEIGHBOURS = "users", _("Warga")
        HOME = "house", _("Rumah")
        OFFICE = "landmark", _("Kantor")
        BUILDING = "building-2", _("Bangunan")
        PLACE = "map-pin", _("Tempat")
        WASTE = "recycle", _("Daur ulang")
        HEALTH = "heart-handshake", _("Kesehatan dan sosial")
        SCHOOL = "graduation-cap", _("Pendidikan")
        SHOP = "store", _("Usaha")
        MONEY = "hand-coins", _("Dana")
        PARTNERS = "handshake", _("Kemitraan")
        SAFETY = "shield-check", _("Keamanan")
        DANGER = "triangle-alert", _("Bencana")
        PLANS = "clipboard-list", _("Rencana")
        RULES = "gavel", _("Aturan")
        EVENTS = "calendar-days", _("Acara")

    title = models.CharField(_("Nama kategori"), max_length=160)
    title_en = models.CharField(_("Nama dalam bahasa Inggris"), max_length=160, blank=True)
    description = models.CharField(_("Untuk apa?"), max_length=300, blank=True)
    starters = models.CharField(
        _("Siapa yang boleh membuat topik?"), max_length=9, choices=Starters, default="everybody"
    )
    repliers = models.CharField(_("Siapa yang boleh membalas?"), max_length=9, choices=Starters, default="everybody")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    icon = models.CharField(_("Ikon"), max_length=24, choices=Icon, default=Icon.TALK)
    own_visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.PUBLIC)
    order = models.PositiveSmallIntegerField(_("Urutan"), default=50)  # among those in the same place
    is_owned = models.BooleanField(default=False)
    organisation = models.OneToOneField(
        "stakeholders.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    topics_count = models.PositiveIntegerField(default=0)  # those in the lists
    archived_at = models.DateTimeField(null=True)
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey("activity.Thread", on_delete=models.PROTECT, related_name="+")

    objects = CategoryQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        permissions = [(MODERATE, "May close, hide, pin and move what stands in this category")]
        verbose_name_plural = "categories"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="category_has_a_title"),
            models.CheckConstraint(condition=Q(parent=None) | Q(is_owned=False), name="owned_category_stands_alone"),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(is_owned=True), name="forum_of_an_organisation_is_owned"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="new_category_in_two_levels",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.parent_id IS NOT NULL"),
                func=TWO_LEVELS,
            ),
            pgtrigger.Trigger(
                name="category_stays_in_two_levels",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.parent_id <> coalesce(OLD.parent_id, 0)"),
                func=TWO_LEVELS,
            ),
        ]

    def __str__(self) -> str:
        return title_for(self.title, self.title_en)

    def get_absolute_url(self) -> str:
        return address(self.pk, self.title)

    @property
    def slug(self) -> str:
        return slug_of(self.title)

    @property
    def is_public(self) -> bool:
        return self.audience.visibility == Visibility.PUBLIC

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def organisation_url(self) -> str:
        """The page of the organisation whose forum it is; empty for any other."""
        return "" if self.organisation_id is None else address_of_organisation(self.organisation_id, self.title)

    @property
    def full_title(self) -> str:
        """With the category that it stands in, which the caller has joined: *Lingkungan › Sampah*."""
        return f"{self.parent} › {self}" if self.parent is not None else str(self)

    @property
    def and_above(self) -> tuple[int, ...]:
        """Whoever looks after one of these looks after it."""
        return (self.pk,) if self.parent_id is None else (self.pk, self.parent_id)


class CategoryUserGrant(UserObjectPermissionBase):
    """`moderate`, given to one person: in this category and in those that stand in it."""

    content_object = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="user_grants")

    class Meta(UserObjectPermissionBase.Meta):
        triggers = [notes_grants("forums.Category", "user_id")]
