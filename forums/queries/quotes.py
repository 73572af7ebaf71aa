"""A post where another one quotes it: its words while it is shown to whoever reads, and then nothing of it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import name_for_others
from commons import rich_text
from commons.contributions import Card
from forums.models import Post, Topic
from forums.models.post import place

LONGEST_QUOTE = 280


def quoted(topic: Topic, number: int | None) -> str:
    """The beginning of an answer that quotes a post of this topic: its first words and its address, and no names.

    The address is that of the post for ever, wherever it stands by then. Of what is hidden or missing, nothing.
    """
    post = topic.posts.shown().filter(number=number).first() if number else None
    if post is None:
        return ""
    words = rich_text.shortened(rich_text.words(post.body, "…"), LONGEST_QUOTE)
    return f"> {words}\n>\n> [#{post.number}]({post.lasting_url})\n\n"


def post_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Posts where they are quoted, called by who wrote them; those that this person may not read are left out."""
    found = Post.objects.visible_to(user).shown().filter(pk__in=list(ids))
    return {
        post.pk: Card(
            post.pk,
            _("%(name)s, kiriman %(n)s") % {"name": _who(post), "n": post.number},
            place(post.topic.get_absolute_url(), post.number),
            str(post.topic),
            "message-square-text",
        )
        for post in found.select_related("topic", "author", "acting_as")
    }


def _who(post: Post) -> str:
    name = name_for_others(post.author.name, post.author.leaves_at, post.author.erased_at)
    return f"{name} ({post.acting_as})" if post.acting_as else name
