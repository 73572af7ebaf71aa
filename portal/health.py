"""Is the site well? For load balancers, for the supervisor, and for whoever is called at night."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from redis.exceptions import RedisError

from commons.models import Heartbeat
from mail.queries import oldest_unsent

QUEUES = ("default", "mail")
LATE_BEAT, LATE_MAIL = 180, 600  # seconds


@dataclass(frozen=True)
class Health:
    """`ready`: this process can serve. `well`: everything behind it works too. Ages in seconds, None when unknown."""

    ready: bool
    well: bool
    database: str
    valkey: str
    workers: dict[str, int | None]
    oldest_unsent_mail: int | None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def look() -> Health:
    """Ask each part once, with short time-outs; a part that is away is said, never raised."""
    database, valkey = _database(), _valkey()
    if database != "ok":
        return Health(False, False, database, valkey, dict.fromkeys(QUEUES), None)
    workers, unsent = _workers(), oldest_unsent()
    beating = all(age is not None and age < LATE_BEAT for age in workers.values())
    well = valkey == "ok" and beating and (unsent is None or unsent < LATE_MAIL)
    return Health(True, well, database, valkey, workers, unsent)


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        return "migrations pending" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"
    except DatabaseError:
        return "away"


def _valkey() -> str:
    """Asked directly: the cache itself would answer from memory."""
    try:
        caches["default"]._cache.get_client(None).ping()  # type: ignore[attr-defined]
    except RedisError:
        return "away"
    return "ok"


def _workers() -> dict[str, int | None]:
    now = timezone.now()
    beats = {name: int((now - at).total_seconds()) for name, at in Heartbeat.objects.values_list("name", "at")}
    return {queue: beats.get(queue) for queue in QUEUES}
