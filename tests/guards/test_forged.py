"""Nobody else's page sends our forms: every address that takes one refuses it without its token (R23)."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string

from tests.guards.answers import HERE, NO_METHOD, OPEN, ask, meaning
from tests.guards.browser import Browser
from tests.guards.cast import Scene
from tests.guards.doors import Door, Stand, doors, stands
from tests.guards.matrix import matrix
from tests.guards.sql import undone, written

pytestmark = pytest.mark.django_db
ELSEWHERE = {"origin": "https://jahat.example"}
SESSIONS, DRAFTS = "django_session", "commons_draft"
# Each with its own reason, and what guards it instead.
WITHOUT_TOKEN = {
    "portal:language_switch": "stands on every page of a visitor, who has no token; asks Origin or Referer",
    "notifications:subscription_stop": "sent by mail programs (RFC 8058); the secret in the address is all it takes",
}
TAKERS = [
    door
    for door in doors()
    if any("POST" in row.methods for name, row in matrix().rows.items() if name.split("/")[0] == door.name)
]


@pytest.fixture(scope="module")
def places(scene: Scene) -> list[Stand]:
    return stands(scene)


def lets_in(places: list[Stand], door: Door) -> Iterator[tuple[Stand, str]]:
    """Where this door stands open, and the first role that may."""
    table = matrix()
    for stand in (one for one in places if one.fits(door)):
        row = table.row(door, stand)
        assert row is not None
        role = next((role for role in sorted(row.who) if row.answer(role, "POST", stand) == OPEN), None)
        if role is not None:
            yield stand, role
            return


def test_only_these_are_exempt() -> None:
    assert {door.name for door in doors() if getattr(door.view, "csrf_exempt", False)} == set(WITHOUT_TOKEN)


@pytest.mark.parametrize("name", [door.name for door in TAKERS if door.name not in WITHOUT_TOKEN])
def test_without_its_token_a_form_does_nothing(name: str, scene: Scene, places: list[Stand]) -> None:
    door = next(door for door in TAKERS if door.name == name)
    for stand, role in lets_in(places, door):
        address = door.path(stand.values)
        for headers in (ELSEWHERE, HERE, {}):
            with undone(), written() as tables:
                response = ask(scene.browser(role, is_strict=True), "POST", address, data={"a": "b"}, headers=headers)
            assert response.status_code == 403 or response.get("Location") == address, (address, role, headers)
            assert tables <= ({SESSIONS, DRAFTS} if headers == HERE else set()), (address, role, headers)


def test_with_its_token_it_does_what_it_is_for(scene: Scene, places: list[Stand]) -> None:
    tried = 0
    for door in TAKERS:
        for stand, role in lets_in(places, door):
            address = door.path(stand.values)
            browser = scene.browser(role, is_strict=True)
            with undone():
                response = ask(browser, "POST", address, data={"csrfmiddlewaretoken": token_of(browser)})
            assert meaning(response, address) == OPEN, (address, role, response.status_code)
            tried += 1
    assert tried > 40


def token_of(browser: Browser) -> str:
    token = _get_new_csrf_string()
    browser.cookies[settings.CSRF_COOKIE_NAME] = token
    return token


def test_the_language_is_switched_by_our_own_pages_only(scene: Scene) -> None:
    for headers in (ELSEWHERE, {}, {"origin": "null"}, {"referer": "https://jahat.example/?a=http://testserver/"}):
        with undone(), written() as tables:
            response = ask(
                scene.browser("member", is_strict=True), "POST", "/bahasa/", data={"language": "en"}, headers=headers
            )
        assert (response.status_code, dict(response.cookies), tables) == (303, {}, set())
    with undone(), written() as tables:
        response = ask(scene.browser("member", is_strict=True), "POST", "/bahasa/", data={"language": "en"})
    assert tables == {"accounts_user"}


def test_a_door_without_this_guard_is_noticed(scene: Scene, places: list[Stand]) -> None:
    """The same request that a strict browser is refused gets through where nobody asks for a token."""
    door = next(door for door in TAKERS if door.name == "projects:project_follow")
    stand, role = next(lets_in(places, door))
    address = door.path(stand.values)
    with undone(), written() as tables:
        response = ask(scene.browser(role), "POST", address, headers=ELSEWHERE)
    assert meaning(response, address) not in (NO_METHOD, "403")
    assert "activity_follow" in tables
