"""`make bench`: our pages beside the least that Django can do, in the same run, on the same rows and servers.

usage: python -m bench [--rounds 5] [--seconds 2] [--write]

Two sites are asked in turn, page by page and round by round, and medians are told. A busy machine makes both slower, so
only the ratios mean something; the ratio of processor time is the steadier of the two. `--write` puts the tables into
docs/performance.md. Uses DATABASE_URL and REDIS_URL, else embedded servers; fills a database of its own.
"""

import argparse
import gzip
import json
import os
import re
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from bench.load import press
from running.embedded import HERE, refuse_in_production, servers, var_folder

DATABASE = "rembuk_bench"
PAGES = HERE / "docs" / "performance.md"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
BARE = {"DJANGO_SETTINGS_MODULE": "bench.limit.settings"}
KNOWS = {**BARE, "BARE_KNOWS": "1"}


@dataclass
class Side:
    """One site, as one kind of reader meets it."""

    environment: dict[str, str]
    port: int
    path: str
    cookie: str
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    bad: int = 0
    weight: dict[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def cost(self) -> float:
        return statistics.median(self.costs)


@dataclass
class Pair:
    """The same page of both sites."""

    name: str
    reader: str
    ours: Side
    limit: Side

    def row(self) -> str:
        ours, limit = self.ours, self.limit
        return (
            f"| {self.name} | {self.reader} | {ours.rate:.0f} / {limit.rate:.0f} | **{ours.rate / limit.rate:.2f}** "
            f"| {ours.cost:.2f} / {limit.cost:.2f} | **{limit.cost / ours.cost:.2f}** "
            f"| {ours.weight['statements']} | {ours.weight['writes']} | {ours.weight['compressed'] / 1000:.1f} |"
        )


def python(*words: str, **environment: str) -> str:
    """What a process of its own prints: the two sites have different settings."""
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=HERE, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


@contextmanager
def database(url: str) -> Iterator[str]:
    """A new database on that server, dropped at the end."""
    address, mark, query = url.partition("?")
    own = address.rpartition("/")[0] + "/" + DATABASE + mark + query
    server = psycopg2.connect(url)
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
        yield own
    finally:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.close()


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[int]:
    """The port of a site served as a real one is: two processes of four threads."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", application]
    own = {**os.environ, **environment, "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "2", "WEB_THREADS": "4"}
    process = subprocess.Popen(command, cwd=HERE, env=own, stdin=subprocess.DEVNULL)
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            press(port, "/proyek/", "", 0.2)
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("gunicorn did not begin to answer")


def pairs(ours: dict[str, str], bare: dict[str, str], ports: dict[str, int]) -> list[Pair]:
    found = []
    for name, page, least in (
        ("project page", ours["page"], bare["page"]),
        ("list of projects", "/proyek/", "/proyek/"),
        ("directory", "/direktori/", "/direktori/"),
    ):
        found += [
            Pair(name, "anonymous", Side({}, ports["ours"], page, ""), Side(BARE, ports["limit"], least, "")),
            Pair(
                name,
                "signed in",
                Side({}, ports["ours"], page, ours["cookie"]),
                Side(KNOWS, ports["knows"], least, bare["cookie"]),
            ),
        ]
    return found


def ask_in_turn(all_pairs: list[Pair], rounds: int, seconds: float) -> None:
    sides = [side for pair in all_pairs for side in (pair.ours, pair.limit)]
    for side in sides:
        press(side.port, side.path, side.cookie, seconds / 2)
    for _ in range(rounds):
        for side in sides:
            told = press(side.port, side.path, side.cookie, seconds)
            side.rates.append(told.a_second)
            side.bad += told.bad
    if bad := sum(side.bad for side in sides):
        raise RuntimeError(f"{bad} answers were not what was asked for")


def weigh_in_turn(all_pairs: list[Pair], rounds: int) -> None:
    """Processor time, statements and bytes, each time in a fresh process."""
    for _ in range(rounds):
        for side in (side for pair in all_pairs for side in (pair.ours, pair.limit)):
            words = ("-m", "bench.inside", side.path, "--cookie", side.cookie, "--times", "60", "--json")
            told = json.loads(python(*words, **side.environment))
            side.costs.append(told.pop("ms"))
            side.weight = told


def first_visit(page: str, static: Path) -> str:
    """What a new visitor's browser fetches for the home page, with each file as small as gzip makes it."""
    html = python("-m", "bench.inside", page, "--body")
    seen, parts = set(), {"page": len(gzip.compress(html.encode(), 6)), "css": 0, "js": 0, "other": 0}
    for name in re.findall(r'(?:src|href)="/static/([^"#?]+)', html):
        if name in seen:
            continue
        seen.add(name)
        content = (static / name).read_bytes()
        kind = Path(name).suffix.removeprefix(".")
        parts[kind if kind in parts else "other"] += min(len(content), len(gzip.compress(content, 6)))
    told = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in parts.items())
    return f"First visit of the home page: **{sum(parts.values()) / 1000:.1f} kB** compressed ({told})."


def figures(rounds: int, seconds: float) -> str:
    with ExitStack() as open_things:
        urls = open_things.enter_context(servers(var_folder(), test=True))
        static = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        os.environ |= urls | {
            "DATABASE_URL": open_things.enter_context(database(urls["DATABASE_URL"])),
            "PORTAL_MODE": "test",  # production mode refuses embedded servers; all else is as there
            "SITE_URL": "http://127.0.0.1",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "STATIC_ROOT": str(static),
            "LOG_LEVEL": "WARNING",
        }
        python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        ours, bare = (json.loads(python("-m", "bench.filled", site)) for site in ("ours", "limit"))
        ports = {
            "ours": open_things.enter_context(served("portal.wsgi:application", {})),
            "limit": open_things.enter_context(served("bench.limit.wsgi:application", BARE)),
            "knows": open_things.enter_context(served("bench.limit.wsgi:application", KNOWS)),
        }
        all_pairs = pairs(ours, bare, ports)
        ask_in_turn(all_pairs, rounds, seconds)
        weigh_in_turn(all_pairs, min(rounds, 3))
        lines = [
            f"{rounds} rounds of {seconds:g} s a page; load of the machine {os.getloadavg()[1]:.1f} on "
            f"{os.cpu_count()} cores; Python {sys.version.split()[0]}.",
            "",
            "| page | reader | requests/s, ours / limit | ratio | CPU ms, ours / limit | ratio | SQL | writes | kB |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
            *(pair.row() for pair in all_pairs),
            "",
            first_visit("/", static),
        ]
    return "\n".join(lines)


def write(told: str) -> None:
    """Between the two marks of the page."""
    before, rest = PAGES.read_text().split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    PAGES.write_text(f"{before}{MARKS[0]}\n{told}\n{MARKS[1]}{after}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    refuse_in_production()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers and the database are cleared away then too
    told = figures(asked.rounds, asked.seconds)
    print(told)
    if asked.write:
        write(told)


if __name__ == "__main__":
    main()
