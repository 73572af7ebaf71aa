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
MOST_VISITED = 200  # the same, of whole pages by their address
MINUTE = 60
Made = TypeVar("Made")


def _store(name: str, most: int) -> LocMemCache:
    return LocMemCache(name, {"timeout": 2 * MINUTE, "OPTIONS": {"MAX_ENTRIES": most}})


_pages, _visited = _store("pages", MOST_PAGES), _store("visited", MOST_VISITED)


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
    return _kept(_pages, make, under)


def kept_for_visitors(make: Callable[[], Made], *under: Any) -> Made:
    """The same in a store of its own, for whatever is kept by its address: anybody may write as many addresses as they
    please (`?utm=1`, `?utm=2`), and these push out one another and nothing else."""
    return _kept(_visited, make, under)


def forget_pages() -> None:
    """Nothing is kept any more in this process."""
    for store in (_pages, _visited):
        store.clear()


def _kept(store: LocMemCache, make: Callable[[], Made], under: tuple[Any, ...]) -> Made:
    name = name_under(*under, this_minute())
    kept: Made | None = store.get(name)
    if kept is None:
        kept = make()
        store.set(name, kept)
    return kept


def this_minute() -> int:
    """Its number; what carries it in its name is found no longer than to its end."""
    return int(timezone.now().timestamp()) // MINUTE


def name_under(*under: Any) -> str:
    """A short name for what is kept: of all that it depends on, and of the reader's language and zone."""
    key = repr((*under, get_language(), timezone.get_current_timezone_name()))
    return hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
