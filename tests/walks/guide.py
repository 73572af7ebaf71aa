"""Somebody who follows a guide of docs/panduan/; `make docs` keeps the pictures that the guides name.

A walk fails where a page says something else than its guide. Pictures are kept in the folder of PORTAL_PICTURES.
"""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from running.trial import Trial
from tests.walks.walker import Walker

PHONE, DESK = 360, 1280
MOST = 60_000  # bytes of a picture: people open the guide on a phone, too
Someone = Callable[..., "Guide"]


class Guide(Walker):
    """Somebody who follows a guide, and keeps what the page looks like at each step."""

    def picture(self, name: str, *, toast: bool = False) -> None:
        """What is seen now; no page may be wider than the screen."""
        page = self.page
        page.wait_for_load_state("networkidle")
        if not toast:  # it says what was done a moment before
            page.evaluate("document.querySelectorAll('.toast').forEach(said => said.remove())")
        assert page.evaluate("document.documentElement.scrollWidth") <= (page.viewport_size or {})["width"], name
        folder = os.environ.get("PORTAL_PICTURES")
        if folder:
            keep(Path(folder) / f"{name}.webp", page.screenshot(animations="disabled"))

    def top(self) -> None:
        """Back to where the page begins."""
        self.page.evaluate("scrollTo(0, 0)")

    def see(self, selector: str) -> None:
        """Bring it to the top of the picture."""
        self.page.locator(selector).first.evaluate("element => element.scrollIntoView({block: 'start'})")


def keep(path: Path, png: bytes) -> None:
    """As WebP, in the best quality that is small enough."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (85, 75, 60, 45):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST:
            break
    path.write_bytes(out.getvalue())
    assert path.stat().st_size <= MOST, path


@pytest.fixture(scope="module")
def someone(browser: Browser, running_copy: Trial) -> Iterator[Someone]:
    """A guide's reader, signed in with the password of everybody in the demo where an address is given."""
    walkers: list[Guide] = []

    def begin(email: str = "", *, width: int = PHONE) -> Guide:
        walkers.append(Guide(browser, running_copy, width=width, locale="id-ID"))
        if email:
            walkers[-1].sign_in(email, running_copy.sign_ins()[0].password)
        return walkers[-1]

    yield begin
    assert [text for walker in walkers for text in walker.complaints] == []
