"""The real stack, as `make run` starts it: killed in each part, killed as a whole, interrupted, and back again."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from running.addresses import listen, port_of
from running.cleaning import remove_copy
from running.embedded import HERE
from running.processes import wait_until
from running.trial import Trial
from running.visitor import Visitor
from tests.copies import a_folder, started
from tests.running.troupe import all_end

STOPS_IN = 10


@pytest.fixture(scope="module")
def trial(prepared: Path) -> Iterator[Trial]:
    """A running copy with embedded servers, whose wanted port is taken. The tests below follow one another."""
    with (
        a_folder() as folder,
        listen("127.0.0.1", 0) as taken,
        started(folder / "var", prepared, PORT=str(port_of(taken))) as trial,
    ):
        yield trial


@pytest.fixture(scope="module")
def dewi(trial: Trial) -> Visitor:
    """Somebody who is signed in from the first test to the last."""
    person = next(person for person in trial.sign_ins() if person.email.startswith("dewi@"))
    visitor = Visitor(trial.address)
    visitor.sign_in(person.email, person.password)
    return visitor


def test_it_says_where_it_is_and_who_may_sign_in(trial: Trial) -> None:
    said = trial.output()
    wanted = int(trial.environment["PORT"])
    taken_instead = int(trial.address.rpartition(":")[2])
    assert f"Port {wanted} is taken, so it is {taken_instead}." in said
    assert f"{trial.address}/surat/" in said
    for person in trial.sign_ins():
        assert person.role in said
        assert person.email in said
    assert {person.role for person in trial.sign_ins()} >= {"staff", "leader", "partner", "member", "administrator"}


def test_it_listens_on_this_machine_alone(trial: Trial) -> None:
    port = f"{int(trial.address.rpartition(':')[2]):04X}"
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    assert {where for where in listening if where.endswith(f":{port}")} == {f"0100007F:{port}"}


def test_every_program_is_there_and_well(trial: Trial, dewi: Visitor) -> None:
    assert set(trial.children()) == {"postgres", "valkey", "web", "worker", "mail", "beat", "sink"}
    assert wait_until(trial.is_well, 40, pause=0.2), trial.health() + trial.tail()
    assert dewi.is_signed_in()


def test_a_code_asked_for_arrives_by_mail(trial: Trial) -> None:
    visitor = Visitor(trial.address)
    visitor.ask_for_code("bayu@contoh.example")
    assert wait_until(lambda: "bayu@contoh.example" in visitor.get("/surat/").text, 20, pause=0.2)


def test_a_second_one_is_told_where_the_first_answers(trial: Trial) -> None:
    command = [sys.executable, "-m", "running.stack"]
    second = subprocess.run(command, cwd=HERE, env=trial.environment, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert second.stderr == f"portal: This copy is running already at {trial.address} (process {trial.supervisor}).\n"


def test_a_backup_is_made_beside_it_and_restored_elsewhere(trial: Trial, dewi: Visitor) -> None:
    elsewhere = trial.var.with_name("elsewhere")
    elsewhere.mkdir(mode=0o755)
    file = elsewhere / "site.tar"
    try:
        made = make("backup", trial.environment | {"TO": str(file)})
        assert made.returncode == 0, made.stderr
        assert dewi.is_signed_in()
        refused = make("restore", trial.environment | {"FILE": str(file), "REPLACE": "1"})
        assert "other connections to this database are open" in refused.stderr
        restored = make("restore", trial.environment | {"FILE": str(file), "PORTAL_VAR": str(elsewhere)})
        assert restored.returncode == 0, restored.stderr
        assert "each as it was" in restored.stdout
    finally:
        remove_copy(elsewhere)


def test_every_program_that_is_killed_comes_back(trial: Trial, dewi: Visitor) -> None:
    before = trial.children()
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: _all_new(before, trial.children()), 30)
    again = time.monotonic()
    assert wait_until(lambda: trial.is_well(since=again), 40, pause=0.2), trial.health() + trial.tail()
    assert dewi.is_signed_in()
    assert all(f"{name} died (killed by SIGKILL)" in trial.output() for name in before)


def test_killing_the_supervisor_leaves_nothing_and_the_next_start_keeps_the_data(trial: Trial, dewi: Visitor) -> None:
    pids = list(trial.children().values())
    trial.kill_supervisor()
    assert all_end(pids)
    assert trial.left() == []
    trial.start()
    dewi.address = trial.address
    assert dewi.is_signed_in()


def test_ctrl_c_ends_everything_in_time(trial: Trial) -> None:
    pids = [*trial.children().values(), trial.supervisor]
    address = trial.address
    assert trial.interrupt() < STOPS_IN
    assert all_end(pids)
    assert trial.left() == []
    assert trial.facts() == {}
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=2)


def make(verb: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    command = ["make", "--no-print-directory", verb]
    return subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)


def _all_new(before: dict[str, int], now: dict[str, int]) -> bool:
    return set(before) == set(now) and not set(before.values()) & set(now.values())
