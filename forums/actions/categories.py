"""Categories are opened and changed by staff; the forum of another thing comes and goes with it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import hang_thread, name_thread, open_thread
from activity.models import Thread
from commons.access import Refused, ensure
from commons.audience import set_visibility
from commons.editing import ensure_not_overtaken
from commons.models import Audience
from commons.models.epoch import raise_epoch
from forums.actions.locking import locked_tree
from forums.models import Category, HeldPost
from forums.models.category import narrower
from forums.queries import facts_of, why_not_under

STEP = 10  # between two in the same place
Tree = Mapping[int, Category]


@transaction.atomic
def open_category(*, by: Any, visibility: str, parent: int | None = None, **facts: Any) -> Category:
    """A new part of the forum, or of the one with the number `parent`, with an audience of its own; the last in its
    place. Locks the forum's categories.

    Raises:
        Refused: nothing can stand in that parent.
    """
    ensure(by, "forums.open_category", None)
    tree = locked_tree()
    above = _ensured_parent(None, parent, tree)
    audience = Audience.objects.create(visibility=visibility)
    thread = open_thread("forums.category", audience, above.thread if above else None)
    place = {"parent": above, "order": _last_in(above, tree), "own_visibility": visibility}
    category = Category.objects.create(audience=audience, thread=thread, **place, **facts)
    name_thread(thread, category)
    _narrow(category)
    return category


@transaction.atomic
def change_category(
    *,
    category: Category,
    by: Any,
    seen: str = "",
    visibility: str,
    parent: int | None = None,
    is_archived: bool = False,
    **facts: Any,
) -> Category:
    """Name, purpose, place, who sees it, who begins topics and who answers; archived, it takes nothing new. What stands
    in it is narrowed and archived with it. Locks the forum's categories.

    Raises:
        Refused: it can't stand in that parent, or is to be opened again in one that is archived.
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    tree = locked_tree()
    category = tree.get(category.pk) or Category.objects.select_related("audience", "thread").get(pk=category.pk)
    ensure(by, "forums.change_category", category)
    ensure_not_overtaken(seen, facts_of(category))
    for name, value in facts.items():
        setattr(category, name, value)
    _put_under(_ensured_parent(category, parent, tree), category, tree)
    category.own_visibility = visibility
    _archive(category, is_archived, tree)
    category.save(update_fields=[*facts, "parent", "order", "own_visibility", "archived_at"])
    for one in (category, *_inside(category, tree)):
        _narrow(one)
    raise_epoch()
    return category


def _ensured_parent(category: Category | None, parent: int | None, tree: Tree) -> Category | None:
    """As it is now. A parent that it has already is kept, archived or not."""
    if parent is None:
        return None
    found = tree.get(parent)
    if found is None:
        raise Refused(_("Kategori induk itu sudah tidak ada. Pilih yang lain."), obj=category)
    has_children = category is not None and bool(_inside(category, tree))
    is_new = category is None or category.parent_id != found.pk
    if is_new and (why := why_not_under(found, category, has_children=has_children)):
        raise Refused(why, obj=found)
    return found


def _put_under(parent: Category | None, category: Category, tree: Tree) -> None:
    if category.parent_id == (parent.pk if parent else None):
        return
    category.order, category.parent = _last_in(parent, tree), parent
    hang_thread(category.thread, audience=category.audience, parent=parent.thread if parent else None)


def _archive(category: Category, is_archived: bool, tree: Tree) -> None:
    """With what stands in it; opened again, each for itself."""
    if is_archived == category.is_archived:
        return
    if not is_archived and category.parent is not None and category.parent.is_archived:
        raise Refused(_("Kategori induknya diarsipkan. Buka dulu induknya, atau pindahkan kategori ini."), obj=category)
    category.archived_at = timezone.now() if is_archived else None
    if is_archived:
        inside = [one.pk for one in _inside(category, tree)]
        Category.objects.filter(pk__in=inside, archived_at=None).update(archived_at=category.archived_at)


def _narrow(category: Category) -> None:
    """Visible where it would be by itself and where its parent is: one UPDATE, felt at once by every door."""
    wanted = category.own_visibility
    if category.parent is not None:
        wanted = narrower(wanted, category.parent.audience.visibility)
    if wanted != category.audience.visibility:
        set_visibility(category.audience, wanted)


def _inside(category: Category, tree: Tree) -> list[Category]:
    """What stands in it; each knows this very object as its parent."""
    found = [one for one in tree.values() if one.parent_id == category.pk]
    for one in found:
        one.parent = category
    return found


def _last_in(parent: Category | None, tree: Tree) -> int:
    there = [one.order for one in tree.values() if one.parent_id == (parent.pk if parent else None)]
    return max(there, default=0) + STEP


@transaction.atomic
def shift_category(*, category: Category, by: Any, up: bool) -> Category:
    """One place up or down among those in the same place; at the end nothing happens. Locks the forum's categories."""
    tree = locked_tree()
    category = tree.get(category.pk) or category
    ensure(by, "forums.change_category", category)
    beside = [one for one in tree.values() if one.parent_id == category.parent_id and not one.is_archived]
    beside.sort(key=lambda one: (one.order, one.pk))
    if category in beside:
        at = beside.index(category)
        to = max(at - 1, 0) if up else min(at + 1, len(beside) - 1)
        beside.insert(to, beside.pop(at))
    for number, one in enumerate(beside, 1):
        one.order = number * STEP
    Category.objects.bulk_update(beside, ["order"])
    raise_epoch()
    return category


@transaction.atomic
def delete_category(*, category: Category, by: Any) -> None:
    """One that nothing stands in: it goes with its thread and the rights in it. Locks the forum's categories.

    Raises:
        Refused: a topic stands in it, hidden ones too, or another category; or somebody sent a topic there that was
            held, which they may still read.
    """
    tree = locked_tree()
    category = tree.get(category.pk) or category
    ensure(by, "forums.delete_category", category)
    if category.topics.exists():
        raise Refused(_("Kategori ini memuat topik. Pindahkan dulu topiknya, atau arsipkan kategorinya."), obj=category)
    if _inside(category, tree):
        raise Refused(_("Kategori ini memuat subkategori. Pindahkan atau hapus dulu subkategorinya."), obj=category)
    if HeldPost.objects.filter(category=category).exists():
        raise Refused(
            _("Ada tulisan yang dikirim ke kategori ini dan ditahan. Arsipkan saja kategorinya."), obj=category
        )
    thread = category.thread
    category.delete()
    thread.delete()
    raise_epoch()


def open_forum_of(*, title: str, audience: Audience, thread: Thread, title_en: str = "") -> Category:
    """The forum of a thing that is being made: whoever sees the thing sees it, who follows the thing follows it."""
    return Category.objects.create(title=title, title_en=title_en, audience=audience, thread=thread, is_owned=True)


@transaction.atomic
def rename_forum(category_id: int, title: str) -> None:
    """The thing that a forum belongs to has another title; what was kept with the old one is out of date."""
    Category.objects.filter(pk=category_id).update(title=title)
    raise_epoch()


@transaction.atomic
def archive_forum(category_id: int) -> None:
    """The thing that a forum belongs to was put away: it stays readable and takes nothing new."""
    Category.objects.filter(pk=category_id, archived_at=None).update(archived_at=timezone.now())
    raise_epoch()
