"""Topics and posts in the search."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import name_for_others
from commons import formats
from commons.search import Words, highlighted, matching, read, snippet, written
from commons.windows import Hit
from forums.models import Post, Topic
from forums.models.post import place
from forums.queries import kind_look

EVERYTHING = Q()
SHOWN_OF_TOPIC = ("title", "is_hidden", "kind", "last_post_at", "category__title", "category__title_en")
SHOWN_OF_POST = (
    *("number", "lang", "created_at", "topic__title", "topic__is_hidden"),
    *("author__name", "author__leaves_at", "author__erased_at", "acting_as__name"),
)
NUMBER = re.compile(r"[Tt][ -]?(\d{4})[ -](\d{1,6})")  # of a question, as people write it down: T-2026-0042


def find_topics(user: Any, words: Words, narrowed: Q = EVERYTHING) -> QuerySet[Topic]:
    """By the title; a question also by its number."""
    found = Topic.objects.visible_to(user).listed().filter(narrowed)
    if number := number_in(words):
        found = found.filter(question__year=number[1], question__serial=number[2])
        words = read(found.values_list("title", flat=True).first() or words.typed)
    return by_title(found, words)


def number_in(words: Words) -> re.Match[str] | None:
    """The year and the number of a question, where that is all that was typed."""
    return NUMBER.fullmatch(words.typed)


def by_title(found: QuerySet[Topic], words: Words, *, forgives: bool = True) -> QuerySet[Topic]:
    """Of these topics those whose title has the words; slips are forgiven, or not."""
    rows = matching(found, words, holds=F("words"), text="title", at="last_post_at", name="title", forgives=forgives)
    return rows.select_related("category").only(*SHOWN_OF_TOPIC)


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


def find_posts(user: Any, words: Words, narrowed: Q = EVERYTHING) -> QuerySet[Post]:
    found = Post.objects.visible_to(user).shown().filter(narrowed)
    rows = matching(found, words, holds=F("words"), text=written("body"), at="created_at")
    return rows.select_related("topic", "author", "acting_as").only(*SHOWN_OF_POST)


def post_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    return [hit_of_post(row, snippet(row.snippet, is_html=True)) for row in rows]


def hit_of_post(row: Any, text: str) -> Hit:
    """With its topic, author and organisation beside it. `text` is safe HTML, or plain words that are escaped."""
    return Hit(
        title=highlighted(str(row.topic)),
        url=place(row.topic.get_absolute_url(), row.number),
        detail=" · ".join(filter(None, (_name(row.author), str(row.acting_as or "")))),
        text=text,
        when=formats.ago(row.created_at, timezone.localtime()),
        lang=row.lang,
    )


def _name(author: Any) -> str:
    return name_for_others(author.name, author.leaves_at, author.erased_at)
