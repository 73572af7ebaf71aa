"""Seconds for telling many people, and for their digests. Everything happens in one transaction that is rolled back.

usage: python bench/fanout.py [PEOPLE] [ACTIVITIES]        (10000 2000; uses DATABASE_URL)

The choice of the digests stands beside PLAIN, the least statement that ranks who hears of what: no rights, no read
marks, no mutes. What is told goes to stderr, the figures as JSON to stdout.
"""

# ruff: noqa: E402

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django

django.setup()

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from activity.models import Activity, Follow, Thread
from bench.inside import statements
from commons.models import Audience
from forums.models import Category
from mail.models import Message
from notifications import digest_letter
from notifications.clocks import keep_clocks
from notifications.digest import choose, send_digests
from notifications.fanout import dispatch
from notifications.models import Notification, Schedule
from projects.models import Project
from stakeholders.actions import register_organisation

VERB, KIND = "projects.project_opened", "projects.project"  # a verb that only follows, without a card
FOLLOWED, COMPOSED = 30, 200
LONG_AGO = "2020-01-01T00:00:00Z"


PLAIN = """
    WITH fresh AS MATERIALIZED (
        SELECT id, thread_id, actor_id, told_no, row_number() OVER (PARTITION BY thread_id ORDER BY told_no DESC) AS nth
        FROM activity_activity WHERE told_no > %s AND told_no <= %s),
    ranked AS (
        SELECT f.person_id, a.id, row_number() OVER (PARTITION BY f.person_id ORDER BY a.told_no DESC) AS nth
        FROM fresh a JOIN activity_follow f ON f.thread_id = a.thread_id
        WHERE a.nth <= 3 AND a.actor_id <> f.person_id)
    SELECT person_id, array_agg(id ORDER BY nth) FROM ranked WHERE nth <= 20 GROUP BY person_id"""


def timed(what: str, act: Callable[[], Any]) -> float:
    """Seconds."""
    began = time.perf_counter()
    act()
    taken = time.perf_counter() - began
    print(f"{what:<64} {taken:8.2f} s", file=sys.stderr)
    return taken


def people_of_the_town(count: int) -> list[User]:
    now = timezone.now()
    return User.objects.bulk_create(
        [
            User(email=f"b{n}@bench.example", name=f"Warga {n}", handle=f"bench-{n}", password="!", confirmed_at=now)
            for n in range(count)
        ],
        batch_size=2000,
    )


def projects_of_the_town(count: int, by: User) -> list[Thread]:
    """Public projects of one organisation; the threads that people follow."""
    lead = register_organisation(by=by, name="Karang Taruna Bench", sector="community")
    audiences = Audience.objects.bulk_create([Audience() for _ in range(count)])
    threads = Thread.objects.bulk_create([Thread(kind=KIND, audience=audience) for audience in audiences])
    forums = Category.objects.bulk_create(
        [
            Category(title=f"Proyek {n}", audience=audience, thread=thread, is_owned=True)
            for n, (audience, thread) in enumerate(zip(audiences, threads, strict=True))
        ]
    )
    made = [
        Project(title=f.title, lead=lead, coordinator=by, category=f, audience=f.audience, thread=f.thread)
        for f in forums
    ]
    for thread, project in zip(threads, Project.objects.bulk_create(made), strict=True):
        thread.object_id = project.pk
    Thread.objects.bulk_update(threads, ["object_id"])
    return threads


def follow_all(follows: list[Follow]) -> None:
    Follow.objects.bulk_create(follows, batch_size=5000, ignore_conflicts=True)
    Follow.objects.update(since=LONG_AGO)


def happen(threads: list[Thread], actors: list[User], count: int) -> None:
    """So many things, said by somebody somewhere, that nobody has heard of yet."""
    kind = ContentType.objects.get_for_model(Project)
    facts = []
    for _ in range(count):
        thread = random.choice(threads)
        actor = random.choice(actors)
        facts.append(Activity(verb=VERB, actor=actor, thread=thread, target_type=kind, target_id=thread.object_id))
    Activity.objects.bulk_create(facts, batch_size=2000)


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plain(after: int, upto: int) -> list[tuple[int, list[int]]]:
    """For each person the newest activities of what they follow."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(PLAIN, [after, upto])
        return cursor.fetchall()


def newest_told() -> int:
    found = Activity.objects.filter(told_no__isnull=False).order_by("-told_no").values_list("told_no", flat=True)
    return found.first() or 0


def chosen(people: list[User], after: int, rounds: int = 3) -> dict[str, float]:
    """The choice and the plain statement in turn, medians; then all that a digest's hour does."""
    told, upto = {one.pk: after for one in people}, newest_told()
    times: dict[str, list[float]] = {"choose": [], "plain": []}
    for _ in range(rounds):
        times["choose"].append(timed("digest: choose for all of them at once", lambda: choose(told, upto)))
        times["plain"].append(timed("digest: the plain statement", lambda: plain(after, upto)))
    Schedule.objects.filter(person__in=people).update(next_at=timezone.now(), told_to=after)
    with statements() as seen:
        whole = timed("digest: choose, queue, and set every clock", send_digests)
    asked = {"send": whole, "statements": sum("SAVEPOINT" not in sql for sql in seen)}
    return {name: statistics.median(taken) for name, taken in times.items()} | asked


def main(count: int, activities: int) -> dict[str, float]:
    """A town of that size, what happens in it, and what everybody hears of it."""
    random.seed(7)
    people = people_of_the_town(count)
    threads = projects_of_the_town(max(count // 2, FOLLOWED), people[0])
    follow_all([Follow(person=one, thread=thread) for one in people for thread in random.sample(threads, FOLLOWED)])
    follow_all([Follow(person=one, thread=threads[0]) for one in people])
    dispatch()
    keep_clocks(timezone.now())
    analyse()
    print(f"{count} people, {FOLLOWED} follows each, {len(threads)} projects", file=sys.stderr)

    after = newest_told()
    happen(threads[:1], people, 1)
    one = timed("fan-out of one activity to all of them", dispatch)
    happen(threads, people, activities)
    all_of_them = timed(f"fan-out of {activities} activities", dispatch)
    print(f"{'':<4}notifications: {Notification.objects.count()}", file=sys.stderr)
    analyse()

    told = {"people": count, "activities": activities, "fan_out_one": one, "fan_out": all_of_them}
    told |= chosen(people, after)
    messages = list(Message.objects.filter(kind="notifications.digest").select_related("person")[:COMPOSED])
    timed(f"digest: write {len(messages)}", lambda: [digest_letter.compose(message) for message in messages])
    return told


if __name__ == "__main__":
    with transaction.atomic():
        print(json.dumps(main(*(int(word) for word in sys.argv[1:3] or ("10000", "2000")))))
        transaction.set_rollback(True)
