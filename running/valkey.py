"""An embedded Valkey, reachable by a unix socket only. It keeps nothing: the portal holds nothing true in it."""

import contextlib
import os
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

from running import processes
from running.binaries import EmbeddedError, valkey_server
from running.ownership import Owner, Users, alone, mark, socket_folder


class Valkey:
    """The server of one `var/`, shared and stopped like `Postgres`."""

    def __init__(self, var: Path, test: bool = False) -> None:
        self.folder = var.resolve() / ("valkey-test" if test else "valkey")
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.log = self.folder / "server.log"
        self.socket = socket_folder(self.folder, "valkey", Owner()) / "valkey.sock"
        self._server: subprocess.Popen[bytes] | None = None  # where it is our own child
        self._users = Users(self.folder / ".users")

    @property
    def url(self) -> str:
        """The form that redis-py and Django's cache read; `portal.environment.broker_url` makes Celery's of it."""
        return f"unix://{quote(str(self.socket))}?db=0"

    def start(self, seconds: float = 15) -> str:
        """Start it, or join those who use it already; the answer is its URL.

        Raises:
            EmbeddedError: when it does not answer in time.
        """
        with alone(self.folder / ".lock"):
            self._users.enter()
            if not self.ready():
                self._boot(seconds)
        return self.url

    def stop(self) -> None:
        """Leave; the last one to leave stops the server."""
        with alone(self.folder / ".lock"):
            if self._users.leave():
                self.halt()

    def prepare(self) -> None:
        """Nothing of an earlier server is left in the way of `command`."""
        self._users.enter()
        self.halt()
        self.socket.unlink(missing_ok=True)
        mark(self.socket.parent)
        self.log.touch(mode=0o600)

    def command(self) -> list[str]:
        """What to run, as `popen` says."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "pidfile": str(self.folder / "pid"),
            "daemonize": "no",
            "set-proc-title": "no",
            "appendonly": "no",
            "save": "",
        }
        return [str(valkey_server()), *(word for name, value in settings.items() for word in (f"--{name}", value))]

    @property
    def popen(self) -> dict[str, Any]:
        return {"cwd": "/", "env": dict(os.environ)}

    def ready(self) -> bool:
        return self._ask(b"PING\r\n").startswith(b"+PONG")

    def pid(self) -> int | None:
        """The live server of this folder."""
        try:
            pid = int((self.folder / "pid").read_text())
        except (OSError, ValueError):
            return None
        return pid if processes.was_started_with(pid, str(self.socket)) else None

    def halt(self, seconds: float = 5) -> None:
        """Stop the server whoever uses it."""
        if pid := self.pid():
            for sig in (signal.SIGTERM, signal.SIGKILL):
                processes.end_all([pid], sig)
                if processes.wait_until(lambda: not processes.birth(pid), seconds):
                    break
        if self._server and self._server.poll() is not None:
            self._server = None

    def _boot(self, seconds: float) -> None:
        self.prepare()
        with self.log.open("ab") as log:
            self._server = server = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **self.popen
            )
        processes.wait_until(lambda: server.poll() is not None or self.ready(), seconds)
        if not self.ready():
            raise EmbeddedError(f"Valkey did not start in {seconds:.0f} s; see {self.log}.")

    def _ask(self, words: bytes) -> bytes:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as door:
            door.settimeout(1)
            door.connect(str(self.socket))
            door.sendall(words)
            return door.recv(64)
        return b""
