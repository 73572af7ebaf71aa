"""A supervisor with small programs of Python, run as a process of its own: so that tests may kill it.

    python -m tests.running.troupe FOLDER < plan.json

The plan is a list of programs: name, code, and any field of `Program`; one with `"once": true` is run once, in its
turn. Each finds FOLDER in its arguments. FOLDER/pids.json always tells the living, FOLDER/up comes after the last one.
"""

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from running.child import Program
from running.embedded import HERE
from running.processes import birth, wait_until
from running.supervise import Supervisor, run

SLEEPER = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


class Troupe:
    """The supervisor's process as tests see it."""

    def __init__(self, folder: Path, programs: list[dict[str, Any]], stdout: Any = subprocess.PIPE) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.running.troupe", str(folder)],
            cwd=HERE,
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdin
        self.process.stdin.write(json.dumps(programs))
        self.process.stdin.close()

    def __enter__(self) -> "Troupe":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def is_up(self) -> bool:
        return wait_until((self.folder / "up").exists, 10)

    def pids(self) -> dict[str, int]:
        return dict(json.loads((self.folder / "pids.json").read_text()))

    def ends(self, seconds: float = 15) -> int:
        return self.process.wait(seconds)

    def output(self) -> str:
        assert self.process.stdout
        return str(self.process.stdout.read())


def all_end(pids: list[int], seconds: float = 5) -> bool:
    return wait_until(lambda: not any(birth(pid) for pid in pids), seconds)


def _main(folder: Path) -> int:
    described = json.load(sys.stdin)
    fields = {field.name for field in dataclasses.fields(Program)}

    def plan(supervisor: Supervisor) -> None:
        for facts in described:
            command = [sys.executable, "-c", facts.get("code", ""), str(folder)]
            given = {"command": command} | {name: value for name, value in facts.items() if name in fields}
            start: Callable[[Program], Any] = supervisor.do if facts.get("once") else supervisor.start
            start(Program(**given))
        (folder / "up").touch()

    return run(plan, changed=lambda pids: _tell(folder, pids), first_pause=0.05)


def _tell(folder: Path, pids: dict[str, int]) -> None:
    half = folder / f"pids.{os.getpid()}"
    half.write_text(json.dumps(pids))
    half.replace(folder / "pids.json")


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
