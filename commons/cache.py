"""Redis as a cache that may vanish: pages go on, and limits stay limits."""

import time
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import ConnectionError, OutOfMemoryError, ReadOnlyError, TimeoutError

log = structlog.get_logger(__name__)
AWAY = 30  # seconds during which a server that did not answer is not asked again
TIMEOUT = 0.25
AWAY_ERRORS = (ConnectionError, TimeoutError, OutOfMemoryError, ReadOnlyError)
MOST_IN_MEMORY = 20_000  # entries; beyond it some are dropped, and with them counts of limits
COUNTS_LIVE = 300  # seconds


class OneClient(RedisCacheClient):
    """One client a process: Django makes a new one at each call."""

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        return self._one

    @cached_property
    def _one(self) -> Any:
        return super().get_client(write=True)


class ForgivingCache(RedisCache):
    """Answers from this process's memory while Redis is away, hangs or is full, `add` and `incr` included.

    Django's own backend turns an outage into 500s; one that swallows the errors would lock sign-in, whose limiter
    reads back what it wrote. What changed meanwhile is not written back: a key that may grow old carries the epoch.
    """

    _asked_again_at: ClassVar[dict[str, float]] = {}  # by server, for all threads, each of which has its own cache

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        options = {"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        self._class = OneClient
        self._address = str(server)
        self._memory = LocMemCache("forgiving", {**params, "OPTIONS": {"MAX_ENTRIES": MOST_IN_MEMORY}})

    def _either(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self._asked_again_at.get(self._address, 0.0):
            try:
                return getattr(super(), name)(*args, **kwargs)
            except AWAY_ERRORS as error:
                self._asked_again_at[self._address] = time.monotonic() + AWAY
                log.warning("cache_away", error=str(error)[:200])
        return getattr(self._memory, name)(*args, **kwargs)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """A count that Redis took along begins anew: a limit that cannot count would refuse everybody."""
        try:
            return self._either("incr", key, delta, version)
        except ValueError:
            if time.monotonic() >= self._asked_again_at.get(self._address, 0.0):
                raise
            self._memory.add(key, 0, COUNTS_LIVE, version)
            return self._memory.incr(key, delta, version)


def _forgiving(name: str) -> Callable[..., Any]:
    def method(self: ForgivingCache, *args: Any, **kwargs: Any) -> Any:
        return self._either(name, *args, **kwargs)

    method.__name__ = name
    return method


for _name in (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "set_many",
    "delete_many",
    "clear",
):
    setattr(ForgivingCache, _name, _forgiving(_name))
