"""The supervisor: all of its programs, or none."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from running.embedded import HERE
from running.ownership import owner_of_postgres
from running.processes import birth, wait_until
from tests.running.troupe import SLEEPER, STUBBORN, Troupe, all_end

Start = Callable[..., Troupe]

WITH_GRANDCHILD = """
import pathlib, subprocess, sys, time
helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
begun = pathlib.Path(sys.argv[1]) / "begun"
begun.write_text(str(helper.pid))
begun.rename(begun.with_name("grandchild"))  # it is there when it is whole
time.sleep(600)
"""
TOO_LATE = """
import os, signal
from running.processes import dying_with_parent
bind = dying_with_parent(signal.SIGKILL)
def status_of(child): return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
if between := os.fork():
    os._exit(status_of(between))
if late := os.fork():
    os._exit(status_of(late))
bind()  # its parent is not the process that meant to have it
os._exit(0)
"""
MAKE = """
import subprocess, sys
subprocess.run([sys.executable, "-c", BOUND, sys.argv[1]])
""".replace(
    "BOUND",
    repr("""
import pathlib, signal, sys, time
from running.processes import end_with_parent
said = (pathlib.Path(sys.argv[1]) / "said").open("a", buffering=1)
def end(*_):
    print("SIGTERM", file=said)
    sys.exit()
signal.signal(signal.SIGTERM, end)
end_with_parent(signal.SIGTERM)
print("here", file=said)
time.sleep(600)
"""),
)
TELLS_ITS_END = """
import pathlib, signal, sys, time
def end(*_):
    with open(pathlib.Path(sys.argv[1]) / "ends", "a") as ends: print("{name}", file=ends)
    sys.exit()
