"""One program that the supervisor runs: what it is, and what is known of it while it lives."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from running import processes

LAST_CHANCE = 1.0  # seconds between a program's own kill signal and SIGKILL


@dataclass(frozen=True)
class Program:
    """One thing to run. Programs of a higher stage are stopped before those of a lower one, on which they lean."""

    name: str
    command: Sequence[str]
    stage: int = 3
    stop_signal: int = signal.SIGTERM
    patience: float = 5.0  # seconds it may take to end
    kill_signal: int = signal.SIGKILL  # what it gets when patience is over
    orphan_signal: int = signal.SIGTERM  # what the kernel sends it when the supervisor is killed
    log: Path | None = None  # where it writes, when not to the terminal
    before: Callable[[], None] | None = None  # run before each start
    popen: Mapping[str, Any] = field(default_factory=dict)


class Child:
    """A program's process, its output, and the memory of its deaths."""

    def __init__(self, program: Program, tell: Callable[[Sequence[str]], None]) -> None:
        self.program, self.tell = program, tell
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths: list[float] = []
        self.again_at = 0.0
        self._kill_at = self._last_chance_at = float("inf")
        self._unread = b""
        self.is_silent = False  # it has closed its output

    def start(self) -> None:
        self.is_silent = False
        if self.program.before:
            self.program.before()
        with contextlib.ExitStack() as opened:
            log = opened.enter_context(self.program.log.open("ab")) if self.program.log else subprocess.PIPE
            self.process = subprocess.Popen(
                self.program.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=processes.dying_with_parent(self.program.orphan_signal),  # noqa: PLW1509, we have one thread
                **self.program.popen,
            )
        if self.process.stdout:
            os.set_blocking(self.process.stdout.fileno(), False)

    def read(self) -> bool:
        """Tell the whole lines that it has written; False when there is nothing to read now."""
        if not self.process or not self.process.stdout:
            return False
        try:
            data = os.read(self.process.stdout.fileno(), 65536)
        except BlockingIOError:
            return False
        self.is_silent = not data
        *lines, self._unread = (self._unread + (data or b"\n")).split(b"\n")
        self.tell([line.decode(errors="replace") for line in lines if line.strip()])
        return bool(data)

    def ask_to_end(self) -> None:
        now = time.monotonic()
        self._kill_at, self._last_chance_at = now + self.program.patience, float("inf")
        self._signal(self.program.stop_signal)

    def insist(self, hurried: bool) -> None:
        """Once patience is over (at once when hurried), kill it: in its own way, and a second later in any case."""
        now = time.monotonic()
        if now > self._last_chance_at:
            self._signal(signal.SIGKILL)
        elif self.process and self._last_chance_at == float("inf") and (hurried or now > self._kill_at):
            self.tell([f"did not end in {now - self._kill_at + self.program.patience:.1f} s, so it is killed"])
            self._last_chance_at = now + LAST_CHANCE
            self._signal(self.program.kill_signal)

    def take_leave(self) -> int | None:
        """When it has died: kill what it left in its group, and tell its exit status (negative: by which signal)."""
        if not self.process or not _is_dead(self.process):
            return None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        status = self.process.wait()
        while self.read():
            continue
        self.process = None
        return status

    def _signal(self, sig: int) -> None:
        if self.process:
            processes.end_all([self.process.pid], sig)


def _is_dead(process: subprocess.Popen[bytes]) -> bool:
    """Dead and not buried: until then its number is nobody else's, and its group may safely be killed."""
    if not hasattr(os, "waitid"):
        return process.poll() is not None
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
