"""Topics are opened, answered and closed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.queries import mentioned_in
from activity.actions import Concerned, begin_to_follow, name_thread, open_thread, read_up_to, record
from commons import attachments, rich_text
from commons.access import ensure
from commons.editing import Overtaken
from commons.models import Attachment
from forums.actions import clocks
from forums.actions.locking import locked, locked_category
from forums.models import Category, Post, Topic
from stakeholders.actions import ensure_speaks_for
from stakeholders.models import Organisation


@transaction.atomic
def open_topic(
    *,
    category: Category,
    author: Any,
    title: str,
    body: str,
    kind: str = Topic.Kind.DISCUSSION,
    acting_as: Organisation | None = None,
    photos: Iterable[Attachment] = (),
    asked: Organisation | None = None,
    report_number: str = "",
) -> Topic:
    """A topic with its first post. Its author follows it; who follows the category hears of it. Locks the category.

    A question may be `asked` of an office: it gets a number, and its people hear that they owe an answer.

    Raises:
        Refused: the category takes no topic of this person, the organisation is not theirs to speak for, or the one
            that is asked answers no questions there.
    """
    category = locked_category(category.pk)
    ensure(author, "forums.open_topic", category)
    if kind == Topic.Kind.ANNOUNCEMENT:
        ensure(author, "forums.announce", category)
    ensure_speaks_for(author, acting_as)
    thread = open_thread("forums.topic", category.audience, category.thread)
    topic = Topic.objects.create(
        category=category,
        kind=kind,
        title=title,
        author=author,
        acting_as=acting_as,
        report_number=report_number,
        thread=thread,
    )
    name_thread(thread, topic)
    Category.objects.filter(pk=category.pk).update(topics_count=F("topics_count") + 1)
    post = _write(topic, author=author, body=body, acting_as=acting_as, photos=photos)
    begin_to_follow(author, thread)
    read_up_to(author, thread, post.number)
    if asked is None:
        _tell("forums.topic_opened", post)
    else:
        clocks.ask(topic, asked, post)
        _tell("forums.question_asked", post, [("your_turn", asked.group)])
    return topic


@transaction.atomic
def publish_post(
    *,
    topic: Topic,
    author: Any,
    body: str,
    acting_as: Organisation | None = None,
    photos: Iterable[Attachment] = (),
    seen: int = 0,
    known: int | None = None,
    told_as: str = "forums.post_published",
    to: Concerned = (),
) -> Post:
    """An answer. Whoever it mentions hears it, and who follows the topic. Locks the topic.

    `seen` is the last number that its author had read; what came between stays unread for them. What is more than a
    reply is `told_as` what it is, and to those whom it concerns. `known` is the last number that there was when they
    began to write; without one nothing is asked.

    Raises:
        Refused: the topic was closed, or the organisation is not this person's to speak for.
        commons.editing.Overtaken: others wrote after `known`.
    """
    topic = locked(topic.pk)
    ensure(author, "forums.publish_post", topic)
    ensure_speaks_for(author, acting_as)
    if known is not None and topic.posts_count > known and topic.posts.shown().after(known).not_by(author).exists():
        raise Overtaken
    post = _write(topic, author=author, body=body, acting_as=acting_as, photos=photos)
    begin_to_follow(author, topic.thread)
    if seen >= post.number - 1:
        read_up_to(author, topic.thread, post.number)
    _tell(told_as, post, to)
    return post


def _write(topic: Topic, *, author: Any, body: str, acting_as: Organisation | None, photos: Iterable[Any]) -> Post:
    """The next number, and what the topic repeats of its newest post: its row is locked, or not yet seen by others."""
    written = rich_text.written(body)
    post = Post.objects.create(
        topic=topic,
        number=topic.posts_count + 1,
        author=author,
        acting_as=acting_as,
        body=written.shown,
        source=written.source,
        lang=author.language,
    )
    for photo in photos:
        attachments.attach(photo, to=post, audience=topic.category.audience)
    topic.posts_count, topic.shown_count = post.number, topic.shown_count + 1
    topic.last_post_at, topic.version = post.created_at, topic.version + 1
    topic.save(update_fields=["posts_count", "shown_count", "last_post_at", "version"])
    return post


def _tell(verb: str, post: Post, to: Concerned = ()) -> None:
    group = post.acting_as.group if post.acting_as else None
    record(verb, actor=post.author, target=post, thread=post.topic.thread, acting_as=group,
           to=[*to, ("mentioned", mentioned_in(post.body))])  # fmt: skip


@transaction.atomic
def close_topic(*, topic: Topic, by: Any, reason: str = "") -> Topic:
    """No more answers, and why; what its author closes is owed no answer any more. Locks the topic."""
    topic = locked(topic.pk)
    ensure(by, "forums.close_topic", topic)
    topic.state, topic.closed_at, topic.closed_by, topic.closed_reason = "closed", timezone.now(), by, reason
    _turn(topic)
    if topic.owed is not None:
        clocks.stop(topic.owed)
    record("forums.topic_closed", actor=by, target=topic, thread=topic.thread, to=[("concerned", topic.author)])
    return topic


@transaction.atomic
def reopen_topic(*, topic: Topic, by: Any) -> Topic:
    """Answers are taken again; one that is owed gets its whole time. Locks the topic."""
    topic = locked(topic.pk)
    ensure(by, "forums.reopen_topic", topic)
    topic.state, topic.closed_at, topic.closed_by, topic.closed_reason = "open", None, None, ""
    _turn(topic)
    if topic.owed is not None and topic.owed.is_owed:
        clocks.restart(topic.owed, by=by)
    record("forums.topic_reopened", actor=by, target=topic, thread=topic.thread, to=[("concerned", topic.author)])
    return topic


def _turn(topic: Topic) -> None:
    topic.version += 1
    topic.save(update_fields=["state", "closed_at", "closed_by", "closed_reason", "version"])
