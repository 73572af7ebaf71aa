"""What a post says and what it said before, for its author to change and for everybody to compare."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commons import formats, rich_text
from forums.models import Post, PostVersion


@dataclass(frozen=True)
class ShownVersion:
    """A text of a post as this reader reads it, and since when it stood there. `number` is 0 for the one of today."""

    number: int
    title: str
    iso: str
    stamp: str
    body: str


def facts_of_post(post: Post) -> dict[str, Any]:
    """What the form of a post begins with; of one whose typing was not kept, its words without markup."""
    body = rich_text.typed(post.source) if post.source else rich_text.plain(post.body, post.author)
    return ({"title": post.topic.title} if post.is_opening else {}) | {"body": body}


def text_of_today(post: Post, user: Any) -> ShownVersion:
    title = post.topic.title if post.is_opening else ""
    return _shown(0, title, post.edited_at or post.created_at, rich_text.render([post.body], user)[0])


def earlier_texts(versions: Iterable[PostVersion], user: Any) -> list[ShownVersion]:
    """What they point at is looked up once a kind for all of them."""
    rows = list(versions)
    bodies = rich_text.render([row.body for row in rows], user)
    return [_shown(row.number, row.title, row.written_at, body) for row, body in zip(rows, bodies, strict=True)]


def _shown(number: int, title: str, at: datetime, body: str) -> ShownVersion:
    return ShownVersion(number, title, formats.iso(at), formats.stamp(at), body)
