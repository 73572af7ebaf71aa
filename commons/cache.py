"""Redis as a cache that may vanish: pages go on, and limits stay limits."""

import threading
import time
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import ConnectionError, TimeoutError

AWAY = 30  # seconds during which a server that did not answer is not asked again
TIMEOUT = 0.25


class OneClient(RedisCacheClient):
    """One client a process: Django makes a new one at each call."""

    def get_client(self, key: str | None = None, *, write: bool = False) -> Any:
        return self._one

    @cached_property
    def _one(self) -> Any:
        return super().get_client(write=True)


class ForgivingCache(RedisCache):
    """Answers from this process's memory while Redis is away, `add` and `incr` included.

    Django's own backend turns an outage into 500s; one that swallows the errors would lock sign-in, whose limiter
    reads back what it wrote.
    """

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        options = {"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        self._class = OneClient
        self._memory = LocMemCache(f"forgiving-{id(type(self))}", params)
        self._asked_again_at = 0.0
        self._lock = threading.Lock()

    def _either(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self._asked_again_at:
            try:
                return getattr(super(), name)(*args, **kwargs)
            except (ConnectionError, TimeoutError):
                with self._lock:
                    self._asked_again_at = time.monotonic() + AWAY
        return getattr(self._memory, name)(*args, **kwargs)


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
    "incr",
    "set_many",
    "delete_many",
    "clear",
):
    setattr(ForgivingCache, _name, _forgiving(_name))
