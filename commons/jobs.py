"""Nudges: a task after the commit, by its registered name. The row is the truth, so a lost nudge costs a minute."""

import structlog
from celery import Task, current_app
from django.db import connection, transaction
from django.utils import timezone

from commons.models import Heartbeat

log = structlog.get_logger(__name__)


def enqueue(name: str, **ids: int | str) -> None:
    """Nudge a task once this transaction has committed; the same nudge twice in a transaction is sent once.

    Raises:
        KeyError: a name that no task is registered under: here and now, not in a worker.
    """
    task = registered(name)
    nudge_of = (name, tuple(sorted(ids.items())))

    def nudge() -> None:
        # The fact is saved: nothing that happens here may turn it into an error page and be sent a second time.
        try:
            task.apply_async(kwargs=ids, retry=False)
        except Exception as error:
            log.warning("nudge_lost", task=name, error=str(error))

    nudge.of = nudge_of  # type: ignore[attr-defined]
    if all(getattr(waiting[1], "of", None) != nudge_of for waiting in connection.run_on_commit):
        transaction.on_commit(nudge)


def registered(name: str) -> Task:
    """The task of that name. Celery discovers lazily in the web process, so it is made to look."""
    current_app.loader.import_default_modules()
    return current_app.tasks[name]


def beat(name: str) -> None:
    """The worker of the queue `name` lives and reaches the database. Called by a task of that queue."""
    mine = [Heartbeat(name=name, at=timezone.now())]
    Heartbeat.objects.bulk_create(mine, update_conflicts=True, unique_fields=["name"], update_fields=["at"])
