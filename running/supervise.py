"""Runs several programs in the foreground as one: what dies is started again, or the whole stops and says why.

Ctrl-C, TERM or a closed terminal: the programs of the highest stage are asked to end, then those of the next lower one;
who does not end in time is killed. A second Ctrl-C kills at once. Killing the supervisor itself ends its programs too
(the kernel tells them, see `processes.dying_with_parent`). One thread, standard library only.
"""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

from running.binaries import EmbeddedError
from running.child import Child, Program

DEATHS, WITHIN = 3, 60.0  # more deaths than this in so many seconds stop everything
LOOK = 0.1  # seconds between two looks at the programs
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """Everything has to stop: `code` is the exit status, the text says why."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


def run(
    plan: Callable[["Supervisor"], None],
    changed: Callable[[dict[str, int]], None] | None = None,
    first_pause: float = 1.0,
) -> int:
    """Carry out the plan, watch what it started, and stop it all however it ends.

    `changed` is told the process of each program whenever one starts or dies; `first_pause` is how many seconds a
    program stays down after its first death. The answer is the exit status: 0 when we were asked to stop, else 1.
    """
    supervisor, code = Supervisor(changed, first_pause), 1
    for sig in ENDINGS:
        signal.signal(sig, supervisor.hear)
    try:
        plan(supervisor)
        supervisor.watch()
    except Stop as stop:
        code = stop.code
        supervisor.say(str(stop))
    finally:
        supervisor.stop_all()
    return code


class Supervisor:
    """What a plan may ask for: start programs, do one thing after another, wait, say."""

    def __init__(self, changed: Callable[[dict[str, int]], None] | None = None, first_pause: float = 1.0) -> None:
        self._first_pause = first_pause
        self._children: list[Child] = []
        self._selector = selectors.DefaultSelector()
        self._changed = changed or (lambda _: None)
        self._heard: list[int] = []
        self._width = 8  # of the longest name so far

    def start(self, program: Program) -> None:
        """Start it and keep it running from now on."""
        self._begin(Child(program, lambda lines: self.show(program.name, lines)))

    def do(self, program: Program, quiet: bool = False) -> list[str]:
        """Run it once, while the others are watched; with `quiet` its lines are given back, and shown only if it fails.

        Raises:
            Stop: when it fails.
        """
        lines: list[str] = []
        child = Child(program, lines.extend if quiet else lambda told: self.show(program.name, told))
        self._begin(child)
        while (status := self._end_of(child)) is None:
            self._look(but_not=child)
        self._children.remove(child)
        if status:
            self.show(program.name, lines)
            raise Stop(1, f"{program.name} failed ({_told(status)}); stopping.")
        return lines

    def until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Watch until the condition holds.

        Raises:
            Stop: when it does not in time; `what` begins the sentence that says so.
        """
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise Stop(1, f"{what} in {seconds:.0f} s; stopping.")
            self._look()

    def watch(self) -> None:
        """Watch until `Stop` is raised."""
        while True:
            self._look()

    def say(self, text: str) -> None:
        self.show("portal", text.split("\n"))

    def show(self, name: str, lines: Sequence[str]) -> None:
        """Write to the terminal; when that has gone away go on in silence, because there are programs to look after."""
        try:
            sys.stdout.write("".join(f"{name:<{self._width}} | {line}".rstrip() + "\n" for line in lines))
            sys.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def hear(self, sig: int, _frame: FrameType | None) -> None:
        """A signal that asks for an end; it is acted on at the next look."""
        self._heard.append(sig)

    def stop_all(self) -> None:
        """End all programs, stage after stage; a further signal meanwhile means at once."""
        heard = len(self._heard)
        for stage in sorted({child.program.stage for child in self._children}, reverse=True):
            ending = [child for child in self._children if child.program.stage == stage]
            for child in ending:
                child.ask_to_end()
            while any(child.process for child in ending):
                self._read()
                for child in ending:
                    child.insist(hurried=len(self._heard) > heard)
                    self._end_of(child)

    def _begin(self, child: Child) -> None:
        self._width = max(self._width, len(child.program.name))
        if child not in self._children:
            self._children.append(child)
        try:
            child.start()
        except (OSError, subprocess.SubprocessError, EmbeddedError) as error:
            raise Stop(1, f"{child.program.name} cannot be started: {error}") from error
        if child.process and child.process.stdout:
            self._selector.register(child.process.stdout, selectors.EVENT_READ, child)
        self._tell_change()

    def _look(self, but_not: Child | None = None) -> None:
        """One turn: pass on what was written, start again what died, and stop when asked or when it dies too often."""
        self._read()
        if self._heard:
            raise Stop(0, f"{signal.Signals(self._heard[0]).name}: stopping (once more to kill).")
        for child in self._children:
            if child is but_not:
                continue
            if (status := self._end_of(child)) is not None:
                self._mourn(child, status)
            elif child.process is None and time.monotonic() >= child.again_at:
                self._begin(child)

    def _read(self) -> None:
        for key, _ in self._selector.select(LOOK):
            key.data.read()
            if key.data.is_silent:
                self._selector.unregister(key.fileobj)

    def _end_of(self, child: Child) -> int | None:
        output = child.process.stdout if child.process else None
        status = child.take_leave()
        if status is None:
            return None
        if output:
            with contextlib.suppress(KeyError):
                self._selector.unregister(output)
            output.close()
        self._tell_change()
        return status

    def _mourn(self, child: Child, status: int) -> None:
        """Start it again after a pause, after twice that, and once more; the next death of the minute ends it all."""
        now, name = time.monotonic(), child.program.name
        child.deaths = [*(death for death in child.deaths if now - death < WITHIN), now]
        if child.program.log:
            self.show(name, child.program.log.read_text(errors="replace").splitlines()[-10:])
        if len(child.deaths) > DEATHS:
            raise Stop(1, f"{name} died {len(child.deaths)} times within a minute (last {_told(status)}); stopping.")
        pause = self._first_pause * 2 ** (len(child.deaths) - 1)
        child.again_at = now + pause
        self.say(f"{name} died ({_told(status)}); it starts again in {pause:g} s.")

    def _tell_change(self) -> None:
        self._changed({child.program.name: child.process.pid for child in self._children if child.process})


def _told(status: int) -> str:
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit {status}"
