"""Reads about threads."""

from typing import Any

from activity.models import Follow, Thread


def follow_level(person: Any, thread: Thread) -> int | None:
    """How much of the thread this person wants to hear; None when it is not followed."""
    if not person.is_authenticated:
        return None
    return Follow.objects.filter(person=person.pk, thread=thread).values_list("level", flat=True).first()
