"""A large registry: the directory beside the same questions as raw SQL, and a file of 5,000 rows previewed.

usage: python -m bench.directory [--organisations 5000] [--rounds 15]

In a database of its own. Raw SQL is what stands in bench/sql/; our page is asked within the process and drawn whole, so
that the ratio holds everything we add. Memory is the most that a fresh process has held.
"""

import argparse
import csv
import io
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.sites import database, free_port, python, settings
from running.embedded import HERE, refuse_in_production, servers, var_folder

DATABASE = "rembuk_bench_directory"
SQL = Path(__file__).parent / "sql"
MOST_TIMES, MOST_STATEMENTS, MOST_MB = 5, 8, 300
BODIES = ("Karang Taruna", "Kelompok PKK", "Koperasi", "Yayasan", "Posyandu", "Forum Warga", "Bank Sampah", "Sanggar")
PLACES = "Melati Mawar Kenanga Anggrek Cempaka Dahlia Flamboyan Kamboja Teratai Seruni Wijaya Pelita Harapan".split()
SECTORS = ("Pemerintah", "Swasta", "Masyarakat", "Mitra luar")
THEMES = ("Lingkungan", "Kesehatan", "Pendidikan", "Ekonomi")
NEIGHBOURHOODS = 12
ASKED: dict[str, dict[str, str]] = {
    "nothing": {},
    "a sector": {"unsur": "community"},
    "an RW and a theme": {"rw": "3", "bidang": "kesehatan"},
    "a word typed wrong": {"q": "kenangga"},
    "two words": {"q": "bank sampah"},
    "a word, a sector, an RW, a theme": {"q": "melati", "unsur": "private", "rw": "5", "bidang": "ekonomi"},
}
HEADINGS = (
    "| directory of {} organisations | reader | ours, ms | raw SQL, ms | times | SQL |",
    "| --- | --- | --- | --- | --- | --- |",
)
IMPORT_HEADINGS = (
    "| import of {} rows previewed | s | SQL for 500 rows | most memory, MB |",
    "| --- | --- | --- | --- |",
)


def lines(organisations: int, rounds: int) -> list[str]:
    """Two tables. Uses the servers of DATABASE_URL and REDIS_URL, else embedded ones."""
    with ExitStack() as open_things:
        urls = open_things.enter_context(servers(var_folder(), test=True))
        own = open_things.enter_context(database(urls["DATABASE_URL"], DATABASE))
        files = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        told = urls | settings(own, files / "static", free_port()) | {"MEDIA_ROOT": str(files / "media")}
        table = files / "table.csv"
        table.write_bytes(_table(organisations))
        previews = []
        for what in ("into an empty registry", "again, all of it known"):
            previews.append((what, json.loads(python("-m", "bench.directory", "preview", str(table), **told))))
            if len(previews) == 1:
                python("-m", "bench.directory", "carry_out", **told)
        python("manage.py", "collectstatic", "--noinput", "--verbosity", "0", **told)
        pages = json.loads(python("-m", "bench.directory", "pages", str(rounds), **told))
    return [
        HEADINGS[0].format(organisations),
        *HEADINGS[1:],
        *(_page_line(*row) for row in pages),
        "",
        IMPORT_HEADINGS[0].format(organisations),
        *IMPORT_HEADINGS[1:],
        *(
            f"| {what} | {one['seconds']:.1f} | {one['statements']:.1f} | {marked(one['mb'], MOST_MB)} |"
            for what, one in previews
        ),
    ]


def _page_line(what: str, reader: str, ours: float, raw: float, statements: int) -> str:
    times = marked(ours / raw, MOST_TIMES, 2)
    return f"| {what} | {reader} | {ours:.1f} | {raw:.1f} | **{times}** | {marked(statements, MOST_STATEMENTS)} |"


def marked(value: float, most: float, places: int = 0) -> str:
    """What lies above its mark says so."""
    return f"{value:.{places}f}" + ("" if value <= most else f" (more than {most})")


def _table(organisations: int) -> bytes:
    """The same each time."""
    chance, file = random.Random(7), io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["Nama organisasi", "Unsur", "Tentang", "Wilayah", "Bidang", "Surel umum", "Nama narahubung"])
    for n in range(organisations):
        number = f"RW {chance.randint(1, NEIGHBOURHOODS):02}" if n % 10 else "Kelurahan"
        writer.writerow(
            [
                f"{chance.choice(BODIES)} {chance.choice(PLACES)} {n + 1:04}",
                SECTORS[n % len(SECTORS)],
                f"Bekerja bersama warga untuk {chance.choice(THEMES).lower()} dan {chance.choice(PLACES)}.",
                number,
                "; ".join(chance.sample(THEMES, 2)),
                f"surel{n}@contoh.example",
                "Siti" if n % 3 == 0 else "",
            ]
        )
    return file.getvalue().encode("utf-8-sig")


