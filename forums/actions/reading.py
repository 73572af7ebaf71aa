"""Everything new counts as read."""

from typing import Any

from activity.sweeps import sweep
from forums.models import Category
from forums.queries import unread_topics


def read_everything(*, by: Any, category: Category | None = None) -> int | None:
    """All that stands under *Belum dibaca*, or what of it stands in one category; two statements, however many topics.

    What each mark said before is kept: the number that is returned takes it back for an hour
    (`activity.sweeps.take_back`). None if nothing was new.
    """
    return sweep(by, unread_topics(by, category).values_list("thread_id", "posts_count"))
