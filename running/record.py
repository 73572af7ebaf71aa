"""What a running copy leaves word of under `var/run/`: who runs it, where it answers, which processes are its own."""

import contextlib
import fcntl
import json
import os
import signal
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from running import processes

LEFTOVERS_END_IN = 8.0  # seconds that the programs of a killed supervisor have to end by themselves


class AlreadyRunning(RuntimeError):
    """Another supervisor runs this copy; the message says where it answers."""


@dataclass(frozen=True)
class SignIn:
    """One person of the demo, and how to sign in as that person."""

    role: str
    name: str
    email: str
    password: str


class Record:
    """The facts about the running copy, in one file that is always whole."""

    def __init__(self, var: Path) -> None:
        self.path = var / "run" / "stack.json"
        self._facts: dict[str, Any] = {}

    def read(self) -> dict[str, Any]:
        """The facts of the copy that runs; empty when none does."""
        facts = self._last()
        pid, birth = facts.get("supervisor", (0, ""))
        return facts if birth and processes.birth(pid) == birth else {}

    def tell_supervisor(self, address: str, mail_port: int) -> None:
        pid = os.getpid()
        self.tell(supervisor=[pid, processes.birth(pid)], address=address, mail_port=mail_port)

    def tell(self, **facts: Any) -> None:
        self._facts |= facts
        half = self.path.with_suffix(".new")
        with os.fdopen(os.open(half, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            json.dump(self._facts, file)
        half.replace(self.path)

    def tell_children(self, children: Mapping[str, int]) -> None:
        self.tell(children={name: [pid, processes.birth(pid)] for name, pid in children.items()})

    def tell_sign_ins(self, sign_ins: list[SignIn]) -> None:
        self.tell(sign_ins=[asdict(sign_in) for sign_in in sign_ins])

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)

    def leftovers(self) -> list[int]:
        """Processes of an earlier run that are still there: the same number, begun at the same moment."""
        children = self._last().get("children", {}).values()
        return [pid for pid, birth in children if birth and processes.birth(pid) == birth]

    def _last(self) -> dict[str, Any]:
        """The facts of the copy that runs, or that was killed."""
        try:
            return dict(json.loads(self.path.read_text()))
        except (OSError, ValueError):
            return {}


@contextlib.contextmanager
def only_copy(var: Path) -> Iterator[Record]:
    """Be the only supervisor of this copy, once nothing of an earlier one is left. The lock goes with its holder.

    Raises:
        AlreadyRunning: when somebody else is.
    """
    record = Record(var)
    record.path.parent.mkdir(parents=True, exist_ok=True)
    with record.path.with_name("lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(_already(record)) from None
        if not processes.wait_until(lambda: not record.leftovers(), LEFTOVERS_END_IN):
            processes.end_all(record.leftovers(), signal.SIGKILL)
        record.forget()
        try:
            yield record
        finally:
            record.forget()


def _already(record: Record) -> str:
    facts = record.read()
    where = f" at {facts['address']} (process {facts['supervisor'][0]})" if facts else ""
    return f"This copy is running already{where}."
