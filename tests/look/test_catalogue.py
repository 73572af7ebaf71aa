"""The catalogue of components: for staff, and whole."""

import re
from pathlib import Path

from django.conf import settings

from tests.people import signed_in

TEMPLATES = Path(settings.BASE) / "templates"
CATALOGUE = "/kelola/komponen/"


def sources(*folders: str) -> str:
    return "".join(path.read_text() for folder in folders for path in sorted(TEMPLATES.glob(folder)))


def test_staff_see_it(people):
    answer = signed_in(people.putri).get(CATALOGUE)
    assert answer.status_code == 200
    assert "Katalog komponen" in answer.content.decode()


def test_others_are_told_why_not(people):
    answer = signed_in(people.tukimin).get(CATALOGUE)
    assert answer.status_code == 403
    assert "Katalog komponen hanya untuk petugas." in answer.content.decode()


def test_visitors_sign_in_first(visitor, db):
    answer = visitor.get(CATALOGUE)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/kelola/komponen/")


def test_every_component_has_an_example():
    there = {f"components/{path.name}" for path in (TEMPLATES / "components").glob("*.html")}
    shown = set(
        re.findall(r'include "(components/[\w.]+)"', sources("portal/components.html", "portal/catalogue/*.html"))
    )
    nested = set(re.findall(r'include "(components/[\w.]+)"', sources("components/*.html", "base.html")))
    framing = {f"components/{name}.html" for name in ("head", "bar", "bottom_bar", "footer", "trouble", "unread")}
    assert there - shown - nested - framing == set()


def test_every_component_says_what_it_is_for_and_what_it_takes():
    silent = [
        path.name
        for path in (TEMPLATES / "components").glob("*.html")
        if not path.read_text().startswith(("{#", "{% comment %}"))
    ]
    assert silent == []
