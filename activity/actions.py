"""Telling what happened, following, marking as read, and setting things to be said later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from activity.models import Activity, ActivityRecipient, Follow, Thread
from activity.saying import When, cancel, schedule, schedule_new, tell_dues, tell_next_due
from commons import contributions
from commons.jobs import enqueue
from commons.models import Audience
from commons.telling import GoesAlong, Verb

__all__ = [
    "Fact",
    "Numbered",
    "When",
    "begin_to_follow",
    "cancel",
    "follow",
    "hang_thread",
    "join_thread",
    "move_activities",
    "name_thread",
    "name_threads",
    "number_untold",
    "open_thread",
    "open_threads",
    "read_up_to",
    "record",
    "record_all",
    "restore",
    "schedule",
    "schedule_new",
    "share_follows",
    "share_marks",
    "tell_dues",
    "tell_next_due",
    "unfollow",
    "withdraw",
]

Concerned = Iterable[tuple[str, Any]]
DISPATCHER = 0x72656D62  # the advisory lock of whoever tells
FARTHEST = 2**31 - 1  # the largest position that a mark can hold

SHARE_FOLLOWS = """
    INSERT INTO activity_follow (person_id, thread_id, level, since)
    SELECT person_id, %(to)s, level, since FROM activity_follow WHERE thread_id = %(from)s
    ON CONFLICT (thread_id, person_id) DO NOTHING"""

# Of each person who had read `to` up to its end (`base`), the last of the moved numbers that they read where it stood.
SHARE_MARKS = """
    INSERT INTO activity_readmark AS m (person_id, thread_id, position, told_no, updated_at)
    SELECT f.person_id, %(to)s, r.position, CASE WHEN %(base)s = 0 THEN f.told_no ELSE 0 END, now()
    FROM activity_readmark f
    CROSS JOIN LATERAL (
        SELECT max(n.after) AS position FROM unnest(%(before)s::int[], %(after)s::int[]) AS n(before, after)
        WHERE n.before <= f.position) r
    WHERE f.thread_id = %(from)s AND r.position IS NOT NULL AND %(base)s <= coalesce(
        (SELECT t.position FROM activity_readmark t WHERE t.thread_id = %(to)s AND t.person_id = f.person_id), 0)
    ON CONFLICT (thread_id, person_id) DO UPDATE SET position = greatest(m.position, excluded.position)"""

NUMBER = """
    WITH untold AS (
        SELECT id FROM activity_activity WHERE told_no IS NULL AND dispatched_at IS NULL
        ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED),
    numbered AS MATERIALIZED (
        SELECT id, nextval('activity_told_numbers') AS told_no FROM (SELECT id FROM untold ORDER BY id) u)
    UPDATE activity_activity a SET told_no = n.told_no, dispatched_at = %s
    FROM numbered n WHERE a.id = n.id RETURNING a.id"""

# Threads that were joined with this one are read with it: what was told of them before has its page here now.
READ = """
    WITH read AS (
        INSERT INTO activity_readmark AS m (person_id, thread_id, position, told_no, updated_at)
        SELECT %(person)s, t.id, CASE WHEN t.id = %(thread)s THEN %(position)s ELSE 0 END,
            coalesce((SELECT a.told_no FROM activity_activity a
                WHERE a.thread_id = t.id AND a.told_no <= coalesce(%(shown)s::bigint, 9223372036854775807)
                ORDER BY a.told_no DESC LIMIT 1), 0), now()
        FROM activity_thread t WHERE t.id = %(thread)s OR t.joined_to_id = %(thread)s
        ORDER BY t.id
        ON CONFLICT (thread_id, person_id) DO UPDATE
        SET position = greatest(m.position, excluded.position), told_no = greatest(m.told_no, excluded.told_no),
            updated_at = now()
        RETURNING m.thread_id, m.told_no)
    SELECT told_no FROM read WHERE thread_id = %(thread)s"""


@transaction.atomic
def open_thread(kind: str, audience: Audience, parent: Thread | None = None) -> Thread:
    """The thread of a thing that is about to be made; `name_thread` ties them once the thing has its number."""
    return Thread.objects.create(kind=kind, audience=audience, parent=parent)


def name_thread(thread: Thread, thing: Model) -> None:
    """Tie a thread to its thing."""
    thread.object_id = thing.pk
    thread.save(update_fields=["object_id"])


def hang_thread(thread: Thread, *, audience: Audience, parent: Thread | None) -> None:
    """It hangs elsewhere now, with what was joined to it: who sees it, and who hears what rises from it, is another."""
    Thread.objects.filter(pk=thread.pk).update(audience=audience, parent=parent)
    Thread.objects.filter(joined_to=thread.pk).update(audience=audience, parent=parent)
    thread.audience, thread.parent = audience, parent


def join_thread(thread: Thread, to: Thread) -> None:
    """What was told of `thread` is read where `to` is read, by those who see that; who followed it follows that one,
    unless they chose a level there. What had been joined to it goes along."""
    share_follows(thread, to)
    joined = {"joined_to": to.pk, "audience": to.audience_id, "parent": to.parent_id}
    Thread.objects.filter(Q(pk=thread.pk) | Q(joined_to=thread.pk)).update(**joined)
    thread.refresh_from_db()


def share_follows(thread: Thread, to: Thread) -> None:
    """Who follows (or muted) one thread does so with another, unless they chose there themselves."""
    with connection.cursor() as cursor:
        cursor.execute(SHARE_FOLLOWS, {"from": thread.pk, "to": to.pk})


def share_marks(thread: Thread, to: Thread, moved: Mapping[int, int], *, base: int) -> None:
    """Positions of one thread went to another, by their old and new numbers; who had read them has read them there.

    The new ones begin behind `base`: whoever had not come so far still has them to read.
    """
    values: dict[str, Any] = {
        "from": thread.pk,
        "to": to.pk,
        "base": base,
        "before": list(moved),
        "after": list(moved.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(SHARE_MARKS, values)


@transaction.atomic
def move_activities(targets: QuerySet[Any, Any], to: Thread) -> None:
    """These things stand in another thread now: what was told of them, or still will be, is that thread's."""
    told = Activity.objects.filter(
        target_type=ContentType.objects.get_for_model(targets.model), target_id__in=targets.values("pk")
    ).exclude(thread=to)
    moved = list(told.values_list("pk", flat=True))
    for goes_along in contributions.all_of(GoesAlong):
        goes_along.carry(moved, to.pk)
    Activity.objects.filter(pk__in=moved).update(thread=to)


