"""What did not happen: everything that waits for anybody, once, with whoever it waits for.

For those who look after it: the office, and a thing's keeper. They read it on the desk and in the coordinator's digest,
and only what they may see: the same rule as everywhere, asked of the rows' audiences.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import name_for_others
from commons import contributions
from commons.audience import may_see_each
from commons.calendar import office_day
from commons.contributions import Text, Waiting, WaitingRow
from commons.standing import OFFICE, standing

OVERSEERS = OFFICE | {"administrator"}


@dataclass(frozen=True)
class Undone:
    """One thing that waits: `people` are the names of those it waits for, `label` says what kind of thing it is."""

    kind: str
    label: Text
    icon: str
    sentence: Text
    url: str
    since: datetime
    due: datetime | None
    due_on: date | None
    people: tuple[str, ...]

    @property
    def until(self) -> date | None:
        """As people are told it: the office's day, or the moment."""
        return self.due_on or self.due

    def is_late(self, now: datetime) -> bool:
        return self.due is not None and self.due < now

    def is_due_today(self, now: datetime) -> bool:
        """Still to come, on this person's own day; what ends with a day at the office, on that one."""
        if self.due is None or self.due < now:
            return False
        if self.due_on is not None:
            return self.due_on == office_day(now)
        return timezone.localtime(self.due).date() == timezone.localtime(now).date()


def all_waiting(now: datetime) -> list[WaitingRow]:
    """Every row, whoever it waits for; one query a contribution."""
    people = cast("Sequence[int]", _everybody())  # a query: it becomes part of each contribution's own
    return [row for kind in contributions.all_of(Waiting) for row in kind.rows(now, people)]


@cache
def _everybody() -> QuerySet[Any, Any]:
    """The same object each time, and never asked itself: what is built with it is built once."""
    return get_user_model().objects.filter(is_active=True).order_by().values_list("pk", flat=True)


def undone(reader: Any, rows: Iterable[WaitingRow]) -> list[Undone]:
    """Of `all_waiting` what this person looks after, what is due first in front.

    What is asked of several in the same words, as whether they come to a meeting, is one thing that waits for them all.
    Two queries: which audiences, and whose names.
    """
    is_office = bool(standing(reader).roles & OVERSEERS)
    theirs = [row for row in rows if is_office or row.keeper_id == reader.pk]
    seen = may_see_each(reader, {row.audience_id for row in theirs if row.audience_id is not None})
    things = defaultdict(list)
    for row in theirs:
        if row.audience_id in seen:
            things[row.kind, row.page or row.url, str(row.sentence)].append(row)
    names = _names({row.person_id for rows in things.values() for row in rows})
    kinds = {kind.code: kind for kind in contributions.all_of(Waiting)}
    found = [_one(kinds[kind], rows, names) for (kind, *_said), rows in things.items()]
    return sorted(found, key=lambda one: (one.due is None, one.due or one.since, one.since, one.url))


def _one(kind: Waiting, rows: list[WaitingRow], names: dict[int, str]) -> Undone:
    first = rows[0]
    return Undone(
        kind=kind.code,
        label=kind.label,
        icon=kind.icon,
        sentence=first.sentence,
        url=first.page or first.url,
        since=first.since,
        due=first.due,
        due_on=first.due_on,
        people=tuple(sorted({names[row.person_id] for row in rows if row.person_id in names})),
    )


def _names(ids: set[int]) -> dict[int, str]:
    found = get_user_model().objects.filter(pk__in=ids).values_list("pk", "name", "leaves_at", "erased_at")
    return {pk: name_for_others(name, leaves_at, erased_at) for pk, name, leaves_at, erased_at in found}
