"""When something is to be said; and saying it: claimed, said, ended in one transaction, once, whoever works beside."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from activity.models import Due
from commons import contributions
from commons.telling import DueKind

log = structlog.get_logger(__name__)
BATCH = 200  # of a kind that says many at once


@dataclass(frozen=True)
class When:
    """When something is due, and until when saying it is of use."""

    due_at: datetime
    useful_until: datetime


def schedule(
    kind: str, target: Model, times: Mapping[str, When], *, person: Any = None, group: Group | None = None
) -> None:
    """Set all occasions of one kind for one target; those not named any more are cancelled.

    An occasion moved to a new time in the future speaks again, even if it spoke before.

    Raises:
        LookupError: a kind that nobody contributes.
    """
    contributions.one(DueKind, kind)
    content_type = ContentType.objects.get_for_model(target)
    mine = Due.objects.filter(kind=kind, target_type=content_type, target_id=target.pk, person=person, group=group)
    with transaction.atomic():
        mine.filter(done_at=None).exclude(occasion__in=list(times)).delete()
        for occasion, when in times.items():
            _set(mine, content_type, target, occasion, when, kind=kind, person=person, group=group)


def _set(
    mine: QuerySet[Due], content_type: ContentType, target: Model, occasion: str, when: When, **whose: Any
) -> None:
    due, is_new = mine.get_or_create(
        occasion=occasion,
        defaults={
            "target_type": content_type,
            "target_id": target.pk,
            "due_at": when.due_at,
            "useful_until": when.useful_until,
            **whose,
        },
    )
    if is_new:
        return
    if when.due_at != due.due_at and when.due_at > timezone.now():
        due.done_at, due.outcome = None, ""
    due.due_at, due.useful_until = when.due_at, when.useful_until
    due.save(update_fields=["due_at", "useful_until", "done_at", "outcome"])


def schedule_new(kind: str, times: Iterable[tuple[Model, Mapping[str, When]]]) -> None:
    """The same for things that were just made, in one statement."""
    contributions.one(DueKind, kind)
    Due.objects.bulk_create(
        Due(kind=kind, target_type=ContentType.objects.get_for_model(target), target_id=target.pk,
            occasion=occasion, due_at=when.due_at, useful_until=when.useful_until)
        for target, occasions in times for occasion, when in occasions.items()
    )  # fmt: skip


def cancel(kind: str, target: Model) -> None:
    """Nothing more of this kind is said about the target."""
    content_type = ContentType.objects.get_for_model(target)
    Due.objects.filter(kind=kind, target_type=content_type, target_id=target.pk, done_at=None).delete()


def tell_next_due() -> bool:
    """Claim one due row, re-read its target and say it, in one transaction. False when nothing is due."""
    return tell_dues(1) > 0


@transaction.atomic
def tell_dues(most: int = BATCH) -> int:
    """Claim the oldest due row, and more of its kind where that says many at once; the number of rows that are ended.

    Two beats and any number of workers do no harm: rows are claimed with SKIP LOCKED and ended in the same commit.
    Kinds that say one by one keep their locks no longer than one of them needs.
    """
    now = timezone.now()
    first = _waiting(now).first()
    if first is None:
        return 0
    dues = [first]
    if most > 1 and _many(first.kind) is not None:
        dues += _waiting(now).filter(kind=first.kind).exclude(pk=first.pk)[: most - 1]
    useful = [due for due in dues if due.useful_until >= now]
    outcomes = {due.pk: "too late" for due in dues if due.useful_until < now} | _said(useful)
    _end(dues, outcomes, now)
    return len(dues)


def _waiting(now: datetime) -> Any:
    free = Due.objects.select_for_update(skip_locked=True)
    return free.filter(done_at=None, due_at__lte=now).order_by("due_at", "pk")


def _many(kind: str) -> Any:
    known = next((one for one in contributions.all_of(DueKind) if one.code == kind), None)
    return known.tell_all if known is not None else None


def _said(dues: list[Due]) -> dict[int, str]:
    """Many at once where that goes; if it fails, one by one, so that the one that can't be said stops nobody."""
    if len(dues) > 1:
        try:
            with transaction.atomic():
                outcomes = contributions.one(DueKind, dues[0].kind).tell_all(_with_targets(dues))  # type: ignore[misc]
                return {due.pk: outcomes[due.pk][:60] for due in dues}  # one that it forgot fails them all
        except Exception:
            log.exception("dues_failed", kind=dues[0].kind, dues=len(dues))
    return {due.pk: _tell(due, target) for due, target in _with_targets(dues)}


def _with_targets(dues: Iterable[Due]) -> list[tuple[Due, Any]]:
    """One query a kind of target."""
    dues = list(dues)
    by_type: dict[int, set[int]] = defaultdict(set)
    for due in dues:
        by_type[due.target_type_id].add(due.target_id)
    found: dict[tuple[int, int], Any] = {}
    for type_id, ids in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            found |= {(type_id, one.pk): one for one in model._default_manager.filter(pk__in=ids)}
    return [(due, found.get((due.target_type_id, due.target_id))) for due in dues]


def _tell(due: Due, target: Any) -> str:
    """What cannot be said is put aside, loudly, and stops nobody behind it."""
    try:
        with transaction.atomic():
            return contributions.one(DueKind, due.kind).tell(due, target)[:60]
    except Exception:
        log.exception("due_failed", kind=due.kind, due=due.pk)
        return "failed"


def _end(dues: list[Due], outcomes: dict[int, str], now: datetime) -> None:
    """Saying it may have set a row to its next time (a rhythm): then it is not ended."""
    if len(dues) == 1:
        (due,) = dues
        Due.objects.filter(pk=due.pk, due_at=due.due_at).update(done_at=now, outcome=outcomes[due.pk])
        return
    by_outcome: dict[str, list[int]] = defaultdict(list)
    for due in dues:
        by_outcome[outcomes[due.pk]].append(due.pk)
    for outcome, ids in by_outcome.items():
        Due.objects.filter(pk__in=ids, due_at__lte=now).update(done_at=now, outcome=outcome)
