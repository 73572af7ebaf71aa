"""Many projects: list, board, timeline and table by RW beside the same questions as raw SQL.

usage: python -m bench.projects [--projects 2000] [--rounds 15]

In a database of its own. Raw SQL is what stands in bench/sql/; our page is asked within the process and drawn whole, so
that the ratio holds everything we add.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.directory import MOST_STATEMENTS, MOST_TIMES, SQL, counting, marked, timed
from bench.sites import database, free_port, python, settings
from running.embedded import HERE, refuse_in_production, servers, var_folder

DATABASE = "rembuk_bench_projects"
COUNTS = "projects_counts"
ASKED: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "list: nothing": ({}, ("projects_list", COUNTS)),
    "list: a stage": ({"tahap": "on_hold"}, ("projects_list", COUNTS)),
    "list: a partner, a year": ({"mitra": "partner", "tahun": "2026"}, ("projects_list", COUNTS)),
    "list: an RW and a theme": ({"rw": "3", "bidang": "kesehatan"}, ("projects_list", COUNTS)),
    "list: a source of funds": ({"dana": "grant"}, ("projects_list", COUNTS)),
    "list: by due day": ({"urut": "tenggat"}, ("projects_list", COUNTS)),
    "list: a word typed wrong": ({"q": "posiandu"}, ("projects_list", COUNTS)),
    "board": ({"tampil": "papan"}, ("projects_board", COUNTS)),
    "timeline": ({"tampil": "linimasa"}, ("projects_timeline", COUNTS)),
    "by RW": ({"tampil": "rw"}, ("projects_by_rw", COUNTS)),
}
HEADINGS = (
    "| {} projects | reader | ours, ms | raw SQL, ms | times | SQL |",
    "| --- | --- | --- | --- | --- | --- |",
)


def lines(projects: int, rounds: int) -> list[str]:
    """A table. Uses the servers of DATABASE_URL and REDIS_URL, else embedded ones."""
    with ExitStack() as open_things:
        urls = open_things.enter_context(servers(var_folder(), test=True))
        own = open_things.enter_context(database(urls["DATABASE_URL"], DATABASE))
        files = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        told = urls | settings(own, files / "static", free_port()) | {"MEDIA_ROOT": str(files / "media")}
        python("manage.py", "collectstatic", "--noinput", "--verbosity", "0", **told)
        python("-m", "bench.projects", "build", str(projects), **told)
        pages = json.loads(python("-m", "bench.projects", "pages", str(rounds), **told))
    return [HEADINGS[0].format(projects), *HEADINGS[1:], *(_line(*row) for row in pages)]


def _line(what: str, reader: str, ours: float, raw: float, statements: int) -> str:
    times = marked(ours / raw, MOST_TIMES, 2)
    return f"| {what} | {reader} | {ours:.1f} | {raw:.1f} | **{times}** | {marked(statements, MOST_STATEMENTS)} |"


def build(projects: int) -> None:
    """The town, with more projects, their days apart, and three milestones each."""
    from django.core.management import call_command
    from django.db import connection

    from bench import town
    from commons.calendar import today
    from projects.models import Milestone, Project

    call_command("migrate", interactive=False, verbosity=0)
    town.PROJECTS = projects
    town.build()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_project SET starts_on = starts_on + (id % 400)::int, due_on = due_on + (id % 700)::int"
        )
    Milestone.objects.bulk_create(
        Milestone(project_id=pk, title=title, position=place, due_on=today() + timedelta(days=pk % 300 + 40 * place))
        for pk in Project.objects.values_list("pk", flat=True)
        for place, title in enumerate(("Lahan siap", "Alat datang", "Warga menilai"), 1)
    )
    town.analyse()


def pages(rounds: int) -> list[tuple[str, str, float, float, int]]:
    """Page and raw SQL in turn; the middle of all rounds. The reader is of the office, who may move every card."""
    from django.conf import settings as site_settings
    from django.contrib.auth.models import Group
    from django.db import connection
    from django.test import Client

    from accounts.models import User
    from bench import inside
    from commons.audience import add_to_group
    from commons.standing import STAFF
    from projects.models import Partnership

    staff = User.objects.order_by("pk")[0]
    add_to_group(staff, Group.objects.get_or_create(name=STAFF)[0])
    partner = str(Partnership.objects.accepted().order_by("pk")[0].organisation_id)
    client, application = Client(), inside.site()
    client.force_login(staff)
    name = site_settings.SESSION_COOKIE_NAME
    readers = {"anonymous": "", "of the office": f"{name}={client.cookies[name].value}"}
    found = []
    for what, (plain, names) in ASKED.items():
        asked = {key: partner if value == "partner" else value for key, value in plain.items()}
        address = f"/proyek/?{urlencode(asked)}"
        for reader, cookie in readers.items():
            ours, raw, statements = [], [], [0]
            for _ in range(rounds):
                with connection.execute_wrapper(counting(statements)):
                    ours.append(timed(lambda a=address, c=cookie: inside.ask(application, a, c)))
                raw.append(timed(lambda a=asked, n=names: _raw(a, n)))
            found.append((what, reader, statistics.median(ours), statistics.median(raw), statements[0] // rounds))
    return found


def _raw(asked: dict[str, str], names: tuple[str, ...]) -> None:
    from django.db import connection

    from commons.calendar import today
    from commons.nearness import NEAR

    first = today().replace(day=1) - timedelta(days=120)
    given: dict[str, Any] = {
        "stage": asked.get("tahap", ""),
        "partner": int(asked.get("mitra", 0)),
        "rw": int(asked.get("rw", 0)),
        "theme": asked.get("bidang", ""),
        "fund": asked.get("dana", ""),
        "year": int(asked.get("tahun", 0)),
        "words": asked.get("q", ""),
        "nearness": NEAR,
        "order": "due" if asked.get("urut") else "",
        "first": first,
        "last": first + timedelta(days=365),
    }
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute((SQL / f"{name}.sql").read_text(), given)
            cursor.fetchall()


def main() -> None:
    inside = {"build": lambda n: build(int(n)), "pages": lambda rounds: pages(int(rounds))}
    if sys.argv[1:2] and sys.argv[1] in inside:
        import django

        django.setup()
        print(json.dumps(inside[sys.argv[1]](*sys.argv[2:])))  # type: ignore[no-untyped-call]
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    refuse_in_production()
    os.chdir(HERE)
    print("\n".join(lines(asked.projects, asked.rounds)))


if __name__ == "__main__":
    main()