def open_threads(kind: str, audiences: Sequence[Audience], parent: Thread | None = None) -> list[Thread]:
    """The same for many things at once, in one statement."""
    return Thread.objects.bulk_create([Thread(kind=kind, audience=audience, parent=parent) for audience in audiences])


def name_threads(threads: Sequence[Thread], things: Sequence[Model]) -> None:
    """Tie each thread to its thing."""
    for thread, thing in zip(threads, things, strict=True):
        thread.object_id = thing.pk
    Thread.objects.bulk_update(threads, ["object_id"], batch_size=500)


def record(
    verb: str, *, actor: Any, target: Model, thread: Thread, acting_as: Group | None = None, to: Concerned = ()
) -> Activity:
    """Tell the neighbourhood, inside the transaction that made it true.

    `thread` is what people follow; `to` names those directly concerned: pairs of a reason and a person, a group or a
    queryset of people. One statement writes the fact, one those concerned, and each queryset is read by one of its own;
    who may see, and who is told first, is decided when it is told.

    Raises:
        RuntimeError: outside a transaction.
        LookupError: a verb that nobody contributes, or a reason that the verb does not know.
    """
    (activity,) = record_all([Fact(verb, target, thread, tuple(to), actor, acting_as)])
    return activity


@dataclass(frozen=True)
class Fact:
    """What `record` is told, of one of many facts at once."""

    verb: str
    target: Model
    thread: Thread
    to: tuple[tuple[str, Any], ...] = ()
    actor: Any = None
    acting_as: Group | None = None


