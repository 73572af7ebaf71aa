"""Seconds for telling many people, and for their digests. Everything happens in one transaction that is rolled back.

usage: python bench/fanout.py [PEOPLE] [ACTIVITIES]        (10000 2000; uses DATABASE_URL)
"""

# ruff: noqa: E402

import os
import random
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


def timed(what: str, act: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    result = act()
    print(f"{what:<64} {time.perf_counter() - began:8.2f} s")
    return result


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


def main(count: int, activities: int) -> None:
    random.seed(7)
    people = people_of_the_town(count)
    threads = projects_of_the_town(max(count // 2, FOLLOWED), people[0])
    follow_all([Follow(person=one, thread=thread) for one in people for thread in random.sample(threads, FOLLOWED)])
    follow_all([Follow(person=one, thread=threads[0]) for one in people])
    keep_clocks(timezone.now())
    analyse()
    print(f"{count} people, {FOLLOWED} follows each, {len(threads)} projects")

    happen(threads[:1], people, 1)
    timed("fan-out of one activity to all of them", dispatch)
    happen(threads, people, activities)
    timed(f"fan-out of {activities} activities", dispatch)
    print(f"{'':<4}notifications: {Notification.objects.count()}")
    analyse()

    upto = Activity.objects.filter(told_no__isnull=False).order_by("-told_no")[0].told_no
    told = {one.pk: 0 for one in people}
    timed("digest: choose for all of them at once", lambda: choose(told, upto or 0))
    Schedule.objects.update(next_at=timezone.now(), told_to=0)
    timed("digest: choose, queue, and set every clock", send_digests)
    messages = list(Message.objects.filter(kind="notifications.digest").select_related("person")[:COMPOSED])
    timed(f"digest: write {len(messages)}", lambda: [digest_letter.compose(message) for message in messages])


if __name__ == "__main__":
    with transaction.atomic():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
        transaction.set_rollback(True)
