"""Valkey may be stopped at any moment: people go on as usual, and what was told meanwhile leaves when it is back."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from running.processes import wait_until
from running.trial import Trial
from running.valkey import Valkey
from running.visitor import Page, Visitor
from tests.copies import started
from tests.walks.walker import in_database, let_it_be_noon, mails

DEWI, BAYU = "dewi@contoh.example", "bayu@contoh.example"
AS_USUAL, LEARNING, BACK_IN = 1.0, 3.0, 90.0  # seconds


@pytest.fixture(scope="module")
def valkey(folder: Path) -> Iterator[Valkey]:
    server = Valkey(folder / "elsewhere")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def copy(folder: Path, prepared: Path, valkey: Valkey) -> Iterator[Trial]:
    with started(folder / "var", prepared, REDIS_URL=valkey.url) as trial:
        assert wait_until(trial.is_well, 40, pause=0.2), trial.health()
        let_it_be_noon(trial)
        yield trial


@pytest.fixture(scope="module")
def dewi(copy: Trial) -> Visitor:
    visitor = Visitor(copy.address)
    person = next(one for one in copy.sign_ins() if one.email == DEWI)
    visitor.sign_in(person.email, person.password)
    return visitor


def test_with_valkey_stopped_everything_answers_as_usual_and_the_mails_follow(
    copy: Trial, valkey: Valkey, dewi: Visitor, record_property: Any
) -> None:
    before = len(mails(copy, BAYU))
    valkey.stop()
    pages = _a_while_without(copy, dewi)
    assert len(mails(copy, BAYU)) == before
    valkey.start()
    assert wait_until(lambda: len(mails(copy, BAYU)) > before, BACK_IN, pause=0.2)
    assert "Kode masuk" in str(mails(copy, BAYU)[-1]["Subject"])
    record_property("figures", f"slowest answer while it was away {max(page.seconds for page in pages):.2f} s")


def test_with_valkey_silent_nobody_waits_for_it(copy: Trial, valkey: Valkey, dewi: Visitor) -> None:
    """It takes connections and never answers: worse than being gone. Each process learns so once."""
    assert wait_until(copy.is_well, BACK_IN, pause=0.2), copy.health()
    pid = int((valkey.folder / "pid").read_text())
    os.kill(pid, signal.SIGSTOP)
    try:
        _a_while_without(copy, dewi, seconds=LEARNING)
        _a_while_without(copy, dewi)
    finally:
        os.kill(pid, signal.SIGCONT)


def _a_while_without(copy: Trial, dewi: Visitor, seconds: float = AS_USUAL) -> list[Page]:
    """Read, ask for a code to sign in, post an update; each answers within so many seconds."""
    visitor, number = Visitor(copy.address), _project(copy)
    pages = [visitor.get(path) for path in ("/", "/proyek/", "/direktori/")]
    pages.append(visitor.ask_for_code(BAYU))
    pages.append(dewi.get(f"/proyek/{number}/perbarui/"))
    said = in_database(copy, "SELECT updates_count FROM projects_project WHERE id = %s", number)[0][0]
    form = pages[-1].form_with("progress")
    pages.append(dewi.send(pages[-1], form, condition="on_track", note="Tetap jalan tanpa Valkey."))
    assert "Kabar terkirim" in pages[-1].text
    assert in_database(copy, "SELECT updates_count FROM projects_project WHERE id = %s", number)[0][0] == said + 1
    assert [page for page in pages if page.status != 200] == []
    assert {page.address: page.seconds for page in pages if page.seconds > seconds} == {}
    return pages


def _project(copy: Trial) -> int:
    """A running project that dewi coordinates."""
    found = in_database(
        copy,
        "SELECT p.id FROM projects_project p JOIN accounts_user u ON u.id = p.coordinator_id"
        " WHERE u.email = %s AND p.stage = 'active' ORDER BY p.id",
        DEWI,
    )
    return int(found[0][0])
