"""A headless Chromium for tests that drive pages: fixtures to import into a conftest.

The site runs in a thread of the test with its own database; `make test` says with PORTAL_CHROMIUM which browser it is.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from running.find_browser import browser as find_browser
from tests.people import signed_in

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs a loop in this thread; our queries do not mind
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
    " --font-render-hinting=none"  # letters as wide as on a phone, not rounded to whole pixels
).split()
# Errors of a page that are answers we asked for, not faults.
ASKED_FOR = ("the server responded with a status of 4", "net::ERR_FAILED", "htmx:", "Response Status Error Code 4")
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": find_browser(), "args": QUIET}


@pytest.fixture
def open_page(live_server: Any, new_context: Callable[..., BrowserContext]) -> Any:
    """`open_page("/proyek/", person, width=360, scheme="dark")`; afterwards no page may have complained."""
    complaints: list[str] = []

    def opener(
        path: str, person: User | None = None, *, width: int = 1280, scheme: str = "light", **options: Any
    ) -> Page:
        context = new_context(
            base_url=live_server.url, viewport={"width": width, "height": 800}, color_scheme=scheme, **options
        )
        if person is not None:
            session = signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield opener
    unasked = [text for text in complaints if not any(word in text for word in ASKED_FOR)]
    assert not unasked, unasked
