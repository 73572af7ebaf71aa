"""Every page that the URL configuration leads to, looked at by axe-core: narrow and wide, light and dark."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from tests.chromium import QUIET
from tests.guards.cast import ROLES, Scene, make_scene
from tests.guards.doors import Door, Stand, doors, stands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ONLY = {"resultTypes": ["violations"]}  # of what is right, axe need not tell each element
RULES: dict[str, Any] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]} | ONLY
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}} | ONLY
ASK = "options => axe.run(options).then(found => found.violations)"
# No style changes between 320 and 360 px (`test_a_narrow_phone_and_a_wider_one_get_the_same_styles`): only room does.
ROOM = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "color-contrast"]}} | ONLY
LOOKS = {
    (320, "light"): RULES,
    (360, "light"): ROOM,
    (1280, "light"): RULES,
    **{(width, "dark"): COLOURS for width in (320, 360, 1280)},  # in the dark nothing but the colours differs
}
SHARES = 4  # so that the processes of a test run share the pages
SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"


def pages(scene: Scene, share: int) -> list[tuple[str, str, str]]:
    """Name of the door, path, role: each door of this share once, with the first thing and role that give a page."""
    found, places = [], stands(scene)
    for door in doors()[share::SHARES]:
        for stand in places:
            if stand.fits(door) and (role := _who_may(scene, door, stand)):
                found.append((door.name, door.path(stand.values), role))
                break
    return found


def _who_may(scene: Scene, door: Door, stand: Stand) -> str:
    """The first role to which this door answers a GET with a page of its own."""
    path = door.path(stand.values)
    for role in reversed(ROLES):
        answer = scene.browser(role).get(path)
        if answer.status_code == 405:
            return ""
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            return role
    return ""


def test_a_narrow_phone_and_a_wider_one_get_the_same_styles() -> None:
    sheets = "".join(
        path.read_text() for path in (Path(__file__).resolve().parents[2] / "static" / "css").rglob("*.css")
    )
    bounds = {int(pixels) for pixels in re.findall(r"(?:min|max)-width:\s*(\d+)px", sheets)}
    assert bounds
    assert [bound for bound in bounds if 320 <= bound < 360] == []


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    from running.find_browser import browser

    return {"executable_path": browser(), "args": QUIET}


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_on_any_page(
    share: int,
    live_server: Any,
    new_context: Callable[..., BrowserContext],
    settings_of_media: None,
    record_property: Any,
) -> None:
    scene = make_scene()
    windows: dict[str, Page] = {}
    visited, found = [], []
    for name, path, role in pages(scene, share):
        if role not in windows:
            windows[role] = _window(new_context, live_server.url, scene, role)
        windows[role].goto(path)
        found += [f"{path} as {role}: {one}" for one in _violations(windows[role])]
        visited.append(name)
    record_property("figures", f"{len(visited)} pages at {len(LOOKS)} looks: {' '.join(visited)}")
    assert found == []
    assert len(visited) > 10


def _window(new_context: Callable[..., BrowserContext], base: str, scene: Scene, role: str) -> Page:
    """Where this role is signed in. One for all its pages: a new one would read axe and the styles anew."""
    context = new_context(base_url=base, reduced_motion="reduce")  # a colour on its way is nobody's contrast
    if role in scene.sessions:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": scene.sessions[role], "url": base}])
    return context.new_page()


def _violations(page: Page) -> list[str]:
    found = []
    page.evaluate(AXE_SCRIPT)
    for (width, scheme), rules in LOOKS.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        answer = page.evaluate(ASK, rules)
        found += [f"{width} {scheme} {one['id']} {[node['target'] for node in one['nodes']]}" for one in answer]
        if page.evaluate(SIDEWAYS):
            found.append(f"{width} {scheme} scrolls sideways")
    return found


@pytest.fixture
def settings_of_media(settings: Any, tmp_path: Any) -> None:
    """Files of the scene go where they are swept away."""
    settings.MEDIA_ROOT = tmp_path
