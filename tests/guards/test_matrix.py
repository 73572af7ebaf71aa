"""Role × address × method: who gets what from every address of the portal, as `matrix.txt` says.

R01 of our promises: an address that is missing from the table fails, and so does every answer that differs from it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from commons import contributions
from commons.contributions import Rule
from portal import urls
from tests.guards.answers import OPEN, REFUSED, ask, gives_a_reason, meaning
from tests.guards.broken import everybody_may_see_everything
from tests.guards.browser import body
from tests.guards.cast import MARKER, ROLES, Scene
from tests.guards.doors import EVERYBODY, Door, Stand, doors, stands
from tests.guards.matrix import Matrix, matrix
from tests.guards.sql import undone, written

pytestmark = pytest.mark.django_db
DOORS = {door.name: door for door in doors()}
NEVER = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
FEW = ("visitor", "suspended", "member", "former", "administrator")  # where everybody is told the same
SESSIONS = "django_session"  # where a question is put, and what is said once, are remembered
KEPT = {SESSIONS, "commons_draft"}  # and a text that was typed when the session had ended


@pytest.fixture(scope="module")
def places(scene: Scene) -> list[Stand]:
    return stands(scene)


@pytest.fixture(scope="module")
def table() -> Matrix:
    return matrix()


def tries(door: Door, places: list[Stand], table: Matrix) -> Iterator[tuple[Stand, str, str]]:
    """Where, how and as whom this door is tried."""
    for stand in (one for one in places if one.fits(door)):
        row = table.row(door, stand)
        for method in ("GET", "POST"):
            everybody_alike = row is None or method not in row.methods or (method == "POST" and row.who == EVERYBODY)
            yield from ((stand, method, role) for role in (FEW if everybody_alike else ROLES))


def faults(door: Door, scene: Scene, places: list[Stand], table: Matrix) -> list[str]:
    """Every answer that differs from the table, writes although it refuses, or says a word too much."""
    found = []
    for stand, method, role in tries(door, places, table):
        row = table.row(door, stand)
        if row is None:
            return [f"{door.name}/{stand.kind} has no row in matrix.txt"]
        address = door.path(stand.values)
        with undone(), written() as tables:
            response = ask(scene.browser(role), method, address)
        wanted, got = row.answer(role, method, stand), meaning(response, address)
        where = f"{method} {address} ({stand.state} {stand.kind}) as {role}"
        if got != wanted:
            found.append(f"{where}: {got}, not {wanted}")
        if tables - ({SESSIONS} if method == "GET" else KEPT) and (method == "GET" or wanted != OPEN):
            found.append(f"{where}: {got}, and yet writes {sorted(tables)}")
        if role not in stand.seen_by and MARKER.encode() in body(response):
            found.append(f"{where}: tells of what is hidden")
        if got == wanted == REFUSED and not gives_a_reason(response, door.access):
            found.append(f"{where}: no reason")
    return found


@pytest.mark.parametrize("name", DOORS)
def test_o7_everybody_gets_what_the_table_says(name: str, scene: Scene, places: list[Stand], table: Matrix) -> None:
    assert faults(DOORS[name], scene, places, table) == []


def test_every_address_stands_in_the_table_and_nothing_else_does(places: list[Stand], table: Matrix) -> None:
    standing = {door.name: [stand for stand in places if stand.fits(door)] for door in DOORS.values()}
    assert [name for name, found in standing.items() if not found] == [], "say in doors.stands what stands there"
    used = {row.name for name, found in standing.items() for one in found if (row := table.row(DOORS[name], one))}
    assert set(table.rows) - used == set()


@pytest.mark.parametrize("method", NEVER)
def test_no_address_knows_another_method(method: str, scene: Scene, places: list[Stand]) -> None:
    for door in DOORS.values():
        address = door.path(next(stand for stand in places if stand.fits(door)).values)
        for role in ("visitor", "administrator"):
            with written() as tables:
                response = scene.browser(role).generic(method, address)
            assert (response.status_code, tables) == (405, set()), (door.name, role)


def mixed(places: list[Stand], table: Matrix) -> Iterator[tuple[str, Door, dict[str, Any]]]:
    """A child under a parent that is not its own: each door of a child, by a method that it knows, with the parent of
    the other state."""
    for door in DOORS.values():
        here = [stand for stand in places if stand.fits(door) and len(door.keys) > 1 and "child_pk" in door.route]
        for one in here:
            parents = [other for other in here if other.values[door.keys[0]] != one.values[door.keys[0]]]
            row = table.row(door, one)
            method = "GET" if row is None or "GET" in row.methods else "POST"
            yield from ((method, door, one.values | {door.keys[0]: other.values[door.keys[0]]}) for other in parents)


def test_o7_a_child_is_not_found_under_another_parent(scene: Scene, places: list[Stand], table: Matrix) -> None:
    tried = 0
    for method, door, values in mixed(places, table):
        for role in ("visitor", "coordinator", "leader"):
            with undone():
                assert ask(scene.browser(role), method, door.path(values)).status_code == 404, (door.name, role)
            tried += 1
    assert tried > 50


def test_o8_hidden_and_missing_are_the_same_bytes_to_the_signed_out(scene: Scene, places: list[Stand]) -> None:
    compared = 0
    for door in (one for one in DOORS.values() if one.keys):
        for stand in (one for one in places if one.fits(door) and one.state == "private"):
            hidden = door.path(stand.values)
            missing = door.path({key: absent(value) for key, value in stand.values.items()})
            for method in ("GET", "POST"):
                pages = [shown(scene, method, address) for address in (hidden, missing)]
                assert pages[0] == pages[1], (door.name, method)
                compared += 1
    assert compared > 50


def absent(value: Any) -> Any:
    """As long, and nobody's."""
    return 10 ** (len(str(value)) + 8) if isinstance(value, int) else "z" * len(value)