def preview(path: str) -> dict[str, float]:
    """As the worker does it, in a process that does nothing else."""
    staff = _town()
    from django.db import connection

    from commons import jobs
    from stakeholders.actions import start_import
    from stakeholders.models import Import

    batch = start_import(by=staff, data=Path(path).read_bytes(), file_name="table.csv")
    statements = [0]
    with connection.execute_wrapper(counting(statements)):
        took = timed(jobs.run_one)
    batch = Import.objects.get(pk=batch.pk)
    assert batch.is_read, batch.trouble
    assert not batch.rows.faulty().exists()
    return {
        "seconds": took / 1000,
        "statements": statements[0] / max(1, batch.rows.count() / 500),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def _town() -> Any:
    """Tables, places, subjects and somebody of the office; made where they are not."""
    from django.contrib.auth.models import Group
    from django.core.management import call_command
    from django.utils import timezone
    from django.utils.text import slugify

    from accounts.models import User
    from commons.audience import add_to_group
    from commons.models import Area, Theme
    from commons.standing import STAFF

    call_command("migrate", interactive=False, verbosity=0)
    whole = Area.objects.get_or_create(level=Area.Level.KELURAHAN, defaults={"name": "Tanjung Barat"})[0]
    for number in range(1, NEIGHBOURHOODS + 1):
        Area.objects.get_or_create(level=Area.Level.RW, number=number, parent=whole)
    for name in THEMES:
        Theme.objects.get_or_create(code=slugify(name), defaults={"name": name})
    known = {"email": "petugas@contoh.example", "name": "Petugas", "confirmed_at": timezone.now(), "password": "!"}
    staff, is_new = User.objects.get_or_create(handle="petugas", defaults=known)
    if is_new:
        add_to_group(staff, Group.objects.get_or_create(name=STAFF)[0])
    return staff


def carry_out() -> None:
    """The last preview becomes the registry."""
    from django.db import connection

    from stakeholders.actions import carry_out_import
    from stakeholders.models import Import

    batch = Import.objects.latest("pk")
    carry_out_import(batch=batch, by=batch.person)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def pages(rounds: int) -> list[tuple[str, str, float, float, int]]:
    """Page and raw SQL in turn; the middle of all rounds."""
    from django.conf import settings as site_settings
    from django.db import connection
    from django.test import Client

    from bench import inside

    client, application = Client(), inside.site()
    client.force_login(_town())
    name = site_settings.SESSION_COOKIE_NAME
    readers = {"anonymous": "", "signed in": f"{name}={client.cookies[name].value}"}
    found = []
    for what, asked in ASKED.items():
        address = f"/direktori/?{urlencode(asked)}"
        for reader, cookie in readers.items():
            ours, raw, statements = [], [], [0]
            for _ in range(rounds):
                with connection.execute_wrapper(counting(statements)):
                    ours.append(timed(lambda a=address, c=cookie: inside.ask(application, a, c)))
                raw.append(timed(lambda a=asked: _raw(a)))
            found.append((what, reader, statistics.median(ours), statistics.median(raw), statements[0] // rounds))
    return found


def counting(statements: list[int]) -> Callable[..., Any]:
    def counted(execute: Callable[..., Any], *args: Any) -> Any:
        statements[0] += 1
        return execute(*args)

    return counted


def timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _raw(asked: dict[str, str]) -> None:
    from django.db import connection

    from commons.nearness import NEAR

    given = {
        "words": asked.get("q", ""),
        "text": asked.get("q", ""),
        "nearness": NEAR,
        "sector": asked.get("unsur", ""),
        "kind": asked.get("jenis", ""),
        "rw": int(asked.get("rw", 0)),
        "theme": asked.get("bidang", ""),
    }
    with connection.cursor() as cursor:
        for name in ("directory_list", "directory_counts"):
            cursor.execute((SQL / f"{name}.sql").read_text(), given)
            cursor.fetchall()


def main() -> None:
    inside = {"preview": preview, "carry_out": carry_out, "pages": lambda rounds: pages(int(rounds))}
    if sys.argv[1:2] and sys.argv[1] in inside:
        import django

        django.setup()
        print(json.dumps(inside[sys.argv[1]](*sys.argv[2:])))  # type: ignore[operator]
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organisations", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    refuse_in_production()
    os.chdir(HERE)
    print("\n".join(lines(asked.organisations, asked.rounds)))


if __name__ == "__main__":
    main()
