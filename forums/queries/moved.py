"""Where posts stand that once stood elsewhere: for old addresses, and for the rows that they left."""

import re
from dataclasses import dataclass
from typing import Any

from forums.models import MovedPost, Post, Topic
from forums.models.post import lasting_address, place

ADDRESS = re.compile(r"(?:.*/topik/|#?)([0-9]{1,18})(?:[-/?#].*)?")  # `12`, `#12`, or a whole address


@dataclass(frozen=True)
class LeftRow:
    """What stands in the place of a post that went to another topic: where to, for those who may see that."""

    number: int
    url: str
    title: str  # of the topic where it is; empty where this reader may not see it


def left_rows(topic: Topic, first: int, last: int, user: Any) -> list[LeftRow]:
    """Of one window: two statements, asked only of a topic that posts went away from."""
    gone = list(MovedPost.objects.filter(topic=topic, number__gte=first, number__lte=last).values("number", "post"))
    seen = {
        post.pk: post
        for post in Post.objects.visible_to(user).filter(pk__in=[row["post"] for row in gone]).select_related("topic")
    }
    titles = {pk: str(post.topic) for pk, post in seen.items()}
    return [LeftRow(row["number"], lasting_address(row["post"]), titles.get(row["post"], "")) for row in gone]


def new_place(topic: Topic, number: int, user: Any) -> str:
    """Where number so and so of a topic that was merged into another stands now. If this person may not see that, or
    there is no such number: the topic that took in the others."""
    moved = MovedPost.objects.filter(topic=topic, number=number).values("post")
    post = Post.objects.visible_to(user).filter(pk__in=moved).select_related("topic").first()
    if post is not None:
        return place(post.topic.get_absolute_url(), post.number)
    assert topic.merged_into is not None
    return topic.merged_into.get_absolute_url()


def moved_post(topic_id: int, post_id: int, user: Any) -> Post | None:
    """The post, where it left this topic and this person may see it where it is now."""
    moved = MovedPost.objects.filter(topic=topic_id, post=post_id).values("post")
    found: Post | None = Post.objects.visible_to(user).filter(pk__in=moved).first()
    return found


def topic_at(typed: str, user: Any) -> Topic | None:
    """The topic that somebody means who types its number or pastes its address, as far as they may see it."""
    if (match := ADDRESS.fullmatch(typed.strip())) is None:
        return None
    seen = Topic.objects.visible_to(user).listed().select_related("category__audience", "question__asked")
    found: Topic | None = seen.filter(pk=match[1]).first()
    return found
