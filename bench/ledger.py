"""A large promise ledger: its lists beside the same questions as raw SQL.

usage: python -m bench.ledger [--commitments 60000] [--rounds 15]

In a database of its own, over the bench's town (`town`). Raw SQL is what stands in bench/sql/; our page is asked within
the process and drawn whole, so that the ratio holds everything we add.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.directory import counting, marked, timed
from bench.sites import database, free_port, python, settings
from running.embedded import HERE, refuse_in_production, servers, var_folder

DATABASE = "rembuk_bench_ledger"
SQL = Path(__file__).parent / "sql"
MOST_TIMES, MOST_STATEMENTS = 5, 8
WORDS = ("Tong sampah", "Relawan kerja bakti", "Bibit pohon", "Cat marka", "Dana konsumsi", "Pelatihan", "Laporan")
UNITS = ("unit", "orang", "batang", "kaleng", "", "hari", "berkas")
HEADINGS = (
    "| ledger of {} commitments | reader | ours, ms | raw SQL, ms | times | SQL |",
    "| --- | --- | --- | --- | --- | --- |",
)


def lines(commitments: int, rounds: int) -> list[str]:
    """A table. Uses the servers of DATABASE_URL and REDIS_URL, else embedded ones."""
    with ExitStack() as open_things:
        urls = open_things.enter_context(servers(var_folder(), test=True))
        own = open_things.enter_context(database(urls["DATABASE_URL"], DATABASE))
        files = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        told = urls | settings(own, files / "static", free_port())
        python("-m", "bench.ledger", "fill", str(commitments), **told)
        python("manage.py", "collectstatic", "--noinput", "--verbosity", "0", **told)
        pages = json.loads(python("-m", "bench.ledger", "pages", str(rounds), **told))
    return [HEADINGS[0].format(commitments), *HEADINGS[1:], *(_line(*row) for row in pages)]


def _line(what: str, reader: str, ours: float, raw: float, statements: int) -> str:
    times = marked(ours / raw, MOST_TIMES, 2)
    return f"| {what} | {reader} | {ours:.1f} | {raw:.1f} | **{times}** | {marked(statements, MOST_STATEMENTS)} |"


def fill(number: int) -> None:
    """The town, and so many promises over its projects: the same each time."""
    from django.core.management import call_command
    from django.db import connection

    from activity.models import Thread
    from bench import town
    from bench.rows import save_all, tie
    from projects.models import Partnership

    call_command("migrate", interactive=False, verbosity=0)
    town.build()
    chance = random.Random(7)
    partners = list(
        Partnership.objects.accepted().select_related("project__thread", "project__audience", "answered_by")
    )
    said_in = [chance.choice(partners) for _ in range(number)]
    threads = save_all(
        [Thread(kind="commitments.commitment", audience=p.project.audience, parent=p.project.thread) for p in said_in]
    )
    made = save_all([_promise(chance, *one) for one in zip(said_in, threads, strict=True)])
    tie(threads, made)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _promise(chance: random.Random, partnership: Any, thread: Any) -> Any:
    from django.utils import timezone

    from commitments.models import Commitment, State
    from commons.calendar import today

    n = chance.randrange(len(WORDS))
    due_on = today() + timedelta(days=chance.randint(-300, 120))
    is_kept = due_on < today() and chance.random() < 0.9
    said_at = timezone.now() - timedelta(minutes=chance.randint(1, 500_000))
    return Commitment(
        organisation_id=partnership.organisation_id,
        person=partnership.answered_by,
        what=f"{WORDS[n]} untuk {partnership.project.title}"[:300],
        amount=chance.randint(1, 90) if UNITS[n] else None,
        unit=UNITS[n],
        amount_idr=None if UNITS[n] else chance.randint(1, 90) * 1_000_000,
        first_due_on=due_on,
        due_on=due_on,
        state=State.KEPT if is_kept else State.OPEN,
        closed_at=timezone.now() if is_kept else None,
        said_by=partnership.invited_by,
        said_at=said_at,
        place=partnership.project.thread,
        source=partnership,
        audience=partnership.project.audience,
        thread=thread,
    )


def pages(rounds: int) -> list[tuple[str, str, float, float, int]]:
    """Page and raw SQL in turn; the middle of all rounds."""
    from django.conf import settings as site_settings
    from django.db import connection
    from django.test import Client

    from bench import inside
    from commitments.models import Commitment
    from stakeholders.models import Membership

    busy = Commitment.objects.order_by("pk")[0]
    client, application = Client(), inside.site()
    client.force_login(Membership.objects.active().filter(organisation=busy.organisation_id).earliest("pk").person)
    name = site_settings.SESSION_COOKIE_NAME
    readers = {"anonymous": "", "signed in": f"{name}={client.cookies[name].value}"}
    found = []
    for what, (file, address, given) in _asked(busy).items():
        for reader, cookie in readers.items():
            ours, raw, statements = [], [], [0]
            for _ in range(rounds):
                with connection.execute_wrapper(counting(statements)):
                    ours.append(timed(lambda a=address, c=cookie: inside.ask(application, a, c)))
                raw.append(timed(lambda f=file, g=given: _raw(f, g)))
            found.append((what, reader, statistics.median(ours), statistics.median(raw), statements[0] // rounds))
    return found


def _asked(one: Any) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """What is asked: which raw SQL, which address, and what the raw SQL is given."""
    from commons.calendar import today

    nothing = {"state": "", "organisation": 0, "place": 0, "late": False, "today": today()}
    ours, here = {"organisasi": one.organisation_id}, {"di": one.place_id}

    def at(**asked: Any) -> str:
        return f"/komitmen/?{urlencode({'lihat': 'semua'} | asked)}"

    newest, soonest = "commitments_newest", "commitments_soonest"
    organisation, place = {"organisation": one.organisation_id}, {"place": one.place_id}
    return {
        "all": (newest, at(), nothing),
        "kept": (newest, at(status="kept"), nothing | {"state": "kept"}),
        "open": (soonest, at(status="open"), nothing),
        "late": (soonest, at(lihat="terlambat"), nothing | {"late": True}),
        "of an organisation": (newest, at(**ours), nothing | organisation),
        "open, of an organisation, in a project": (
            soonest,
            at(status="open", **ours, **here),
            nothing | organisation | place,
        ),
    }


def _raw(file: str, given: dict[str, Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute((SQL / f"{file}.sql").read_text(), given)
        cursor.fetchall()


def main() -> None:
    inside = {"fill": lambda number: fill(int(number)), "pages": lambda rounds: pages(int(rounds))}
    if sys.argv[1:2] and sys.argv[1] in inside:
        import django

        django.setup()
        print(json.dumps(inside[sys.argv[1]](*sys.argv[2:])))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commitments", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    refuse_in_production()
    os.chdir(HERE)
    print("\n".join(lines(asked.commitments, asked.rounds)))


if __name__ == "__main__":
    main()
