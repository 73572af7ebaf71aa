"""A topic is put on top of its category, or put away."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import record
from commons.access import Refused, ensure
from forums.actions.locking import locked, locked_category
from forums.actions.places import PIN, unpin
from forums.models import Topic

MOST_PINNED = 5  # in one category: what all is on top of is on top of nothing


@transaction.atomic
def pin_topic(*, topic: Topic, by: Any, until: datetime | None = None) -> Topic:
    """On top of its category, until then or for good. Nobody is told. Locks the topic, then the category.

    Raises:
        Refused: as many are on top as may be.
    """
    topic = locked(topic.pk)
    ensure(by, "forums.pin_topic", topic)
    category = locked_category(topic.category_id)
    if category.topics.pinned().exclude(pk=topic.pk).count() >= MOST_PINNED:
        words = _("Sudah %(n)s topik disematkan di kategori ini. Lepas dulu salah satunya.") % {"n": MOST_PINNED}
        raise Refused(words, obj=topic)
    topic.pinned_at, topic.pinned_until, topic.pinned_by = timezone.now(), until, by
    return _changed(topic, *PIN)


@transaction.atomic
def unpin_topic(*, topic: Topic, by: Any) -> Topic:
    """In its place among the others again. Locks the topic."""
    topic = locked(topic.pk)
    ensure(by, "forums.unpin_topic", topic)
    unpin(topic)
    return _changed(topic, *PIN)


@transaction.atomic
def archive_topic(*, topic: Topic, by: Any) -> Topic:
    """Read and no more: nothing is written, changed or marked in it. Its author hears it. Locks the topic."""
    topic = locked(topic.pk)
    ensure(by, "forums.archive_topic", topic)
    topic.archived_at, topic.archived_by = timezone.now(), by
    unpin(topic)
    record("forums.topic_archived", actor=by, target=topic, thread=topic.thread, to=[("concerned", topic.author)])
    return _changed(topic, "archived_at", "archived_by", *PIN)


@transaction.atomic
def unarchive_topic(*, topic: Topic, by: Any) -> Topic:
    """It takes answers again, unless it is closed. Nobody is told. Locks the topic."""
    topic = locked(topic.pk)
    ensure(by, "forums.unarchive_topic", topic)
    topic.archived_at = topic.archived_by = None
    return _changed(topic, "archived_at", "archived_by")


def _changed(topic: Topic, *fields: str) -> Topic:
    topic.version += 1
    topic.save(update_fields=[*fields, "version"])
    return topic
