"""Topics and what is written in them in the search."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import name_for_others
from commons import formats
from commons.search import Words, highlighted, matching, snippet, titled_vector, written, written_vector
from commons.windows import Hit
from forums.models import Post, Topic


def find_topics(user: Any, words: Words) -> QuerySet[Topic]:
    found = Topic.objects.visible_to(user).listed()
    rows = matching(found, words, holds=titled_vector("title"), text="title", at="last_post_at", name="title")
    return rows.select_related("category")


def topic_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    now = timezone.localtime()
    return [
        Hit(
            title=highlighted(row.marked),
            url=row.get_absolute_url(),
            detail=_("%(category)s · %(n)s balasan") % {"category": row.category, "n": row.replies_count},
            when=formats.ago(row.last_post_at, now),
        )
        for row in rows
    ]


def find_posts(user: Any, words: Words) -> QuerySet[Post]:
    """What is hidden is not found, nor is what stands in a topic whose opening post is hidden."""
    found = Post.objects.visible_to(user).shown().filter(topic__is_hidden=False)
    rows = matching(found, words, holds=written_vector("body"), text=written("body"), at="created_at")
    return rows.select_related("topic", "author", "acting_as")


def post_hits(rows: Sequence[Any], user: Any) -> list[Hit]:
    now = timezone.localtime()
    return [
        Hit(
            title=highlighted(str(row.topic)),
            url=row.get_absolute_url(),
            detail=str(row.acting_as or name_for_others(row.author.name, row.author.leaves_at, row.author.erased_at)),
            text=snippet(row.snippet, is_html=True),
            when=formats.ago(row.created_at, now),
            lang=row.lang,
        )
        for row in rows
    ]
