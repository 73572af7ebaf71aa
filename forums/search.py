"""Topics and posts in the search."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import name_for_others
from commons import formats
from commons.search import Words, highlighted, matching, snippet, vector, written, written_vector
from commons.windows import Hit
from forums.models import Post, Topic
from forums.models.post import place
from forums.queries import kind_look


def find_topics(user: Any, words: Words) -> QuerySet[Topic]:
    found = Topic.objects.visible_to(user).listed()
    rows = matching(found, words, holds=vector("title", "title"), text="title", at="last_post_at", name="title")
    return rows.select_related("category")


def topic_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    now = timezone.localtime()
    return [
        Hit(
            title=highlighted(row.marked),
            url=row.get_absolute_url(),
            detail=f"{kind_look(row.kind).label} · {row.category}",
            when=formats.ago(row.last_post_at, now),
        )
        for row in rows
    ]


def find_posts(user: Any, words: Words) -> QuerySet[Post]:
    found = Post.objects.visible_to(user).shown()
    rows = matching(found, words, holds=written_vector("body"), text=written("body"), at="created_at")
    return rows.select_related("topic", "author", "acting_as")


def post_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    now = timezone.localtime()
    return [
        Hit(
            title=highlighted(str(row.topic)),
            url=place(row.topic.get_absolute_url(), row.number),
            detail=" · ".join(filter(None, (_name(row.author), str(row.acting_as or "")))),
            text=snippet(row.snippet, is_html=True),
            when=formats.ago(row.created_at, now),
            lang=row.lang,
        )
        for row in rows
    ]


def _name(author: Any) -> str:
    return name_for_others(author.name, author.leaves_at, author.erased_at)
