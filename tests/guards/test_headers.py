"""What every answer says to the browser, whatever happened: run, frame, guess and keep nothing (R24)."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from commons.models import Visibility
from tests.guards.answers import ask
from tests.guards.cast import Scene
from tests.guards.doors import Door, Stand, doors, stands
from tests.guards.sql import undone

pytestmark = pytest.mark.django_db
FORBIDDEN = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:")
KNOWN = {"default", "script", "style", "img", "font", "connect", "manifest", "worker", "object"}
WITHOUT_SOURCE = {"form-action", "base-uri", "frame-ancestors", "sandbox"}
COOKIES = {
    settings.SESSION_COOKIE_NAME,
    settings.CSRF_COOKIE_NAME,
    settings.LANGUAGE_COOKIE_NAME,
    settings.KEPT_COOKIE_NAME,
}
PUBLIC_FILES = ("commons:attachment", "commons:attachment_size")  # open to all, and asked about at every download


def policy(response: Any) -> dict[str, list[str]]:
    """The content security policy, by directive; a quote that is missing would make an unknown one."""
    parts = [part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def wrong_with(response: Any, *, is_private: bool = False) -> list[str]:
    """What this answer lacks."""
    headers, found = response.headers, []
    csp = policy(response) if "Content-Security-Policy" in headers else {}
    names = {f"{name}-src" for name in KNOWN} | WITHOUT_SOURCE
    if csp.get("default-src") != ["'none'"] or csp.get("frame-ancestors") != ["'none'"] or not set(csp) <= names:
        found.append(f"policy {csp}")
    if any(source in FORBIDDEN for sources in csp.values() for source in sources):
        found.append("a policy that runs anything")
    wanted = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"}
    found += [name for name, value in wanted.items() if headers.get(name) != value]
    if not {"camera=()", "microphone=()", "geolocation=()"} <= set(headers.get("Permissions-Policy", "").split(", ")):
        found.append("permissions")
    if is_private and "no-store" not in headers.get("Cache-Control", ""):
        found.append(f"kept: {headers.get('Cache-Control')}")
    if "public" in headers.get("Cache-Control", "") or ("Cache-Control" not in headers and response.status_code != 400):
        found.append("kept by others")
    for cookie in response.cookies.values():
        is_taken_away = cookie["max-age"] == 0
        sealed = (
            (cookie["httponly"] or is_taken_away)
            and cookie["samesite"] == "Lax"
            and cookie["path"] == "/"
            and not cookie["domain"]
        )
        found += [] if sealed and cookie.key in COOKIES else [f"cookie {cookie.OutputString()}"]
    return found


def test_h1_every_address_answers_with_them_and_what_is_private_is_kept_by_nobody(scene: Scene) -> None:
    tried = 0
    for door, stand in everywhere(scene):
        for role in ("visitor", "manager"):
            address = door.path(stand.values)
            with undone():
                answers = [ask(scene.browser(role), method, address) for method in ("GET", "POST", "PUT")]
            is_open = door.name in PUBLIC_FILES and stand.state == "open"
            for response in answers:
                private = role == "manager" and not is_open
                assert wrong_with(response, is_private=private) == [], (address, role, response.status_code)
                tried += 1
    assert tried > 600


def everywhere(scene: Scene) -> Iterator[tuple[Door, Stand]]:
    places = stands(scene)
    return ((door, stand) for door in doors() for stand in places if stand.fits(door))


def test_what_goes_wrong_answers_with_them_too(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    member = scene.browser("member")
    seen = {}
    for address in ("/proyek/?a=%00", "/proyek/?setelah=%00", "/tidak-ada/", "/kelola/komponen/", "/ikuti/1/"):
        response = member.get(address)
        assert wrong_with(response) == [], address
        seen[response.status_code] = address
    response = member.get("/", headers={"host": "jahat.example"})
    assert (response.status_code, wrong_with(response)) == (400, [])
    for crash, status in ((ZeroDivisionError(), 500), (lost_database(), 503)):
        monkeypatch.setattr("portal.home.waiting_for", raising(crash))
        response = member.get("/")
        assert (response.status_code, wrong_with(response, is_private=True)) == (status, [])
    assert set(seen) == {400, 403, 404, 405}


def lost_database() -> Exception:
    from django.db import OperationalError

    return OperationalError("server closed the connection unexpectedly")


def raising(crash: Exception) -> Any:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise crash

    return fail


def test_too_often_answers_with_them_too(scene: Scene) -> None:
    browser = scene.browser("staff")
    tries = range(62)  # 20 an hour; a new hour may begin meanwhile, or Valkey be slow to answer
    with undone():
        answers = (browser.post("/proyek/baru/", {}, headers={"origin": "http://testserver"}) for _ in tries)
        refused = next(answer for answer in answers if answer.status_code != 422)
    assert (refused.status_code, wrong_with(refused, is_private=True)) == (429, [])


def test_o6_a_private_photo_is_kept_by_no_cache(scene: Scene) -> None:
    for state, kept in (("private", "private, no-store"), ("open", "private, no-cache")):
        response = scene.browser("coordinator").get(f"/lampiran/{scene.photos[state].key}/160/")
        assert response["Cache-Control"] == kept
    assert scene.private.audience.visibility == Visibility.PRIVATE


SHOW = """
import json
from portal import settings
names = [name for name in dir(settings) if "COOKIE" in name or name.startswith("SECURE_")]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@pytest.fixture(scope="module")
def behind_tls() -> dict[str, Any]:
    """The settings of a site whose address is https, read by a process of its own."""
    environment = os.environ | {"PORTAL_MODE": "test", "SITE_URL": "https://rembuk.example.go.id"}
    shown = subprocess.run([sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=True)
    return json.loads(shown.stdout)


def test_behind_tls_cookies_are_bound_to_this_very_host(behind_tls: dict[str, Any]) -> None:
    names = {name: value for name, value in behind_tls.items() if name.endswith("_COOKIE_NAME")}
    assert len(names) == len(COOKIES)
    assert [name for name, value in names.items() if not value.startswith("__Host-")] == []
    for which in ("SESSION", "CSRF", "LANGUAGE"):
        assert behind_tls[f"{which}_COOKIE_SECURE"] is behind_tls[f"{which}_COOKIE_HTTPONLY"] is True
        assert behind_tls[f"{which}_COOKIE_SAMESITE"] == "Lax"


def test_behind_tls_the_browser_is_told_to_stay_there_for_a_year(behind_tls: dict[str, Any]) -> None:
    assert behind_tls["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert behind_tls["SECURE_SSL_REDIRECT"] is True


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; style-src 'self' 'unsafe-inline'"),
        ("Content-Security-Policy", "default-src 'none; frame-ancestors 'none'"),
        ("Content-Security-Policy", ""),
        ("X-Content-Type-Options", ""),
        ("Referrer-Policy", "unsafe-url"),
        ("Permissions-Policy", "camera=*"),
        ("Cache-Control", "public, max-age=60"),
    ],
)
def test_an_answer_that_lacks_one_is_noticed(scene: Scene, header: str, value: str) -> None:
    response = scene.browser("member").get("/")
    assert wrong_with(response, is_private=True) == []
    response[header] = value
    assert wrong_with(response, is_private=True) != []
