"""Whose posts are looked at before they are shown, and which of them wait."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings

from accounts.models import Slip
from commons import rich_text
from commons.models import Attachment
from commons.standing import READER, reader, standing
from commons.statements import Given, Statement
from forums.models import HeldPost, Post

KNOWN = frozenset({"staff", "leader", "moderator", "administrator", "representative", "resident"})


def is_held(author: Any) -> bool:
    """Is this person new here? Not the office, moderators, who speaks for a verified organisation, who is confirmed as
    resident, or whose account the office opened; nor who has `FORUM_HELD_POSTS` posts that no moderator took away."""
    most = settings.FORUM_HELD_POSTS
    if most <= 0 or standing(author).roles & KNOWN:
        return False
    has_written = len(_written(most)(author=author.pk)) == most
    return not has_written and not Slip.objects.filter(person=author.pk).exists()


@cache
def _written(most: int) -> Statement:
    """Posts of one author that no moderator took away, no more than so many: when there are that many, it is enough."""
    return Statement(lambda: Post.objects.filter(author=Given("author"), hidden_at=None).values("pk")[:most])


def held_of(author: Any, topic: Any = None) -> list[HeldPost]:
    """What this person wrote and waits, in one topic or anywhere: the oldest in front."""
    if not author.is_authenticated:
        return []
    mine = MINE(**reader(author))
    return mine if topic is None else [held for held in mine if held.topic_id == topic.pk]


def _mine() -> Any:
    found = HeldPost.objects.visible_to(READER).waiting().filter(author=READER.pk).for_page(READER)
    return found.order_by("created_at", "pk")


MINE = Statement(_mine)


def held_here(topic: Any, author: Any) -> list[HeldPost]:
    """The same for the page of a topic, whose door knows already whether there is any."""
    return held_of(author, topic) if topic.holds_mine else []


def text_of(held: HeldPost, reader: Any) -> str:
    """As it would be read."""
    return rich_text.render([held.body], reader)[0]


def photos_of(held: HeldPost) -> Sequence[Attachment]:
    return list(held.photos.order_by("pk"))
