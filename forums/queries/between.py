"""What others wrote since somebody looked at a topic."""

from dataclasses import dataclass
from typing import Any

from commons.drawn import drawn
from forums.models import Post, Topic
from forums.models.post import place
from forums.queries.posts import SIZE, shown


@dataclass(frozen=True)
class Between:
    """How many posts came in between, the first twenty of them as they are read, where they stand, and up to which
    number nothing else is new."""

    many: int
    posts: tuple[tuple[int, str], ...]  # number and HTML
    url: str
    last: int


def posts_between(topic: Topic, known: int, user: Any) -> Between:
    """Those after the number that this person knew of; their own are no news."""
    topic.refresh_from_db(fields=["posts_count", "version"])
    found = list(_new(topic, known, user).for_topic()[:SIZE])
    html = [drawn("forums/_post.html", post=post, topic=topic.pk) for post in shown(found, topic, user)]
    many = new_count(topic, known, user)
    return Between(
        many=many,
        posts=tuple((row["number"], text) for row, text in zip(found, html, strict=True)),
        url=place(topic.get_absolute_url(), found[0]["number"] if found else topic.posts_count),
        last=topic.posts_count if many <= len(found) else found[-1]["number"],
    )


def new_count(topic: Topic, known: int, user: Any) -> int:
    """How many others wrote after this number; nothing is asked where the topic has no later one."""
    return _new(topic, known, user).count() if topic.posts_count > known else 0


def _new(topic: Topic, known: int, user: Any) -> Any:
    return Post.objects.inside(topic).shown().after(known).not_by(user)
