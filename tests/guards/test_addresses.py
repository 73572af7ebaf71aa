"""Whatever stands in an address, in its path or behind the question mark, is a page or a 4xx (A7, S1)."""

import ast
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from commons.narrowing import RW, THEME, WORDS
from meetings.queries import asking
from projects.queries import choosing
from stakeholders import queries as registry
from tests.architecture import code
from tests.guards.answers import ask
from tests.guards.cast import Scene
from tests.guards.doors import Door, doors, stands
from tests.guards.sql import undone, written

pytestmark = pytest.mark.django_db
NUMBERS = ("0", "00001", str(2**31), str(2**63), "9" * 30)
TEXTS = (
    "%ff%fe", "%ed%a0%80", "%e2%80%ae", "%00", "a" * 3000, "..%2f..%2fetc%2fpasswd", "%0d%0aSet-Cookie:%20x=1",
    "%F0%9F%8D%8C", "%3Cscript%3E", "' OR 1=1 --", "-", "_" * 20, "%25s", "{}",
)  # fmt: skip
QUERIES = (
    "\x00", "\ud800", "9" * 400, "-1", "1e309", "NaN", "<script>alert(1)</script>", "//jahat.example", "a" * 5000,
    "&|!():*<>'\"\\", "%s%(x)s{}", "\u202e", "2026-13-45",
)  # fmt: skip


def parameters() -> set[str]:
    """Every name that the code looks for behind a question mark, and those that lists are narrowed by."""
    found = {
        WORDS,
        RW,
        THEME,
        registry.KIND,
        registry.SORT,
        registry.OUTCOME,
        *registry.CHIPS,
        *choosing.CHIPS,
        *choosing.NARROWING,
        choosing.SORT,
        *asking.NAMES,
    }
    for module in code.modules():
        for call in code.calls(module.tree):
            if code.called(call).endswith(("request.GET.get", "request.GET.getlist")) and call.args:
                found |= {one.value for one in ast.walk(call.args[0]) if isinstance(one, ast.Constant)}
    return {str(name) for name in found}


def hostile(door: Door, values: dict[str, object]) -> Iterator[str]:
    """The address with one part spoiled."""
    for key in door.keys:
        for junk in (*NUMBERS, *TEXTS):
            yield door.path(values | {key: quote(junk, safe="%'")})


def test_a7_no_part_of_a_path_breaks_a_page(scene: Scene) -> None:
    tried, places = 0, stands(scene)
    for door in (one for one in doors() if one.keys):
        stand = next(stand for stand in places if stand.fits(door))
        for address in hostile(door, stand.values):
            for method in ("GET", "POST"):
                with undone():
                    response = ask(scene.browser("leader"), method, address)
                assert (response.status_code < 500, response.crash) == (True, None), address
                assert "Set-Cookie" not in response.headers, address
                tried += 1
    assert tried > 800


def test_s1_no_question_breaks_a_page_or_writes(scene: Scene) -> None:
    names = parameters()
    assert {"q", "tahap", "next"} <= names
    for door in (one for one in doors() if not one.keys):
        for junk in QUERIES:
            value = quote(junk.encode("utf-8", "surrogatepass"))
            address = f"/{door.route}?" + "&".join(f"{name}={value}" for name in sorted(names))
            for role in ("visitor", "leader"):
                with undone(), written() as tables:
                    response = ask(scene.browser(role), "GET", address)
                is_well = response.status_code < 500 or door.name == "portal:health_detail"  # which tells of the worker
                assert (is_well, response.crash) == (True, None), address
                assert tables <= {"django_session"}, address
                assert b"<script>alert(1)" not in response.getvalue(), address
                assert not response.get("Location", "").startswith(("//", "http")), address
