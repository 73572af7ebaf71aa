"""`make run` in a folder of its own, started, killed and started again from outside: for `make smoke` and for tests."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import IO, Any

from running import processes
from running.embedded import HERE
from running.record import Record, SignIn
from running.visitor import Visitor

SWEEP = "2"  # seconds between two rounds of beat, so that a trial does not wait for the usual thirty


class TrialError(RuntimeError):
    """The copy did not do what it should; the message says what."""


class Trial:
    """One running copy, seen from outside: its record, its processes, its address."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        self.record = Record(var)
        self.environment = os.environ | {"PORTAL_VAR": str(var), "SWEEP_SECONDS": SWEEP} | environment
        self.process: subprocess.Popen[bytes] | None = None
        self._output = var.with_name(f"{var.name}.log")

    def start(self, seconds: float = 180) -> float:
        """Start it as a terminal does, in a group of its own, and wait until it is ready; tells how long it took.

        Raises:
            TrialError: with what it said, when it ends or is not ready in time.
        """
        began = time.monotonic()
        self._output.parent.mkdir(parents=True, exist_ok=True)
        with self._output.open("wb") as output:
            self.process = self._popen(output)
        if not processes.wait_until(lambda: self._has_ended() or self.is_ready(), seconds, pause=0.1):
            raise TrialError(f"It was not ready in {seconds:.0f} s:\n{self.tail()}")
        if self._has_ended():
            raise TrialError(f"It ended while it should start:\n{self.tail()}")
        return time.monotonic() - began

    def is_ready(self) -> bool:
        return "ready_after" in self.facts()

    def facts(self) -> dict[str, Any]:
        return self.record.read()

    @property
    def address(self) -> str:
        return str(self.facts()["address"])

    @property
    def supervisor(self) -> int:
        return int(self.facts()["supervisor"][0])

    def sign_ins(self) -> list[SignIn]:
        return [SignIn(**facts) for facts in self.facts()["sign_ins"]]

    def children(self) -> dict[str, int]:
        return {name: pid for name, (pid, _) in self.facts().get("children", {}).items()}

    def is_well(self, since: float | None = None) -> bool:
        """Does all that stands behind the site work: database, Valkey, mail, and the workers (since that moment)?"""
        try:
            page = Visitor(self.address).get("/sehat/?lengkap=1")
        except (OSError, KeyError):
            return False
        if page.status != 200:
            return False
        heard = [age for age in json.loads(page.text)["workers"].values() if age is not None]
        return since is None or max(heard) < time.monotonic() - since - 1  # it cuts its seconds off

    def health(self) -> str:
        """What it says of itself, for messages."""
        return Visitor(self.address).get("/sehat/?lengkap=1").text

    def kill_child(self, name: str, seconds: float = 40) -> float:
        """Kill one program and wait until it lives again and the workers have been heard since; tells how long it took.

        Raises:
            TrialError: when it does not come back.
        """
        began, before = time.monotonic(), self.children()[name]
        os.kill(before, signal.SIGKILL)
        if not processes.wait_until(lambda: self.children().get(name) not in (None, before), seconds):
            raise TrialError(f"{name} was not started again:\n{self.tail()}")
        again = time.monotonic()
        if not processes.wait_until(lambda: self.is_well(since=again), seconds, pause=0.2):
            raise TrialError(f"It was not well again after {name} was killed: {self.health()}\n{self.tail()}")
        return time.monotonic() - began

    def kill_supervisor(self, seconds: float = 15) -> float:
        """Kill the supervisor and wait until nothing of the copy is left; tells how long that took."""
        os.kill(self.supervisor, signal.SIGKILL)
        return self._gone(seconds)

    def interrupt(self, seconds: float = 15) -> float:
        """Ctrl-C: SIGINT to the whole group, and wait until nothing is left; tells how long that took."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGINT)
        return self._gone(seconds)

    def left(self) -> list[int]:
        """The processes of this copy that are there."""
        return processes.with_variable("PORTAL_VAR", str(self.var))

    def output(self) -> str:
        return self._output.read_text(errors="replace")

    def tail(self) -> str:
        """The end of what it said, each line cut: enough to see what went wrong."""
        return "\n".join(line[:300] for line in self.output().splitlines()[-20:])

    def end(self) -> None:
        """Whatever happened: leave nothing behind."""
        processes.end_all(self.left(), signal.SIGKILL)
        processes.wait_until(lambda: not self.left(), 10)
        if self.process:
            self.process.wait()

    def _popen(self, output: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["make", "--no-print-directory", "run"],
            cwd=HERE,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def _has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def _gone(self, seconds: float) -> float:
        began = time.monotonic()
        gone = processes.wait_until(lambda: self._has_ended() and not self.left(), seconds)
        if not gone:
            left = "\n".join(f"{pid} {processes.command(pid)}" for pid in self.left())
            raise TrialError(f"After {seconds:.0f} s there are still processes:\n{left}\n{self.tail()}")
        return time.monotonic() - began
