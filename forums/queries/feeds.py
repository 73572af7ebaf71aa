"""What is written where everybody may read, for programs that read news: as a visitor reads it, whoever asks."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import name_for_others
from commons import rich_text
from commons.feeds import Entry
from forums.models import Category, Post, Topic
from forums.models.post import lasting_address, place
from forums.models.topic import address, shown_title

MOST = 50  # entries: more than a busy day
SHOWN = (
    *("pk", "number", "created_at", "edited_at", "body", "topic_id", "topic__title", "topic__is_hidden"),
    *("acting_as__name", "author__name", "author__leaves_at", "author__erased_at"),
)


def category_feed(category: Category) -> str:
    """Its address; empty where only some may read."""
    return f"/forum/{category.pk}/topik.atom" if category.is_public else ""


def topic_feed(topic: Topic) -> str:
    """Its address; empty where only some may read."""
    return f"/forum/topik/{topic.pk}/kiriman.atom" if topic.category.is_public else ""


def told_in(category: Category) -> list[Entry]:
    """The newest topics of a category, each by its opening post."""
    opening = Post.objects.filter(topic__category=category, topic__is_hidden=False, number=1)
    return [_entry(row, html, row["topic__title"]) for row, html in _newest(opening)]


def told_of(topic: Topic) -> list[Entry]:
    """The newest posts of a topic."""
    return [_entry(row, html, _title(row)) for row, html in _newest(Post.objects.inside(topic))]


def _newest(posts: Any) -> list[tuple[dict[str, Any], str]]:
    """With their texts: one statement, and one look-up a kind of what they refer to."""
    visitor = AnonymousUser()
    rows = list(posts.visible_to(visitor).shown().order_by("-created_at", "-pk").values(*SHOWN)[:MOST])
    return list(zip(rows, rich_text.render([row["body"] for row in rows], visitor), strict=True))


def _entry(row: Mapping[str, Any], html: str, title: str) -> Entry:
    """Its lasting address names it, so that a post which moves is not read twice."""
    topic_url = address(row["topic_id"], "" if row["topic__is_hidden"] else row["topic__title"])
    author = name_for_others(row["author__name"], row["author__leaves_at"], row["author__erased_at"])
    return Entry(
        url=place(topic_url, row["number"]),
        title=title,
        speaker=f"{author} ({row['acting_as__name']})" if row["acting_as__name"] else author,
        html=html,
        at=row["created_at"],
        changed_at=row["edited_at"] or row["created_at"],
        lasting_url=lasting_address(row["pk"]),
    )


def _title(row: Mapping[str, Any]) -> str:
    said = {"topic": shown_title(row["topic__title"], row["topic__is_hidden"]), "n": row["number"]}
    return _("%(topic)s, kiriman %(n)s") % said
