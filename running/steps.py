"""Runs commands that do not depend on each other side by side, and says of each how it went and how long it took."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field

from running.embedded import HERE


@dataclass(frozen=True)
class Step:
    """One command and the variables it needs besides those we have."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    name: str
    failed: bool
    seconds: float
    output: str


def run_all(steps: Sequence[Step], at_once: int = 2) -> list[Outcome]:
    """Run them; say the outcome of each when it is there, with its output when it failed."""
    outcomes = []
    with ThreadPoolExecutor(at_once) as pool:
        for finished in as_completed([pool.submit(_run, step) for step in steps]):
            outcome = finished.result()
            outcomes.append(outcome)
            say(outcome)
    return outcomes


def say(outcome: Outcome) -> None:
    print(f"{'FAILED' if outcome.failed else 'ok':<6}  {outcome.seconds:6.1f} s  {outcome.name}", flush=True)
    if outcome.failed:
        print(outcome.output, flush=True)


def _run(step: Step) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=HERE,
        env=os.environ | step.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return Outcome(step.name, done.returncode != 0, time.monotonic() - began, done.stdout)
