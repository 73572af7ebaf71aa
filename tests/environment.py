"""Imported by conftest before anything else: what kind of site this is, and the servers it runs on.

Real PostgreSQL and Valkey: those of DATABASE_URL and REDIS_URL, else embedded ones under `var/`, stopped at the end.
"""

import os
import secrets
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import timezone

from portal.translations.catalogue import compile_all

HERE = Path(__file__).resolve().parent.parent
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "PORTAL_MODE": "test",
    "SECRET_KEY": "tests-only-tests-only-tests-only-tests-only-0123456789",
    "SITE_URL": "http://testserver",
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "COMPRESS_PAGES": "0",
    "LOG_LEVEL": "WARNING",
}
_started: list[Any] = []

if not os.environ.get("DATABASE_URL"):
    from running.embedded import Postgres

    _started.append(Postgres(HERE / "var", test=True))
    os.environ["DATABASE_URL"] = _started[-1].start()
if not os.environ.get("REDIS_URL"):
    from running.embedded import Valkey

    _started.append(Valkey(HERE / "var", test=True))
    os.environ["REDIS_URL"] = _started[-1].start()

compile_all(HERE / "locale")
django.setup()

from commons import drawn  # noqa: E402, models are there now

_namespace = ""
_began = 0.0


def cache_key(key: str, prefix: str, version: int) -> str:
    """Keys of this test only: several processes share one Valkey, so that emptying it would empty it for the others."""
    return f"{_namespace}:{prefix}:{version}:{key}"


def empty_cache() -> None:
    """From here on nothing is remembered, in no thread of this process. `cache.clear()` would empty it for others too:
    the limits that another process's test is counting, and whatever REDIS_URL holds."""
    global _namespace, _began
    _namespace, _began = secrets.token_hex(8), timezone.now().timestamp()
    drawn.forget_pages()


def minute_of_the_test() -> int:
    """Minutes are counted from its beginning: none ends between two readings of a page that a test compares."""
    return int(timezone.now().timestamp() - _began) // drawn.MINUTE


drawn.this_minute = minute_of_the_test


# As the site's own, only quick: how long a guess takes is no question of these tests.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1

# A machine that is busy with tests may need longer than a site waits; only the tests of that have a cache of their own.
PATIENCE = 20  # seconds
settings.CACHES["default"]["KEY_FUNCTION"] = cache_key
settings.CACHES["default"]["OPTIONS"] = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}


def stop_servers() -> None:
    """Workers of xdist found the variables set and started nothing; the first process stops what it started."""
    for server in reversed(_started):
        server.stop()