signal.signal(signal.SIGTERM, end)
print("{name} is here", flush=True)
time.sleep(600)
"""


def sleeper(name: str) -> dict[str, str]:
    return {"name": name, "code": SLEEPER}


@pytest.mark.parametrize("sig", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all_of_them_and_what_they_started(
    start_troupe: Start, tmp_path: Path, sig: signal.Signals
) -> None:
    troupe = start_troupe([sleeper("web"), {"name": "worker", "code": WITH_GRANDCHILD}])
    assert troupe.is_up()
    assert wait_until((tmp_path / "grandchild").exists, 5)
    pids = [*troupe.pids().values(), int((tmp_path / "grandchild").read_text())]
    troupe.process.send_signal(sig)
    assert troupe.ends() == 0
    assert not any(birth(pid) for pid in pids)
    assert f"{sig.name}: stopping" in troupe.output()


def test_those_that_others_lean_on_are_stopped_last(start_troupe: Start, tmp_path: Path) -> None:
    names = {"database": 1, "broker": 2, "web": 3}
    troupe = start_troupe([_telling(name, stage) for name, stage in names.items()])
    assert troupe.is_up()
    time.sleep(0.5)  # until each has its handler
    troupe.process.send_signal(signal.SIGINT)
    assert troupe.ends() == 0
    assert (tmp_path / "ends").read_text().split() == ["web", "broker", "database"]


def test_one_that_does_not_listen_is_killed_when_patience_is_over(start_troupe: Start) -> None:
    troupe = start_troupe([{"name": "deaf", "code": STUBBORN, "patience": 0.5}])
    assert troupe.is_up()
    time.sleep(0.5)
    (pid,) = troupe.pids().values()
    began = time.monotonic()
    troupe.process.send_signal(signal.SIGINT)
    assert troupe.ends() == 0
    assert 0.4 < time.monotonic() - began < 5
    assert not birth(pid)


def test_a_second_signal_kills_at_once(start_troupe: Start) -> None:
    troupe = start_troupe([{"name": "deaf", "code": STUBBORN, "patience": 60}])
    assert troupe.is_up()
    time.sleep(0.5)
    troupe.process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert troupe.process.poll() is None
    troupe.process.send_signal(signal.SIGINT)
    assert troupe.ends(5) == 0


def test_one_that_is_killed_starts_again_and_leaves_nothing(start_troupe: Start, tmp_path: Path) -> None:
    troupe = start_troupe([sleeper("web"), {"name": "worker", "code": WITH_GRANDCHILD}])
    assert troupe.is_up()
    assert wait_until((tmp_path / "grandchild").exists, 5)
    before, grandchild = troupe.pids(), int((tmp_path / "grandchild").read_text())
    os.kill(before["worker"], signal.SIGKILL)
    assert wait_until(lambda: troupe.pids().get("worker") not in (None, before["worker"]), 5)
    assert troupe.pids()["web"] == before["web"]
    assert not birth(grandchild)
    troupe.process.send_signal(signal.SIGINT)
    assert troupe.ends() == 0
    assert "worker died (killed by SIGKILL); it starts again in" in troupe.output()


def test_one_that_dies_too_often_stops_everything_and_is_named(start_troupe: Start) -> None:
    troupe = start_troupe([sleeper("web"), {"name": "worker", "code": "raise SystemExit('no broker')"}])
    assert troupe.ends() == 1
    assert troupe.pids() == {}
    said = troupe.output()
    assert said.count("| no broker\n") == 4
    assert "worker died 4 times within a minute (last exit 1); stopping." in said


def test_a_preparation_that_fails_stops_everything_and_is_shown(start_troupe: Start, tmp_path: Path) -> None:
    failing = {"name": "migrate", "code": "raise SystemExit('no such table')", "once": True}
    troupe = start_troupe([sleeper("database"), failing, sleeper("web")])
    assert troupe.ends() == 1
    assert not (tmp_path / "up").exists()
    said = troupe.output()
    assert "no such table" in said
    assert "migrate failed (exit 1); stopping." in said


def test_killing_the_supervisor_takes_all_along(start_troupe: Start) -> None:
    troupe = start_troupe([sleeper("web"), {"name": "deaf", "code": STUBBORN, "orphan_signal": signal.SIGKILL}])
    assert troupe.is_up()
    pids = list(troupe.pids().values())
    troupe.process.kill()
    assert troupe.ends() == -signal.SIGKILL
    assert all_end(pids)


def test_killing_the_supervisor_takes_along_what_root_runs_as_another_user(start_troupe: Start) -> None:
    owner = owner_of_postgres()
    troupe = start_troupe([{"name": "database", "command": ["sleep", "600"], "popen": {"cwd": "/", **owner.popen}}])
    assert troupe.is_up()
    (pid,) = troupe.pids().values()
    assert Path(f"/proc/{pid}").stat().st_uid == (owner.uid or os.geteuid())
    troupe.process.kill()
    assert all_end([pid])


def test_a_child_whose_parent_ended_too_early_does_not_start() -> None:
    done = subprocess.run([sys.executable, "-c", TOO_LATE], cwd=HERE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")


def test_killing_make_ends_the_supervisor_that_it_runs(tmp_path: Path) -> None:
    make = subprocess.Popen([sys.executable, "-c", MAKE, str(tmp_path)], cwd=HERE)
    said = tmp_path / "said"
    assert wait_until(lambda: said.exists() and said.read_text() == "here\n", 10)
    make.kill()
    make.wait()
    assert wait_until(lambda: said.read_text() == "here\nSIGTERM\n", 5)


def test_a_terminal_that_goes_away_stops_nothing(start_troupe: Start) -> None:
    reading, writing = os.pipe()
    troupe = start_troupe([sleeper("web"), {"name": "worker", "code": TALKS}], stdout=writing)
    os.close(writing)
    assert troupe.is_up()
    os.close(reading)
    time.sleep(0.5)
    before = troupe.pids()
    os.kill(before["web"], signal.SIGKILL)
    assert wait_until(lambda: troupe.pids().get("web") not in (None, before["web"]), 5)
    troupe.process.send_signal(signal.SIGTERM)
    assert troupe.ends() == 0


def test_a_program_that_is_not_there_is_named(start_troupe: Start) -> None:
    missing = {"name": "web", "code": "", "popen": {"cwd": "/nowhere"}}
    troupe = start_troupe([sleeper("database"), missing])
    assert troupe.ends() == 1
    assert "web cannot be started: " in troupe.output()


TALKS = "import time\nwhile True: print('still here', flush=True); time.sleep(0.05)"


def _telling(name: str, stage: int) -> dict[str, object]:
    return {"name": name, "stage": stage, "code": TELLS_ITS_END.replace("{name}", name)}