def shown(scene: Scene, method: str, address: str) -> tuple[int, str]:
    with undone():
        response = ask(scene.browser("visitor"), method, address)
    return response.status_code, body(response).decode().replace(address, "…")


@contextmanager
def instead(door: Door, view: Any) -> Iterator[None]:
    """The portal with another view at this address."""
    planted = ModuleType("planted_urls")
    vars(planted).update(vars(urls), urlpatterns=[path(door.route, view), *urls.urlpatterns])
    sys.modules[planted.__name__] = planted
    with override_settings(ROOT_URLCONF=planted.__name__):
        yield
    del sys.modules[planted.__name__]


class TestTheMatrixNotices:
    """Each guard is seen to go red."""

    def test_an_address_without_a_row(self, scene: Scene, places: list[Stand], table: Matrix) -> None:
        bare = Door("projects:forgotten", "proyek/<int:pk>/lupa/", lambda request, pk: None, ("proyek:pk",))
        assert faults(bare, scene, places, table) == ["projects:forgotten/ has no row in matrix.txt"]

    def test_o10_a_view_without_a_rule(self, scene: Scene, places: list[Stand], table: Matrix) -> None:
        def bare(request: HttpRequest, pk: int) -> HttpResponse:
            return HttpResponse(f"Proyek {MARKER}")

        door = DOORS["projects:project_edit"]
        with instead(door, bare):
            found = faults(door, scene, places, table)
        assert any("as stranger: open, not refused" in one for one in found)
        assert any("as visitor: open, not hidden" in one for one in found)
        assert any("tells of what is hidden" in one for one in found)

    def test_o5_rows_that_everybody_may_see(
        self, scene: Scene, places: list[Stand], table: Matrix, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as broken:
            everybody_may_see_everything(broken)
            found = faults(DOORS["projects:project_detail"], scene, places, table)
        assert any("as former: open, not hidden" in one for one in found)

    def test_a_rule_that_lets_others_in(
        self, scene: Scene, places: list[Stand], table: Matrix, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rule = contributions.one(Rule, "projects.invite_partner")
        monkeypatch.setitem(
            contributions._offers[Rule], rule.code, Rule(rule.code, rule.label, rule.roles | {"partner"}, rule.refusal)
        )
        found = faults(DOORS["projects:partner_invite"], scene, places, table)
        assert any("as partner: open, not refused" in one for one in found)
        assert not any("as invited" in one for one in found)
