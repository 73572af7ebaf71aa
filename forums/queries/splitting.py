"""What of a topic can be split off, to choose from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import name_for_others
from commons import rich_text
from forums.models import Post, Topic

SIZE = 100
LONGEST = 90


@dataclass(frozen=True)
class Part:
    """A hundred numbers of a topic: their posts as choices, and where the parts beside it begin (0: nowhere)."""

    choices: list[tuple[str, str]]
    previous: int
    following: int


def splittable(topic: Topic, number: int) -> Part:
    """All but the opening post, by their numbers: one query."""
    first = (min(max(number, 1), max(topic.posts_count, 1)) - 1) // SIZE * SIZE + 1
    posts = topic.posts.filter(number__gte=max(first, 2), number__lt=first + SIZE).order_by("number")
    return Part(
        [(str(post.number), _label(post)) for post in posts.select_related("author")],
        max(first - SIZE, 0),
        first + SIZE if topic.posts_count >= first + SIZE else 0,
    )


def _label(post: Post) -> str:
    author = post.author
    if not post.is_shown:
        return _("#%(n)s, tidak terbaca") % {"n": post.number}
    words = rich_text.shortened(rich_text.words(post.body, "…"), LONGEST)
    name = name_for_others(author.name, author.leaves_at, author.erased_at)
    return _("#%(n)s, %(name)s: %(words)s") % {"n": post.number, "name": name, "words": words}
