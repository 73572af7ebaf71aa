"""Pages that are made from the code are current, and what the docs point at is there."""

import re
from pathlib import Path

from portal.reference import PAGES, out_of_date
from tests.architecture import code

DOCS = code.ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


def test_pages_made_from_the_code_are_current():
    assert list(out_of_date(DOCS)) == [], "run manage.py write_docs"


def test_a_page_that_is_out_of_date_is_seen(tmp_path):
    (tmp_path / "permissions.md").write_text("# Permissions of last year")
    assert set(out_of_date(tmp_path)) == set(PAGES)


def broken(page: Path) -> list[str]:
    return [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]


def test_links_between_pages_lead_somewhere():
    pages = [*sorted(DOCS.rglob("*.md")), *sorted(code.ROOT.glob("*.md"))]
    assert {str(page.relative_to(code.ROOT)): links for page in pages if (links := broken(page))} == {}


def test_a_broken_link_is_seen(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("[here](page.md) [gone](gone.md) [web](https://example.org)")
    assert broken(page) == ["gone.md"]


GUIDES, PICTURES = DOCS / "panduan", DOCS / "images" / "panduan"
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")


def test_guides_and_their_pictures_fit_together():
    named = {
        (page.parent / at).resolve() for page in GUIDES.glob("*.md") for _, at in PICTURE.findall(page.read_text())
    }
    walks = "".join(walk.read_text() for walk in (code.ROOT / "tests" / "walks").glob("test_guides*.py"))
    taken = set(re.findall(r"picture\(\"([\w-]+)\"", walks))
    assert {path.stem for path in named} == taken
    assert named == set(PICTURES.iterdir())
    assert [path.name for path in named if path.stat().st_size > 60_000] == []


def test_every_guide_is_reached_from_the_front_page():
    front = (code.ROOT / "README.md").read_text()
    assert [page.name for page in GUIDES.glob("*.md") if f"docs/panduan/{page.name}" not in front] == []


def test_decisions_are_numbered_and_whole():
    files = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    parts = ("## Context", "## Decision", "## Consequence", "## What would change our mind")
    assert {f.name: p for f in files for p in parts if p not in f.read_text()} == {}


def test_the_docs_name_no_machine_and_leave_nothing_open():
    words = re.compile(r"/work/|/tmp/|\bTODO\b|\bTBD\b")
    pages = [*sorted(DOCS.rglob("*.md")), *sorted(code.ROOT.glob("*.md"))]
    assert [f"{page.name}: {found}" for page in pages for found in words.findall(page.read_text())] == []
