"""Many meetings: what the agenda and a calendar cost, and five thousand reminders that are due in one minute.

usage: python -m bench.meetings [--meetings 5000] [--rounds 15]

In a database of its own, over the bench's town (`town`). Pages are asked within the process and drawn whole; beside
each stands the same page while there are ten meetings, so that what tells is whether it grows.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.directory import counting, marked
from bench.sites import database, free_port, python, settings
from running.embedded import HERE, refuse_in_production, servers, var_folder

DATABASE = "rembuk_bench_meetings"
FEW, A_MONTH = 10, 500
MOST_STATEMENTS, MOST_TIMES = 8, 5  # a calendar grows with its events, up to a thousand
PAGES = {"agenda": "/agenda/", "a month": "/agenda/?bulan=", "calendar of everybody": "/agenda/kalender.ics"}
PAGE_HEADINGS = (
    "| {} meetings | reader | CPU ms | of {} meetings | times | SQL |",
    "| --- | --- | --- | --- | --- | --- |",
)
TOLD_HEADINGS = (
    "| {} reminders due in one minute | batches | statements a batch | s | reminders/s |",
    "| --- | --- | --- | --- | --- |",
)


def lines(meetings: int, rounds: int) -> list[str]:
    """Two tables. Uses the servers of DATABASE_URL and REDIS_URL, else embedded ones."""
    with ExitStack() as open_things:
        urls = open_things.enter_context(servers(var_folder(), test=True))
        own = open_things.enter_context(database(urls["DATABASE_URL"], DATABASE))
        files = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        told = urls | settings(own, files / "static", free_port())
        python("manage.py", "collectstatic", "--noinput", "--verbosity", "0", **told)
        python("-m", "bench.meetings", "fill", str(FEW), **told)
        few = json.loads(python("-m", "bench.meetings", "pages", str(rounds), **told))
        python("-m", "bench.meetings", "fill", str(meetings), **told)
        many = json.loads(python("-m", "bench.meetings", "pages", str(rounds), **told))
        said = json.loads(python("-m", "bench.meetings", "tell", **told))
    return [
        PAGE_HEADINGS[0].format(meetings, FEW),
        PAGE_HEADINGS[1],
        *(_line(*row, before[2]) for row, before in zip(many, few, strict=True)),
        "",
        TOLD_HEADINGS[0].format(said["reminders"]),
        TOLD_HEADINGS[1],
        f"| claimed, told, queued | {said['batches']} | {said['least']}–{said['most']} | {said['seconds']:.1f} "
        f"| **{said['reminders'] / said['seconds']:.0f}** |",
    ]


def _line(what: str, reader: str, now: float, statements: int, before: float) -> str:
    times = marked(now / before, MOST_TIMES, 2)
    return f"| {what} | {reader} | {now:.1f} | {before:.1f} | **{times}** | {marked(statements, MOST_STATEMENTS)} |"


def fill(number: int) -> None:
    """The town if it is not there, and so many meetings: five hundred a month from the next one on, each with a member
    and a guest who come."""
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import User
    from activity.models import Thread
    from bench import town
    from bench.rows import save_all, tie
    from commons.models import Audience
    from meetings.models import Invitee, Meeting
    from stakeholders.models import Organisation

    call_command("migrate", interactive=False, verbosity=0)
    if not User.objects.exists():
        town.build()
    hosts, people = list(Organisation.objects.all()[:20]), list(User.objects.order_by("pk")[:200])
    there = Meeting.objects.count()
    audiences = save_all([Audience(visibility="public") for _ in range(number - there)])
    threads = save_all([Thread(kind="meetings.meeting", audience=one) for one in audiences])
    new = save_all([_meeting(there + n, hosts, people, thread) for n, thread in enumerate(threads)])
    tie(threads, new)
    came = {"answer": "yes", "invited_by": people[0]}
    save_all([Invitee(meeting=one, person=one.chair, answered_at=one.called_at, **came) for one in new])
    save_all(
        [
            Invitee(meeting=one, name="Tamu", email=f"tamu{one.pk}@contoh.example", answered_at=one.called_at, **came)
            for one in new
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _meeting(n: int, hosts: list[Any], people: list[Any], thread: Any) -> Any:
    from commons.calendar import at
    from meetings.models import Meeting

    month, place = divmod(n, A_MONTH)
    starts_at = at(_first(), hour=8) + timedelta(days=30 * month + place % 28, minutes=15 * (place // 28))
    return Meeting(
        title=f"Rapat warga ke-{n}",
        host=hosts[n % len(hosts)],
        chair=people[n % len(people)],
        place="Balai RW 03",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        zone="Asia/Jakarta",
        called_by=people[0],
        audience=thread.audience,
        thread=thread,
    )


def _first() -> date:
    """The first day of the next month: ahead, on whatever day of the month this runs."""
    from commons.calendar import today

    return (today().replace(day=1) + timedelta(days=32)).replace(day=1)


def pages(rounds: int) -> list[tuple[str, str, float, int]]:
    """Processor time of each page, the middle of all rounds, and its statements."""
    from django.conf import settings as site_settings
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client

    from bench import inside
    from meetings.models import Meeting

    client, application = Client(), inside.site()
    client.force_login(Meeting.objects.order_by("pk")[0].chair)
    name = site_settings.SESSION_COOKIE_NAME
    readers = {"anonymous": "", "signed in": f"{name}={client.cookies[name].value}"}
    found = []
    for what, plain in PAGES.items():
        address = f"{plain}{_first():%Y-%m}" if plain.endswith("=") else plain
        for reader, cookie in readers.items():
            spent, statements = [], [0]
            inside.ask(application, address, cookie)
            for _ in range(rounds):
                cache.clear()  # how often one may fetch a calendar is counted there
                begun = time.process_time()
                with connection.execute_wrapper(counting(statements)):
                    inside.ask(application, address, cookie)
                spent.append((time.process_time() - begun) * 1000)
            found.append((what, reader, statistics.median(spent), statements[0] // rounds))
    return found


def tell() -> dict[str, float]:
    """All reminders of two hours at once, in batches as beat's task tells them."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.utils import timezone

    from activity.actions import tell_dues
    from activity.models import Due
    from bench.rows import save_all
    from meetings.actions.reminders import REMINDER
    from meetings.models import Meeting

    now = timezone.now()
    Meeting.objects.update(starts_at=now + timedelta(hours=2), ends_at=now + timedelta(hours=3))
    kind = ContentType.objects.get_for_model(Meeting)
    times = {"due_at": now - timedelta(seconds=30), "useful_until": now + timedelta(hours=2)}
    ids = list(Meeting.objects.values_list("pk", flat=True))
    save_all([Due(kind=REMINDER, target_type=kind, target_id=pk, occasion="2h", **times) for pk in ids])
    asked: list[int] = []
    begun = time.perf_counter()
    while True:
        statements = [0]
        with connection.execute_wrapper(counting(statements)):
            if not tell_dues():
                break
        asked.append(statements[0])
    seconds = time.perf_counter() - begun
    full = asked[1:-1] or asked  # the first looks up what it remembers, the last is not full
    return {
        "reminders": len(ids), "batches": len(asked), "least": min(full), "most": max(full), "seconds": seconds,
    }  # fmt: skip


def main() -> None:
    inside = {"fill": lambda n: fill(int(n)), "pages": lambda rounds: pages(int(rounds)), "tell": tell}
    if sys.argv[1:2] and sys.argv[1] in inside:
        import django

        django.setup()
        print(json.dumps(inside[sys.argv[1]](*sys.argv[2:])))  # type: ignore[no-untyped-call]
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    refuse_in_production()
    os.chdir(HERE)
    print("\n".join(lines(asked.meetings, asked.rounds)))


if __name__ == "__main__":
    main()
