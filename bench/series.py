"""A year of many series: how long it takes to make their meetings ahead, and how often rules are expanded.

usage: python -m bench.series [--series 500]

In a database of its own. Each series meets every week and has twenty invitations; first their year is made, then the
month that follows, as the due times do it.
"""

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from datetime import time, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.directory import marked
from bench.sites import database, free_port, python, settings
from running.embedded import HERE, refuse_in_production, servers, var_folder

DATABASE = "rembuk_bench_series"
INVITED = 20
HEADINGS = ("| {} series, {} invitations each | meetings | seconds | expansions |", "| --- | --- | --- | --- |")


def lines(number: int) -> list[str]:
    """A table. Uses the servers of DATABASE_URL and REDIS_URL, else embedded ones."""
    with ExitStack() as open_things:
        urls = open_things.enter_context(servers(var_folder(), test=True))
        own = open_things.enter_context(database(urls["DATABASE_URL"], DATABASE))
        files = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        told = urls | settings(own, files / "static", free_port())
        rows = json.loads(python("-m", "bench.series", "measure", str(number), **told))
    found = [
        f"| {what} | {meetings} | {seconds:.1f} | {marked(times, number)} |" for what, meetings, seconds, times in rows
    ]
    return [HEADINGS[0].format(number, INVITED), HEADINGS[1], *found]


def measure(number: int) -> list[tuple[str, int, float, int]]:
    """What was made, how many, in how many seconds, with how many expansions."""
    from django.core.management import call_command

    from commons.calendar import today
    from meetings.models import Meeting, MeetingSeries

    call_command("migrate", interactive=False, verbosity=0)
    made = _series(number)
    year = _timed("their first year", made)
    MeetingSeries.objects.update(made_until=today() + timedelta(days=335))
    Meeting.objects.filter(occurs_at__date__gt=today() + timedelta(days=335)).delete()
    return [year, _timed("one more month", list(MeetingSeries.objects.all()))]


def _series(number: int) -> list[Any]:
    from accounts.models import User
    from activity.models import Thread
    from bench.rows import save_all, tie
    from commons.calendar import today
    from commons.models import Audience
    from meetings.models import MeetingSeries, SeriesInvitee
    from stakeholders.actions import register_organisation

    people = save_all(
        [User(name=f"Warga {n}", handle=f"warga-{n}", email=f"w{n}@contoh.example") for n in range(INVITED)]
    )
    host = register_organisation(by=people[0], name="Karang Taruna", sector="community")
    audiences = save_all([Audience() for _ in range(number)])
    threads = save_all([Thread(kind="meetings.series", audience=one) for one in audiences])
    facts = {"host": host, "chair": people[0], "called_by": people[0], "place": "Balai", "zone": "Asia/Jakarta"}
    facts |= {"rule": "FREQ=WEEKLY", "starts_on": today() + timedelta(days=1), "starts": time(19, 30), "minutes": 90}
    made = save_all(
        [
            MeetingSeries(title=f"Seri {n}", audience=audience, thread=thread, **facts)
            for n, (audience, thread) in enumerate(zip(audiences, threads, strict=True))
        ]
    )
    tie(threads, made)
    save_all([SeriesInvitee(series=one, person=who, invited_by=people[0]) for one in made for who in people])
    return made


def _timed(what: str, series: list[Any]) -> tuple[str, int, float, int]:
    from django.db import transaction

    from meetings import recurrence
    from meetings.actions.making import make_ahead

    expanded, read, meetings = [0], recurrence.rrulestr, 0

    def counting(rule: str, **facts: Any) -> Any:
        expanded[0] += 1
        return read(rule, **facts)

    recurrence.rrulestr = counting
    began = perf_counter()
    for one in series:
        with transaction.atomic():
            meetings += len(make_ahead(one))
    seconds = perf_counter() - began
    recurrence.rrulestr = read
    return what, meetings, seconds, expanded[0]


def main() -> None:
    if sys.argv[1:2] == ["measure"]:
        import django

        django.setup()
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=500)
    asked = parser.parse_args()
    refuse_in_production()
    os.chdir(HERE)
    print("\n".join(lines(asked.series)))


if __name__ == "__main__":
    main()
