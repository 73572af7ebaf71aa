"""How the categories stand to one another, who looks after them, and what a move changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.utils.translation import gettext as _

from accounts.models import User
from commons.access import can
from commons.models import Visibility
from forums.models import Category, Topic
from forums.models.category import MODERATE, WIDEST_FIRST, CategoryQuerySet


def why_not_under(parent: Category, category: Category | None, *, has_children: bool) -> str:
    """Why this category (None: a new one) can't stand in that one; empty where it can."""
    if category is not None and parent.pk == category.pk:
        return _("Kategori tidak dapat berada di dalam dirinya sendiri.")
    if parent.parent_id is not None:
        return _("“%(title)s” sudah berada di dalam kategori lain. Pilih kategori paling atas.") % {"title": parent}
    if has_children:
        return _("Kategori ini memuat subkategori, jadi tidak dapat masuk ke kategori lain.")
    if parent.is_archived:
        return _("“%(title)s” sudah diarsipkan. Pilih kategori lain.") % {"title": parent}
    return ""


def possible_parents(category: Category | None) -> CategoryQuerySet:
    """Those that another may stand in; the one that it stands in now as well."""
    found = Category.objects.filter(is_owned=False, parent=None)
    if category is not None:
        found = found.exclude(pk=category.pk)
    open_or_present = found.filter(archived_at=None)
    if category is not None and category.parent_id is not None:
        open_or_present |= found.filter(pk=category.parent_id)
    ordered: CategoryQuerySet = open_or_present.order_by("order", "pk")
    return ordered


def own_categories() -> list[Category]:
    """All that the forum has for itself, the archived ones too, as they stand to one another."""
    return list(Category.objects.filter(is_owned=False).select_related("audience").in_their_places())


def moderators_of(category: Category) -> QuerySet[User]:
    """Whom staff entrusted with this very category, by their names."""
    holders = category.user_grants.filter(permission__codename=MODERATE).values("user")
    return User.objects.filter(pk__in=holders).order_by("name", "pk")


def may_start_in(user: Any) -> Any:
    """The categories in which this person may begin a topic, those of the forum's first page in front."""
    found = Category.objects.visible_to(user).taking_topics()
    if not can(user, "forums.announce"):
        found = found.filter(starters=Category.Starters.EVERYBODY)
    places = found.in_their_places()
    by_title = Case(When(is_owned=True, then=F("title")), default=Value(""), output_field=CharField())
    return places.order_by("is_owned", by_title, *places.query.order_by)


def may_move_to(user: Any, topic: Topic) -> Any:
    """The categories to which this person may move a topic."""
    return may_start_in(user).exclude(pk=topic.category_id)


def readers_of(category: Category) -> str:
    """Who sees a category, in words that go on with *dapat membaca*."""
    return {
        Visibility.PUBLIC: _("semua orang, juga yang tidak punya akun"),
        Visibility.MEMBERS: _("semua anggota portal"),
        Visibility.STAKEHOLDERS: _("petugas dan wakil organisasi terverifikasi"),
        Visibility.PRIVATE: _("hanya yang diberi akses ke “%(category)s”") % {"category": category},
    }[Visibility(category.audience.visibility)]


@dataclass(frozen=True)
class SightChange:
    """Who reads a topic now, who will, and what that means, before anybody moves it."""

    now: str
    then: str
    means: str
    tone: str  # of the banner that says it


def sight_change(before: Category, after: Category) -> SightChange:
    """From one category to another."""
    old, new = (WIDEST_FIRST.index(Visibility(one.audience.visibility)) for one in (before, after))
    now, then = readers_of(before), readers_of(after)
    if before.audience_id == after.audience_id or (old == new and new < WIDEST_FIRST.index(Visibility.PRIVATE)):
        return SightChange(now, then, _("Yang dapat membaca topik ini tidak berubah."), "info")
    if new < old:
        return SightChange(now, then, _("Lebih banyak orang membacanya, juga semua yang sudah tertulis."), "gold")
    means = _("Yang lain tidak melihatnya lagi: di daftar, pencarian, surel, foto, kutipan, maupun tautan lama.")
    return SightChange(now, then, means, "danger")


@dataclass(frozen=True)
class Placed:
    """A category on the page where staff order them."""

    category: Category
    is_first: bool
    is_last: bool


def in_order(categories: Iterable[Category]) -> list[Placed]:
    """Those that are not archived, each with whether it is the first or the last of those beside it."""
    shown = [one for one in categories if not one.is_archived]
    beside: dict[int | None, list[int]] = {}
    for one in shown:
        beside.setdefault(one.parent_id, []).append(one.pk)
    return [Placed(one, beside[one.parent_id][0] == one.pk, beside[one.parent_id][-1] == one.pk) for one in shown]
