"""The two sites of the bench: their settings, a database that both fill, and processes that serve or measure them."""

import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from bench.load import press
from running.embedded import HERE

DATABASE = "rembuk_bench"
BARE = {"DJANGO_SETTINGS_MODULE": "bench.limit.settings"}
KNOWS = {**BARE, "BARE_KNOWS": "1"}


def settings(database_url: str, static: Path, mail_port: int) -> dict[str, str]:
    """As on a real site, except that production mode refuses embedded servers."""
    return {
        "DATABASE_URL": database_url,
        "PORTAL_MODE": "test",
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "STATIC_ROOT": str(static),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "LOG_LEVEL": "WARNING",
    }


def python(*words: str, **environment: str) -> str:
    """What a process of its own prints: the two sites have different settings."""
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=HERE, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


@contextmanager
def database(url: str, name: str = DATABASE) -> Iterator[str]:
    """A new database on that server, dropped at the end."""
    address, mark, query = url.partition("?")
    own = address.rpartition("/")[0] + "/" + name + mark + query
    server = psycopg2.connect(url)
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        yield own
    finally:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.close()


def free_port() -> int:
    """One that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A site that answers on its port; `pid` is the process that has started those that answer."""

    port: int
    pid: int

    def memory(self) -> tuple[float, float]:
        """MiB of one of its processes, all that it sees and its share of it (what several share is divided)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        told = [Path(f"/proc/{child}/smaps_rollup").read_text() for child in children]
        return _mean(told, "Rss"), _mean(told, "Pss")


def _mean(told: list[str], name: str) -> float:
    return statistics.mean(int(re.findall(rf"^{name}: +(\d+) kB", one, re.MULTILINE)[0]) / 1024 for one in told)


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[Served]:
    """A site served as a real one is: two processes of four threads."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", application]
    own = {**os.environ, **environment, "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "2", "WEB_THREADS": "4"}
    with running(command, own) as process:
        _wait(process, port)
        yield Served(port, process.pid)


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that is ended with the block."""
    process = subprocess.Popen(command, cwd=HERE, env=environment, stdin=subprocess.DEVNULL)
    try:
        yield process
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
