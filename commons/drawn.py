"""Fragments whose every word is in their values: drawn once, and remembered by these values.

What is remembered is never out of date: another name, stage or minute is another value. So a list asks the database for
its rows each time, and draws only those that nobody has seen yet.
"""

import hashlib
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from django.core.cache.backends.locmem import LocMemCache
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language

MOST_KEPT = 2000  # fragments of a process, about 1 kB each
MOST_PAGES = 400  # about 15 kB each
MINUTE = 60
Made = TypeVar("Made")
_pages = LocMemCache("pages", {"timeout": 2 * MINUTE, "OPTIONS": {"MAX_ENTRIES": MOST_PAGES}})


def drawn(template_name: str, **values: Hashable) -> str:
    """`{% drawn "projects/_project_row.html" row=row %}`: the fragment with these values and nothing else.

    Values are frozen. Moments come as ready text: the reader's zone and the present minute are no part of the key.
    """
    return _draw(template_name, get_language(), tuple(values.items()))


@lru_cache(maxsize=MOST_KEPT)
def _draw(template_name: str, language: str | None, values: tuple[tuple[str, Hashable], ...]) -> str:
    return get_template(template_name).render(dict(values))


def kept_for_the_minute(make: Callable[[], Made], *under: Any) -> Made:
    """What `make` gives, kept in this process while the versions in `under` stay, and no longer than this minute.

    Language and zone are part of the key, and so is the minute, because pages say how long ago something was. `under`
    names whatever else the answer depends on: the version of what it shows, the epoch, what the reader may see.
    """
    name = name_under(*under, this_minute())
    kept: Made | None = _pages.get(name)
    if kept is None:
        kept = make()
        _pages.set(name, kept)
    return kept


def this_minute() -> int:
    """Its number; what carries it in its name is found no longer than to its end."""
    return int(timezone.now().timestamp()) // MINUTE


def name_under(*under: Any) -> str:
    """A short name for what is kept: of all that it depends on, and of the reader's language and zone."""
    key = repr((*under, get_language(), timezone.get_current_timezone_name()))
    return hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
