"""Many rows at once, as the towns of the bench are made of them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model

from activity.models import Thread
from commons.models import Audience

BATCH = 2000
Row = TypeVar("Row", bound=Model)


def save_all(rows: Sequence[Row]) -> list[Row]:
    """Saved, with their numbers."""
    manager: Any = type(rows[0])._default_manager
    return manager.bulk_create(rows, batch_size=BATCH)


def threads_of(kind: str, audiences: Sequence[Audience], parent: Thread | None = None) -> list[Thread]:
    """What people follow, for things that are about to be made; `tie` ties them to these."""
    return save_all([Thread(kind=kind, audience=audience, parent=parent) for audience in audiences])


def tie(threads: Sequence[Thread], things: Sequence[Any]) -> None:
    """Each thread points at its thing."""
    for thread, thing in zip(threads, things, strict=True):
        thread.object_id = thing.pk
    Thread.objects.bulk_update(threads, ["object_id"], batch_size=BATCH)
