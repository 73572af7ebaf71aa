"""Whoever wrote a post changes it, deletes it, and takes the deletion back; what it said before is kept."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activity.actions import record, restore, withdraw
from commons import attachments, rich_text
from commons.access import ensure
from commons.editing import ensure_not_overtaken
from commons.models.epoch import raise_epoch
from forums.actions.clocks import lose_answer
from forums.actions.counting import count_anew
from forums.actions.locking import locked_post
from forums.models import Post, PostVersion
from forums.queries import facts_of_post
from stakeholders.actions import ensure_speaks_for

PERSON = "accounts.person"


@transaction.atomic
def edit_post(*, post: Post, by: Any, body: str, title: str = "", seen: str = "") -> Post:
    """Its text anew, and of an opening post the title; what stood there becomes a version. Locks the topic.

    Whom the new text mentions and no earlier one did hears it, once; followers do not. Sent unchanged, nothing happens.

    Raises:
        Refused: it is hidden, deleted, somebody else's, or speaks for an organisation that is no longer theirs to.
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    post = locked_post(post)
    ensure(by, "forums.edit_post", post)
    ensure_speaks_for(by, post.acting_as)
    facts = facts_of_post(post)
    ensure_not_overtaken(seen, facts)
    if facts == {name: value for name, value in (("title", title), ("body", body)) if name in facts}:
        return post
    known = _mentioned_so_far(post)
    _keep_version(post)
    written = rich_text.written(body)
    post.body, post.source, post.edited_at = written.shown, written.source, timezone.now()
    post.save(update_fields=["body", "source", "edited_at"])
    _change_topic(post, title)
    _tell_the_newly_mentioned(post, known)
    return post


def _mentioned_so_far(post: Post) -> set[int]:
    texts = [post.body, *post.versions.values_list("body", flat=True)]
    return {person for text in texts for person in rich_text.references(text, PERSON)}


def _keep_version(post: Post) -> None:
    PostVersion.objects.create(
        post=post,
        number=post.versions.count() + 1,
        title=post.topic.title if post.is_opening else "",
        body=post.body,
        source=post.source,
        written_at=post.edited_at or post.created_at,
    )


def _change_topic(post: Post, title: str) -> None:
    """Kept pages of the topic follow its version; other pages that show its title follow the epoch."""
    topic, is_renamed = post.topic, post.is_opening and title != post.topic.title
    if is_renamed:
        topic.title = title
    topic.version += 1
    topic.save(update_fields=["title", "version"])
    if is_renamed:
        raise_epoch()


def _tell_the_newly_mentioned(post: Post, known: set[int]) -> None:
    if not (new := set(rich_text.references(post.body, PERSON)) - known):
        return
    group = post.acting_as.group if post.acting_as else None
    record("forums.post_edited", actor=post.author, target=post, thread=post.topic.thread, acting_as=group,
           to=[("mentioned", User.objects.filter(pk__in=new))])  # fmt: skip


@transaction.atomic
def delete_post(*, post: Post, by: Any) -> Post:
    """By its author: read, served and told no more, its number stays. As for hiding, an opening post takes the title of
    its topic along, and what it answered is unanswered. Locks the topic. The epoch rises."""
    post = locked_post(post)
    ensure(by, "forums.delete_post", post)
    post.deleted_at = timezone.now()
    post.save(update_fields=["deleted_at"])
    attachments.hide(post)
    withdraw(post)
    count_anew(post.topic)
    lose_answer(post, by=by)
    raise_epoch()
    return post


@transaction.atomic
def restore_post(*, post: Post, by: Any) -> Post:
    """The author takes the deletion back; nobody is told twice. Locks the topic. The epoch rises."""
    post = locked_post(post)
    ensure(by, "forums.restore_post", post)
    post.deleted_at = None
    post.save(update_fields=["deleted_at"])
    attachments.show(post)
    restore(post)
    count_anew(post.topic)
    raise_epoch()
    return post
