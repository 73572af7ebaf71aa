"""A topic is summed up, and the summary taken away. Nobody is told: what it says was said in the posts."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from commons import rich_text
from commons.access import ensure
from commons.editing import ensure_not_overtaken
from forums.actions.locking import locked
from forums.models import Summary, Topic
from forums.queries import facts_of_summary


@transaction.atomic
def summarise(*, topic: Topic, by: Any, body: str, seen: str = "") -> Topic:
    """The summary, for the first time or anew; sent unchanged, it stays whose it was. Locks the topic.

    Raises:
        Refused: neither the one who opened the topic nor a moderator, or the topic is hidden or archived.
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    topic = locked(topic.pk)
    ensure(by, "forums.summarise", topic)
    facts = facts_of_summary(topic)
    ensure_not_overtaken(seen, facts)
    if facts["body"] == body:
        return topic
    written = rich_text.written(body)
    facts = {"body": written.shown, "source": written.source, "lang": by.language, "written_at": timezone.now()}
    Summary.objects.update_or_create(topic=topic, defaults=facts | {"author": by})
    _turn(topic)
    return topic


@transaction.atomic
def remove_summary(*, topic: Topic, by: Any) -> Topic:
    """It is gone; removed twice, it is gone once. Locks the topic.

    Raises:
        Refused: as for writing one.
    """
    topic = locked(topic.pk)
    ensure(by, "forums.summarise", topic)
    if Summary.objects.filter(topic=topic).delete()[0]:
        _turn(topic)
    return topic


def _turn(topic: Topic) -> None:
    """Kept pages of the topic follow its version."""
    topic.version += 1
    topic.save(update_fields=["version"])
