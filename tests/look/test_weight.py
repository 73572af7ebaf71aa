"""What a first visit costs, in compressed bytes, and that nothing of it came from elsewhere or leads nowhere."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.assets import join

STATIC = Path(settings.BASE) / "static"
TEMPLATES = Path(settings.BASE) / "templates"
HTMX = STATIC / "vendor" / "htmx"
EVERYWHERE = ("app.js", "failure.js", "swaps.js", "behaviours/toasts.js", "behaviours/menu.js", "behaviours/errors.js")
KB = 1000


def squeezed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def module(name: str) -> str:
    return (STATIC / "js" / name).read_text()


def modules() -> dict[str, str]:
    return {str(path.relative_to(STATIC / "js")): path.read_text() for path in (STATIC / "js").rglob("*.js")}


def test_the_style_sheet_is_light():
    assert squeezed(join(STATIC / "css")) <= 18 * KB


def test_own_scripts_of_every_page_are_light():
    assert sum(squeezed(module(name)) for name in EVERYWHERE) <= 6 * KB


def test_all_scripts_together_are_light():
    own = sum(squeezed(text) for text in modules().values())
    assert own + squeezed((HTMX / "htmx.min.js").read_text()) <= 35 * KB


def test_font_and_icons_are_light():
    assert (STATIC / "fonts" / "plus-jakarta-sans.woff2").stat().st_size <= 17 * KB
    assert squeezed((STATIC / "icons.svg").read_text()) <= 5 * KB


def test_htmx_is_what_its_maker_published():
    digest, name = (HTMX / "SHA256").read_text().split()
    assert hashlib.sha256((HTMX / name).read_bytes()).hexdigest() == digest
    assert (HTMX / "VERSION").read_text().strip() == "htmx.org 2.0.11"


@pytest.mark.parametrize("licence", ["vendor/htmx/LICENSE", "icons.LICENSE.txt", "fonts/OFL.txt"])
def test_what_others_made_comes_with_its_licence(licence):
    assert len((STATIC / licence).read_text()) > 400


def test_every_icon_that_is_named_is_in_the_sprite():
    there = set(re.findall(r'id="i-([\w-]+)"', (STATIC / "icons.svg").read_text()))
    source = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    source += "".join(path.read_text() for path in settings.BASE.glob("*/**/contributions.py"))
    named = set(re.findall(r'{% icon "([\w-]+)"', source)) | set(re.findall(r'\bicon="([\w-]+)"', source))
    assert named - there == set()


def test_every_behaviour_that_is_named_is_known_and_the_other_way_round():
    used = {
        name
        for path in TEMPLATES.rglob("*.html")
        for names in re.findall(r'data-behaviour="([^"{]+)"', path.read_text())
        for name in names.split()
    }
    known = set(re.findall(r'"?([\w-]+)"?: \(\) => import', module("app.js")))
    assert used - known == set()
    assert known - used - {"read-position"} == set()


def test_scripts_fetch_nothing_from_elsewhere():
    assert {name: re.findall(r"https?://\S+", text) for name, text in modules().items() if '://"' in text} == {}


def test_style_sheets_fetch_nothing_from_elsewhere():
    assert re.findall(r"@import|url\([\"']?https?:", join(STATIC / "css")) == []
