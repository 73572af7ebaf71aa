"""The word of `test_marker` in what is taken along of projects and promises: tables, calendars, sheet and QR code."""

from collections.abc import Iterator
from typing import Any

import pytest

from commitments.queries import lists
from commons.audience import set_visibility
from tests.guards.answers import ask
from tests.guards.broken import everybody_may_see_everything
from tests.guards.cast import MARKER, Scene
from tests.guards.sql import undone
from tests.guards.test_marker import OUTSIDERS, shows

pytestmark = pytest.mark.django_db
SIGNED_OUT = ("visitor", "suspended")
INSIDERS = ("coordinator", "leader", "manager")
each_table = pytest.mark.parametrize("kind", ["csv", "xlsx"])


def tables(scene: Scene, role: str, kind: str) -> Iterator[tuple[str, Any]]:
    """Every way in which the two lists can be asked for the private things; a search for the word among them."""
    thread, firm = str(scene.private.thread_id), str(scene.organisations["firm"].pk)
    asked: list[tuple[str, dict[str, str]]] = [
        ("/proyek/unduh/", {}),
        ("/proyek/unduh/", {"tahap": "active"}),
        ("/proyek/unduh/", {"q": MARKER}),
        ("/proyek/unduh/", {"mitra": firm}),
        ("/komitmen/unduh/", {"lihat": "semua"}),
        ("/komitmen/unduh/", {"lihat": "semua", "status": "kept"}),
        ("/komitmen/unduh/", {"di": thread}),
        ("/komitmen/unduh/", {"organisasi": firm}),
    ]
    for path, narrowed in asked:
        with undone():
            yield f"{path} {narrowed}", ask(scene.browser(role), "POST", path, data={"bentuk": kind, **narrowed})


def others(scene: Scene) -> list[str]:
    """Calendars, the QR code, the sheet."""
    path = f"/proyek/{scene.private.pk}/"
    return [
        "/proyek/tonggak.ics", f"/proyek/tonggak.ics?q={MARKER}", f"{path}tonggak.ics",
        "/agenda/kalender.ics",
        "/komitmen/tenggat.ics", "/komitmen/tenggat.ics?lihat=organisasi", "/komitmen/tenggat.ics?lihat=semua",
        f"{path}qr.svg", f"{path}qr.png", f"{path}lembar/",
    ]  # fmt: skip


@each_table
@pytest.mark.parametrize("role", OUTSIDERS)
def test_o8_no_table_tells_an_outsider(role: str, kind: str, scene: Scene) -> None:
    for asked, answer in tables(scene, role, kind):
        if role in SIGNED_OUT:
            assert not answer.streaming, asked  # who must sign in first gets back what they typed
        else:
            assert (answer.streaming, shows(answer)) == (True, False), asked


@each_table
@pytest.mark.parametrize("role", INSIDERS)
def test_those_who_may_know_take_it_along(role: str, kind: str, scene: Scene) -> None:
    met = {asked.split()[0] for asked, answer in tables(scene, role, kind) if shows(answer)}
    assert met == {"/proyek/unduh/", "/komitmen/unduh/"}


@pytest.mark.parametrize("role", OUTSIDERS)
def test_o8_no_calendar_code_or_sheet_tells_an_outsider(role: str, scene: Scene) -> None:
    assert [path for path in others(scene) if shows(ask(scene.browser(role), "GET", path))] == []


def test_those_who_may_know_meet_it_there(scene: Scene) -> None:
    met = {role: {path for path in others(scene) if shows(ask(scene.browser(role), "GET", path))} for role in INSIDERS}
    of_projects = {path for path in others(scene) if path.startswith("/proyek/") and not path.endswith("lembar/")}
    assert met["coordinator"] == met["leader"] == of_projects
    assert met["manager"] == of_projects | {path for path in others(scene) if path.startswith("/komitmen/")}


def test_the_sheet_is_read_and_tells_only_what_is_for_everybody(scene: Scene) -> None:
    sheet = f"/proyek/{scene.private.pk}/lembar/"
    with undone():
        assert ask(scene.browser("coordinator"), "GET", sheet).status_code == 403
        set_visibility(scene.private.audience, "public")
        assert shows(ask(scene.browser("member"), "GET", sheet))


@each_table
def test_a_leak_in_a_table_is_noticed(kind: str, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody_may_see_everything(monkeypatch)
    met = {asked.split()[0] for asked, answer in tables(scene, "stranger", kind) if shows(answer)}
    assert met == {"/proyek/unduh/", "/komitmen/unduh/"}


def test_a_leak_in_a_calendar_or_a_code_is_noticed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody_may_see_everything(monkeypatch)
    monkeypatch.setattr(lists, "_whose", lambda found, user, view, on: found)
    met = {path for path in others(scene) if shows(ask(scene.browser("stranger"), "GET", path))}
    assert met == {path for path in others(scene) if not path.endswith("lembar/")}
