"""The pages of the forum and of a category, which most people open: asked by statements that are built once, and drawn
once for all visitors (docs/decisions/0013)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone

from commons.drawn import kept_for_the_minute
from commons.paging import Page, Paged
from commons.standing import READER, reader
from commons.statements import Given, Statement
from forums.models import Category, Topic
from forums.models.topic import pinned_still
from forums.queries.lists import TopicRow, rows

WEEK = timedelta(days=7)
RECENT = ("-last_post_at", "-pk")


@dataclass(frozen=True)
class Listed:
    """A page of topics, drawn."""

    html: str
    is_empty: bool
    has_unread: bool


def listed(shown: Page, user: Any) -> Listed:
    """The rows are those that the database has just given; for visitors what looks the same is drawn once a minute."""

    def draw() -> Listed:
        known = rows(shown.rows)
        html = render_to_string("forums/_topics.html", {"rows": known, "page": shown}) if known else ""
        return Listed(html, not known, any(row.unread for row in known))

    return draw() if user.is_authenticated else kept_for_the_minute(draw, "forums.listed", shown)


def newest_of_forum(asked: Any, user: Any) -> Page:
    """The page of all topics that a person may see which is `asked` for (`request.GET`)."""
    newest = OF_FORUM if user.is_authenticated else OF_FORUM_OUT
    return newest.page(asked, **reader(user))


def newest_of_category(category: Category, asked: Any, user: Any) -> Page:
    """The same of one category, without what is pinned on top of it."""
    newest = OF_CATEGORY if user.is_authenticated else OF_CATEGORY_OUT
    return newest.page(asked, category=category.pk, now=timezone.now(), **reader(user))


def pinned_in(category: Any, user: Any) -> list[TopicRow]:
    """What stands on top of a category (of `for_page`), what was pinned last in front."""
    if not category.has_pins:
        return []
    pinned = PINNED if user.is_authenticated else PINNED_OUT
    return rows(pinned(category=category.pk, now=timezone.now(), **reader(user)))


@dataclass(frozen=True)
class CategoryRow:
    """A category in a list, in the words that stand there: what looks the same is drawn once."""

    url: str
    title: str
    within: str  # the category that it stands in
    icon: str
    description: str
    topics: int
    this_week: int  # how many of them moved
    is_new: bool  # something in it is new for whoever reads the list


def category_rows(categories: Iterable[Category], unread: Collection[int] = ()) -> list[CategoryRow]:
    """Of `categories_list` or `parts_of`; `unread` are the numbers of those in which something is new."""
    return [
        CategoryRow(
            url=category.get_absolute_url(),
            title=str(category),
            within=str(category.parent or ""),
            icon=category.icon,
            description=category.description,
            topics=category.topics_count,
            this_week=getattr(category, "this_week", 0),
            is_new=category.pk in unread,
        )
        for category in categories
    ]


def categories_list(user: Any) -> list[Category]:
    """The forum's own categories that a person may see, those that stand in another behind it, each with how many of
    its topics moved `this_week`."""
    return CATEGORIES(since=timezone.now() - WEEK, **reader(user))


def parts_of(category: Any, user: Any) -> list[Category]:
    """What stands in a category (of `for_page`), as far as this person may see it; the archived ones in one that is
    archived itself."""
    if not category.has_parts:
        return []
    found = PARTS(parent=category.pk, **reader(user))
    return found if category.is_archived else [part for part in found if not part.is_archived]


def _of_forum(user: Any) -> Any:
    return Topic.objects.visible_to(READER).listed().for_rows(user)


def _inside() -> Any:
    return Topic.objects.visible_to(READER).listed().inside(Given("category"))


def _of_category(user: Any) -> Any:
    return _inside().exclude(pinned_still(Given("now"))).for_rows(user)


def _pinned(user: Any) -> Any:
    return _inside().filter(pinned_still(Given("now"))).order_by("-pinned_at", "-pk").for_rows(user)


def _categories() -> Any:
    moved = Topic.objects.listed().filter(category=OuterRef("pk"), last_post_at__gte=Given("since"))
    counted = moved.order_by().values("category").annotate(many=Count("pk")).values("many")
    return Category.objects.visible_to(READER).in_the_list().annotate(this_week=Coalesce(Subquery(counted), 0))


def _parts() -> Any:
    found = Category.objects.visible_to(READER).filter(parent=Given("parent"))
    return found.select_related("parent").order_by("order", "pk")


OF_FORUM = Paged(lambda: _of_forum(READER), by=RECENT)
OF_FORUM_OUT = Paged(lambda: _of_forum(AnonymousUser()), by=RECENT)
OF_CATEGORY = Paged(lambda: _of_category(READER), by=RECENT)
OF_CATEGORY_OUT = Paged(lambda: _of_category(AnonymousUser()), by=RECENT)
PINNED = Statement(lambda: _pinned(READER))
PINNED_OUT = Statement(lambda: _pinned(AnonymousUser()))
CATEGORIES = Statement(_categories)
PARTS = Statement(_parts)
