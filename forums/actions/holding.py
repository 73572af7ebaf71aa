"""What somebody new sends is held until a moderator lets it through; what others send is published at once."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from commons import attachments, rich_text
from commons.access import Refused, ensure
from commons.models import Attachment
from forums.actions.locking import locked, locked_category
from forums.actions.topics import open_topic, publish_post
from forums.models import Category, HeldPost, Post, Topic
from forums.queries.holding import is_held
from stakeholders.actions import ensure_speaks_for
from stakeholders.models import Organisation

MOST_HELD = 5  # texts of one person that may wait at once: a queue is no place to pile up


def send_topic(*, category: Category, author: Any, **facts: Any) -> Topic | HeldPost:
    """What `open_topic` does, at once or when a moderator has looked. Locks the category.

    Raises:
        Refused: as `open_topic`; or too much of this person waits already.
    """
    if not is_held(author):
        return open_topic(category=category, author=author, **facts)
    return _hold_topic(category, author, **{"kind": Topic.Kind.DISCUSSION} | facts)


@transaction.atomic
def _hold_topic(category: Category, author: Any, **facts: Any) -> HeldPost:
    category = locked_category(category.pk)
    ensure(author, "forums.open_topic", category)
    if facts["kind"] == Topic.Kind.ANNOUNCEMENT:
        ensure(author, "forums.announce", category)
    return _hold(author, category=category, **facts)


def send_post(*, topic: Topic, author: Any, seen: int = 0, known: int | None = None, **facts: Any) -> Post | HeldPost:
    """What `publish_post` does, at once or when a moderator has looked: then nobody was faster. Locks the topic.

    Raises:
        Refused: as `publish_post`; or too much of this person waits already.
    """
    if not is_held(author):
        return publish_post(topic=topic, author=author, seen=seen, known=known, **facts)
    return _hold_post(topic, author, **facts)


@transaction.atomic
def _hold_post(topic: Topic, author: Any, **facts: Any) -> HeldPost:
    topic = locked(topic.pk)
    ensure(author, "forums.publish_post", topic)
    return _hold(author, topic=topic, **facts)


def _hold(
    author: Any,
    *,
    body: str,
    acting_as: Organisation | None = None,
    photos: Iterable[Attachment] = (),
    **place: Any,
) -> HeldPost:
    """Its pictures are served to nobody; moderators and its author see them on its page."""
    ensure_speaks_for(author, acting_as)
    if HeldPost.objects.waiting().filter(author=author).count() >= MOST_HELD:
        raise Refused(_("Tulisan Anda yang lain masih menunggu dicek. Kirim yang ini sesudah itu."))
    written = rich_text.written(body)
    held = HeldPost.objects.create(
        author=author, acting_as=acting_as, body=written.shown, source=written.source, **place
    )
    for photo in photos:
        attachments.attach(photo, to=held, audience=held.audience)
    attachments.hide(held)
    return held


@transaction.atomic
def release_held(*, held: HeldPost, by: Any) -> Post:
    """It is published as if it were sent now: its number, its clock, and whom it tells begin here. Its author hears it.

    Locks it, then its place. Of two who let it through, the second is told that it was decided.

    Raises:
        Refused: it is decided; or its author may no longer write there, as `publish_post` says.
    """
    held = _locked(held, by, "forums.release_held")
    facts: dict[str, Any] = {
        "author": held.author,
        "acting_as": held.acting_as,
        "body": rich_text.typed(held.source),
        "photos": attachments.detach(held),
    }
    if held.topic is not None:
        post = publish_post(topic=held.topic, **facts)
    else:
        post = _opened(held, **facts)
    held.release(post, by=by)
    held.save()
    record("forums.post_released", actor=by, target=post, thread=post.topic.thread, to=[("concerned", held.author)])
    return post


def _opened(held: HeldPost, **facts: Any) -> Post:
    assert held.category is not None, "the database says so: a reply has a topic"
    topic = open_topic(
        category=held.category,
        title=held.title,
        kind=held.kind,
        asked=held.asked,
        report_number=held.report_number,
        **facts,
    )
    post: Post = topic.posts.select_related("topic__thread").get(number=1)
    return post


@transaction.atomic
def refuse_held(*, held: HeldPost, by: Any, reason: str) -> HeldPost:
    """It is not published, and why; its author hears it and keeps the text.

    Raises:
        Refused: it is decided.
    """
    held = _locked(held, by, "forums.refuse_held")
    held.refuse(by=by, reason=reason)
    held.save()
    record("forums.post_refused", actor=by, target=held, thread=held.place.thread, to=[("concerned", held.author)])
    return held


def _locked(held: HeldPost, by: Any, rule: str) -> HeldPost:
    """What stands beside it is asked for after the lock is there (see `forums.actions.locking`)."""
    HeldPost.objects.select_for_update(no_key=True).get(pk=held.pk)
    held = HeldPost.objects.select_related(
        "author", "acting_as", "asked", "topic__thread", "topic__category__audience", "category__thread",
        "category__audience",
    ).get(pk=held.pk)  # fmt: skip
    ensure(by, rule, held)
    return held
