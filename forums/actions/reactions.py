"""Whoever finds a post useful says so, and may take it back."""

from typing import Any

from django.db import transaction

from commons.access import ensure
from forums.actions.locking import locked_post
from forums.models import Post, Reaction


@transaction.atomic
def find_useful(*, post: Post, by: Any) -> Post:
    """Once, however often it is said. Nobody is told. Locks the topic, whose kept pages show the number."""
    post = locked_post(post)
    ensure(by, "forums.react", post)
    _reaction, is_new = Reaction.objects.get_or_create(post=post, person=by)
    return _counted(post, has_changed=is_new)


@transaction.atomic
def find_useful_no_more(*, post: Post, by: Any) -> Post:
    """Taken back; what was not said is not missed. Locks the topic."""
    post = locked_post(post)
    ensure(by, "forums.react", post)
    gone, _by_model = Reaction.objects.filter(post=post, person=by).delete()
    return _counted(post, has_changed=bool(gone))


def _counted(post: Post, *, has_changed: bool) -> Post:
    if has_changed:
        post.topic.version += 1
        post.topic.save(update_fields=["version"])
    return post
