"""A part of the forum: who sees it, and who may begin a topic there."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activity.models import with_follow_level
from commons.audience import RootedQuerySet
from commons.models import Visibility


class CategoryQuerySet(RootedQuerySet):
    def in_the_list(self) -> Self:
        """Those that stand on the forum's first page: neither archived nor part of another thing's page."""
        return self.filter(archived_at=None, is_owned=False).order_by("order", "pk")

    def taking_topics(self) -> Self:
        return self.filter(archived_at=None)

    def for_page(self, user: Any) -> Self:
        return with_follow_level(self.select_related("audience", "thread"), user)


def title_for(title: str, title_en: str) -> str:
    """In the language of whoever reads."""
    return title_en if title_en and get_language() == "en" else title


def address(pk: int, title: str) -> str:
    """`/forum/3-lingkungan/`; the number leads there, the words are for people."""
    return f"/forum/{pk}-{slug_of(title)}/"


def slug_of(title: str) -> str:
    return slugify(title)[:60].strip("-") or "kategori"


class Category(models.Model):
    """A root of its own, or, with `is_owned`, the forum of another thing (a project): then it shares that thing's
    audience and thread, and its title is changed there. What is archived stays readable and takes nothing new."""

    class Starters(models.TextChoices):
        EVERYBODY = "everybody", _("Semua yang dapat melihatnya")
        STAFF = "staff", _("Hanya petugas kelurahan")

    title = models.CharField(_("Nama kategori"), max_length=160)
    title_en = models.CharField(_("Nama dalam bahasa Inggris"), max_length=160, blank=True)
    description = models.CharField(_("Untuk apa?"), max_length=300, blank=True)
    starters = models.CharField(
        _("Siapa yang boleh membuat topik?"), max_length=9, choices=Starters, default="everybody"
    )
    order = models.PositiveSmallIntegerField(_("Urutan"), default=50)
    is_owned = models.BooleanField(default=False)
    topics_count = models.PositiveIntegerField(default=0)  # those in the lists
    archived_at = models.DateTimeField(null=True)
    audience = models.ForeignKey("commons.Audience", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey("activity.Thread", on_delete=models.PROTECT, related_name="+")

    objects = CategoryQuerySet.as_manager()
    audience_path = "audience"

    class Meta:
        default_permissions = ()
        verbose_name_plural = "categories"
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="category_has_a_title")]

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
