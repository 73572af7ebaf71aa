"""Categories are opened and changed by staff; the forum of another thing comes and goes with it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from activity.actions import name_thread, open_thread
from activity.models import Thread
from commons.access import ensure
from commons.audience import set_visibility
from commons.editing import ensure_not_overtaken
from commons.models import Audience
from commons.models.epoch import raise_epoch
from forums.actions.locking import locked_category
from forums.models import Category
from forums.queries import facts_of


@transaction.atomic
def open_category(*, by: Any, visibility: str, **facts: Any) -> Category:
    """A new part of the forum, with an audience of its own."""
    ensure(by, "forums.open_category", None)
    audience = Audience.objects.create(visibility=visibility)
    thread = open_thread("forums.category", audience)
    category = Category.objects.create(audience=audience, thread=thread, **facts)
    name_thread(thread, category)
    return category


@transaction.atomic
def change_category(
    *, category: Category, by: Any, seen: str = "", visibility: str, is_archived: bool = False, **facts: Any
) -> Category:
    """Name, purpose, place, who sees it and who begins topics; archived, it takes nothing new. Locks the category.

    Raises:
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    category = locked_category(category.pk)
    ensure(by, "forums.change_category", category)
    ensure_not_overtaken(seen, facts_of(category))
    for name, value in facts.items():
        setattr(category, name, value)
    if is_archived != category.is_archived:
        category.archived_at = timezone.now() if is_archived else None
    category.save(update_fields=[*facts, "archived_at"])
    if visibility != category.audience.visibility:
        set_visibility(category.audience, visibility)
    raise_epoch()
    return category


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
