"""Reads that shape the inbox, and the few numbers about it that other pages show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, F, Max, OuterRef, QuerySet, Subquery, Sum, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from activity.models import Activity, Follow
from commons import contributions
from commons.contributions import Waiting, WaitingRow
from commons.standing import OFFICE, READER, reader, standing
from commons.statements import Given, Statement
from notifications.items import Item, items
from notifications.models import Notification, NotificationQuerySet, Schedule

PAGE = 20
MOST_COUNTED = 100
UNREAD = Statement(
    lambda: (
        Notification.objects.unread_by(READER)
        .visible_to(READER)
        .order_by()
        .values_list("thread", flat=True)
        .distinct()[:MOST_COUNTED]
    )
)


def unread_count(user: Any) -> int:
    """How many things have something new for this person; counted up to 100, by one query."""
    if not user.is_authenticated:
        return 0
    return len(UNREAD(**reader(user)))


def waiting_for(user: Any, now: datetime | None = None) -> list[WaitingRow]:
    """What waits for this person, what is due first in front, then by age; one query a contribution."""
    if not user.is_authenticated:
        return []
    now = now or timezone.now()
    return in_order(row for kind in contributions.all_of(Waiting) for row in kind.rows(now, [user.pk]))


def in_order(rows: Iterable[WaitingRow]) -> list[WaitingRow]:
    """What is due first in front, then what has waited longest."""
    return sorted(rows, key=lambda row: (row.due is None, row.due or row.since, row.since, row.kind, row.object_id))


def who_is_waited_for(now: datetime, people: Sequence[int]) -> set[int]:
    """Of these people (their ids) those for whom anything waits; one query a contribution, however many they are."""
    return (
        {row.person_id for kind in contributions.all_of(Waiting) for row in kind.rows(now, people)} if people else set()
    )


@dataclass(frozen=True)
class WaitingPage:
    """Twenty of the things that wait, and the query strings of the pages beside it."""

    rows: list[WaitingRow]
    previous: str = ""
    following: str = ""


def waiting_page(user: Any, start: str = "") -> WaitingPage:
    """The page that begins with the row named `start` (kind:number); an unknown name, or one that waits no more, begins
    at the top."""
    rows = waiting_for(user)
    names = [f"{row.kind}:{row.object_id}" for row in rows]
    at = names.index(start) if start in names else 0
    following = names[at + PAGE] if at + PAGE < len(rows) else ""
    previous = names[max(at - PAGE, 0)] if at else ""
    return WaitingPage(rows[at : at + PAGE], _begins(previous), _begins(following))


def _begins(name: str) -> str:
    return f"?{urlencode({'tampil': 'tindakan', 'mulai': name})}" if name else ""


@dataclass(frozen=True)
class Group:
    """One thing in the inbox: its newest news, how many are unread, and how much of it the person wants to hear."""

    thread_id: int
    told_no: int
    item: Item
    unread: int
    level: int | None


@dataclass(frozen=True)
class InboxPage:
    """A page of groups, newest first. `newest` is the number up to which it was seen; `older` and `newer` begin the
    pages beside it."""

    groups: list[Group]
    newest: int
    older: int | None
    newer: int | None

    @property
    def previous(self) -> str:
        return f"?setelah={self.newer}" if self.newer is not None else ""

    @property
    def following(self) -> str:
        return f"?sebelum={self.older}" if self.older is not None else ""


def inbox_page(user: Any, before: int | None = None, after: int | None = None) -> InboxPage:
    """The groups told before a number (or, going back, the nearest ones after it), in three queries and one a kind of
    thing. Access is asked again: what one may no longer see is not shown, whatever was told."""
    rows = list(_rows(user, before, after))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if after is not None:
        rows.reverse()
    groups = _groups(rows, user)
    has_older, has_newer = (more, before is not None) if after is None else (True, more)
    return InboxPage(
        groups,
        newest=rows[0].holds_no if rows else 0,
        older=rows[-1].holds_no if rows and has_older else None,
        newer=rows[0].holds_no if rows and has_newer else None,
    )


def news_for(user: Any) -> list[Group]:
    """What is new since this person last looked: the groups of the inbox's first page that hold something unread."""
    return [group for group in inbox_page(user).groups if group.unread]


def inbox_group(user: Any, thread_id: int) -> Group | None:
    """The group of one thread, as the page shows it."""
    return next(iter(_groups(list(_grouped(user, Notification.objects.of(user).filter(thread=thread_id))), user)), None)


def _rows(user: Any, before: int | None, after: int | None) -> Iterable[Any]:
    if before is None and after is None:
        return NEWEST(**reader(user))
    grouped = _grouped(user, Notification.objects.of(user))
    if after is not None:
        return grouped.filter(newest__gt=after).order_by("holds_no")[: PAGE + 1]
    return grouped.filter(newest__lt=before).order_by("-holds_no")[: PAGE + 1]


def _grouped(user: Any, rows: NotificationQuerySet) -> QuerySet[Any]:
    """The newest row of each thread, with what is unread in all of its rows.

    Pages are cut by `newest`, not by `holds_no`: a condition on a row's own value would hold before the grouping.
    """
    level = Follow.objects.filter(thread=OuterRef("thread"), person=OuterRef("person")).values("level")
    unread = Case(When(holds_no__gt=F("read_to"), then=F("count")), default=0)
    return (
        rows.visible_to(user)
        .filter(holds_no__isnull=False)
        .annotate(
            nth=Window(RowNumber(), partition_by="thread", order_by="-holds_no"),
            newest=Window(Max("holds_no"), partition_by="thread"),
            unread=Window(Sum(unread), partition_by="thread"),
            level=Subquery(level),
        )
        .filter(nth=1)
    )


# The first page, which every home page asks for.
NEWEST = Statement(lambda: _grouped(READER, Notification.objects.of(READER)).order_by("-holds_no")[: PAGE + 1])
TOLD = Statement(
    lambda: Activity.objects.select_related("actor", "acting_as__organisation", "thread").filter(
        told_no__in=Given("numbers")
    )
)


def _groups(rows: Sequence[Any], user: Any) -> list[Group]:
    """The rows with what they tell of; those that this person may not be shown any more are left out."""
    if not rows:
        return []
    activities = {a.told_no: a for a in TOLD(numbers=tuple(row.holds_no for row in rows))}
    shown = items(activities.values(), user)
    told = [(row, shown.get(activities[row.holds_no].pk)) for row in rows if row.holds_no in activities]
    return [Group(row.thread_id, row.holds_no, item, row.unread, row.level) for row, item in told if item is not None]


def schedule_of(person: Any) -> Schedule:
    """The clock of a person's digest; the usual one, not saved, for somebody who has none yet."""
    return Schedule.objects.filter(person=person.pk).first() or Schedule(person=person, zone=person.zone)


def frequency_of(person: Any, schedule: Schedule | None = None) -> str:
    """How often the digest comes: as chosen, else daily for staff and weekly for everybody else."""
    usual = Schedule.Frequency.DAILY if standing(person).roles & OFFICE else Schedule.Frequency.WEEKLY
    return (schedule or schedule_of(person)).frequency or usual
