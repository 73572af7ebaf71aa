"""A post is hidden with a reason that everybody reads, and may be shown again."""

from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.utils import timezone

from activity.actions import record, restore, withdraw
from commons import attachments
from commons.access import ensure
from commons.models.epoch import raise_epoch
from forums.actions.clocks import lose_answer
from forums.actions.locking import locked
from forums.models import Category, Post, Topic


@transaction.atomic
def hide_post(*, post: Post, by: Any, reason: str) -> Post:
    """It is read, served and told no more; its number stays, with the reason; its author hears it. Locks the topic.

    Hidden as the first, it takes the title of its topic along, and the topic out of all lists. What it answered is
    unanswered. The epoch rises.
    """
    post = _locked(post)
    ensure(by, "forums.hide_post", post)
    post.hidden_at, post.hidden_by, post.hidden_reason = timezone.now(), by, reason
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    attachments.hide(post)
    withdraw(post)
    _count_anew(post.topic)
    lose_answer(post, by=by)
    record("forums.post_hidden", actor=by, target=post, thread=post.topic.thread, to=[("concerned", post.author)])
    raise_epoch()
    return post


@transaction.atomic
def show_post(*, post: Post, by: Any) -> Post:
    """Everybody reads it again; nobody is told twice. Locks the topic. The epoch rises."""
    post = _locked(post)
    ensure(by, "forums.show_post", post)
    post.hidden_at, post.hidden_by, post.hidden_reason = None, None, ""
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    attachments.show(post)
    restore(post)
    _count_anew(post.topic)
    raise_epoch()
    return post


def _locked(post: Post) -> Post:
    topic = locked(post.topic_id)
    post = topic.posts.select_related("author").get(pk=post.pk)
    post.topic = topic
    return post


def _count_anew(topic: Topic) -> None:
    """What the topic and its category repeat about its posts."""
    shown = Q(hidden_at=None)
    counted = topic.posts.aggregate(
        shown=Count("pk", filter=shown),
        last=Max("created_at", filter=shown),
        first=Count("pk", filter=shown & Q(number=1)),
    )
    was_hidden, topic.is_hidden = topic.is_hidden, not counted["first"]
    topic.shown_count, topic.last_post_at = counted["shown"], counted["last"] or topic.created_at
    topic.version += 1
    topic.save(update_fields=["shown_count", "last_post_at", "is_hidden", "version"])
    if topic.is_hidden != was_hidden:
        step = -1 if topic.is_hidden else 1
        Category.objects.filter(pk=topic.category_id).update(topics_count=F("topics_count") + step)
