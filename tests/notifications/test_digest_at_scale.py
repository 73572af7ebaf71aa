"""The digest asks the database as often for thirty people as for three, and tells a random history whole."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from activity.actions import follow, read_up_to
from activity.models import Activity, Follow, Thread
from commons.audience import Visibility, give
from mail.models import Message
from notifications import digest
from notifications.clocks import keep_clocks
from notifications.digest import send_digests
from notifications.fanout import dispatch
from notifications.models import Schedule
from tests.people import People, person
from tests.things import posted, thing


def many(count: int) -> list[User]:
    return [person(f"warga-{n}-{count}", f"Warga {n}") for n in range(count)]


def queries(act: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


def make_due(people: list[User]) -> None:
    Schedule.objects.filter(person__in=people).update(next_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("level", [Follow.Level.NORMAL, Follow.Level.ALL])
def test_statements_do_not_grow_with_the_people(people: People, level: int) -> None:
    told: dict[int, tuple[int, int]] = {}
    for count in (1, 3, 30):  # the first asks for what a process remembers
        one = thing(f"Hal {count}")
        members = many(count)
        for member in members:
            follow(member, one, level)
        keep_clocks(timezone.now())
        posted(one, people.ratna, ("concerned", members[0]))
        fanned = queries(dispatch)
        make_due(members)
        told[count] = (fanned, queries(send_digests))
    assert told[3] == told[30]
    assert Message.objects.count() == 1 + 3 + 30


# R31: no empty digest, nothing forbidden, each eligible thing told once.
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_random_week_is_told_once_to_each_and_nothing_forbidden(people: People, seed: int) -> None:
    rng = random.Random(seed)
    members = many(12)
    things = [thing(f"Hal {n}", rng.choice(Visibility.values)) for n in range(digest.MOST_BLOCKS)]
    for member in members:
        for one in rng.sample(things, 5):
            follow(member, one, rng.choice([0, 1, 1, 1, 2]))
            if rng.random() < 0.3:
                give("see", to=member, on=one.audience)
    keep_clocks(timezone.now())
    told: dict[tuple[int, int], int] = {}
    expected: set[tuple[int, int]] = set()
    for _day in range(7):
        for one in rng.sample(things, 4):
            activity = posted(one, rng.choice(members))
            expected |= {(who.pk, activity.pk) for who in members if _should_hear(who, one, activity)}
        dispatch()
        if rng.random() < 0.5:
            reader, read = rng.choice(members), rng.choice(things)
            expected -= {(reader.pk, a.pk) for a in _unsent(read, told, reader)}
            read_up_to(reader, read)
        make_due(rng.sample(members, 6))
        _send(told)
    make_due(members)
    _send(told)
    assert set(told) == expected
    assert set(told.values()) <= {1}


def _should_hear(who: User, thread: Thread, activity: Activity) -> bool:
    follows = Follow.objects.filter(person=who, thread=thread, level=Follow.Level.NORMAL).exists()
    return follows and activity.actor_id != who.pk and Thread.objects.visible_to(who).filter(pk=thread.pk).exists()


def _unsent(thread: Thread, told: dict[tuple[int, int], int], reader: User) -> list[Activity]:
    return [a for a in thread.activities.all() if (reader.pk, a.pk) not in told]


def _send(told: dict[tuple[int, int], int]) -> None:
    """Send what is due; count every activity of every block, those beyond the newest three by their number."""
    known = set(Message.objects.values_list("pk", flat=True))
    windows = dict(Schedule.objects.filter(next_at__lte=timezone.now()).values_list("person", "told_to"))
    send_digests()
    upto = Activity.objects.exclude(told_no=None).order_by("-told_no").values_list("told_no", flat=True).first()
    for message in Message.objects.filter(kind="notifications.digest").exclude(pk__in=known):
        assert message.data["blocks"], "an empty digest"
        assert message.person_id is not None
        for newest, count in message.data["blocks"]:
            thread = Activity.objects.get(pk=newest[0]).thread
            window = thread.activities.filter(told_no__gt=windows[message.person_id], told_no__lte=upto)
            mine = list(window.exclude(actor=message.person).order_by("-told_no").values_list("pk", flat=True))[:count]
            assert mine[:3] == newest
            for pk in mine:
                told[message.person_id, pk] = told.get((message.person_id, pk), 0) + 1
