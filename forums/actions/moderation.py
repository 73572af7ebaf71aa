"""A post is hidden with a reason that everybody reads, and may be shown again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from activity.actions import record, restore, withdraw
from commons import attachments
from commons.access import ensure
from commons.models.epoch import raise_epoch
from forums.actions.clocks import lose_answer
from forums.actions.counting import count_anew
from forums.actions.locking import locked_post
from forums.actions.reports import settle
from forums.models import Post, Report


@transaction.atomic
def hide_post(*, post: Post, by: Any, reason: str) -> Post:
    """It is read, served and told no more; its number stays, with the reason; its author hears it. Locks the topic.

    Hidden as the first, it takes the title of its topic along, and the topic out of all lists. What it answered is
    unanswered. Whoever reported it hears so. The epoch rises.
    """
    post = locked_post(post)
    ensure(by, "forums.hide_post", post)
    post.hidden_at, post.hidden_by, post.hidden_reason = timezone.now(), by, reason
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    attachments.hide(post)
    withdraw(post)
    count_anew(post.topic)
    lose_answer(post, by=by)
    settle(post, by=by, outcome=Report.Outcome.HIDDEN, note=reason)
    record("forums.post_hidden", actor=by, target=post, thread=post.topic.thread, to=[("concerned", post.author)])
    raise_epoch()
    return post


@transaction.atomic
def show_post(*, post: Post, by: Any) -> Post:
    """Everybody reads it again; nobody is told twice. Locks the topic. The epoch rises."""
    post = locked_post(post)
    ensure(by, "forums.show_post", post)
    post.hidden_at, post.hidden_by, post.hidden_reason = None, None, ""
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    attachments.show(post)
    restore(post)
    count_anew(post.topic)
    raise_epoch()
    return post