def record_all(facts: Sequence[Fact]) -> list[Activity]:
    """The same for many facts: two statements however many they are, and one for each queryset in them.

    Raises:
        RuntimeError: outside a transaction.
        LookupError: a verb that nobody contributes, or a reason that the verb does not know.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the action's transaction")
    if not facts:
        return []
    channels = {fact.verb: set(contributions.one(Verb, fact.verb).channels) for fact in facts}
    activities = [
        Activity(verb=fact.verb, actor=fact.actor, acting_as=fact.acting_as, thread=fact.thread, target=fact.target)
        for fact in facts
    ]
    Activity.objects.bulk_create(activities)
    recipients = []
    for fact, activity in zip(facts, activities, strict=True):
        concerned = list(_concerned(activity, fact.to))
        if unknown := {one.reason for one in concerned} - channels[fact.verb]:
            raise LookupError(f"{fact.verb} does not know the reason {', '.join(sorted(unknown))}")
        recipients += concerned
    ActivityRecipient.objects.bulk_create(recipients, ignore_conflicts=True)
    enqueue("notifications.dispatch")
    return activities


def _concerned(activity: Activity, to: Concerned) -> Iterable[ActivityRecipient]:
    for reason, who in to:
        for one in who if isinstance(who, QuerySet) else [who]:
            if one is not None:
                whom = {"group" if isinstance(one, Group) else "person": one}
                yield ActivityRecipient(activity=activity, reason=reason, **whom)


@dataclass(frozen=True)
class Numbered:
    """A batch of facts that are told now: their rows, and the moment they share (`dispatched_at`)."""

    ids: list[int]
    at: datetime


def number_untold(most: int) -> Numbered:
    """Give the oldest facts that nobody has heard of yet their `told_no`, at most so many.

    One dispatcher at a time: the lock is held until the caller's transaction ends, so that no number turns up below one
    that could already be seen (of two transactions the later id may commit first: a mark on ids loses a row).
    Rows that an action has locked are left for the next time.

    Raises:
        RuntimeError: outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("number_untold() belongs inside the telling transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DISPATCHER])
        now = timezone.now()
        cursor.execute(NUMBER, [most, now])
        return Numbered(sorted(row[0] for row in cursor.fetchall()), now)


@transaction.atomic
def withdraw(target: Model) -> None:
    """Its target is hidden or deleted: unread, it is told to nobody any more, and queued mail leaves without it."""
    _of(target).update(withdrawn_at=timezone.now())


@transaction.atomic
def restore(target: Model) -> None:
    """Shown again: readers see it again; nobody is told twice."""
    _of(target).update(withdrawn_at=None)


def _of(target: Model) -> QuerySet[Activity]:
    return Activity.objects.filter(target_type=ContentType.objects.get_for_model(target), target_id=target.pk)


def follow(person: Any, thread: Thread, level: int = Follow.Level.NORMAL) -> None:
    """Set how much of a thread a person wants to hear."""
    Follow.objects.update_or_create(person=person, thread=thread, defaults={"level": level})


def begin_to_follow(person: Any, thread: Thread) -> None:
    """For those who take part: follows from now on, unless they ever chose a level themselves."""
    Follow.objects.bulk_create([Follow(person=person, thread=thread)], ignore_conflicts=True)


def unfollow(person: Any, thread: Thread) -> None:
    Follow.objects.filter(person=person, thread=thread).delete()


def read_up_to(person: Any, thread: Thread, position: int = 0, *, told_no: int | None = None) -> int:
    """Move a person's mark forward, never back, so that late and repeated beacons do no harm.

    `position` is the thing's own number and is clamped to what a mark can hold; `told_no` names the newest activity
    that the person had before them, when the page knew it: what was told since then stays unread. Returns the
    `told_no` of the thread that now counts as read.
    """
    values = {
        "person": person.pk,
        "thread": thread.pk,
        "position": min(max(position, 0), FARTHEST),
        "shown": told_no,
    }
    with connection.cursor() as cursor:
        cursor.execute(READ, values)
        row = cursor.fetchone()
    return int(row[0]) if row else 0  # the thread went meanwhile
