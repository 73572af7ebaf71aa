"""`docs/pitfalls.md` says which known problems are held by tests; this compares it with the tests there are."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture import code

PAGE = code.ROOT / "docs" / "pitfalls.md"
ROW = re.compile(r"^\| ([A-Z]\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
IN_NAME = re.compile(r"(?<=_)([a-zA-Z]\d{1,2})(?=_|$)")
ABOVE = re.compile(r"# pitfall: ([A-Z]\d+(?:, [A-Z]\d+)*)")


def entries() -> dict[str, str]:
    return {number: held for number, _, held in ROW.findall(PAGE.read_text())}


def numbers_of(source: str) -> Iterator[tuple[str, str]]:
    """Each number that a test names, in its name or in a comment right above it, and that test."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 1
            above = ABOVE.search(lines[first - 1]) if first else None
            named = [number.upper() for number in IN_NAME.findall(node.name)]
            yield from ((number, node.name) for number in [*named, *(above[1].split(", ") if above else [])])


@cache
def held_by_tests() -> set[str]:
    files = sorted((code.ROOT / "tests").rglob("test_*.py"))
    return {number for file in files for number, _ in numbers_of(file.read_text())} & set(entries())


def test_numbers_are_read_from_names_and_comments():
    source = (
        "# pitfall: U4, O6\n@mark\ndef test_names_of_files(): ...\n\ndef test_a7_a_nul_byte(): ...\ndef test_x(): ..."
    )
    assert [number for number, _ in numbers_of(source)] == ["U4", "O6", "A7"]


def test_every_entry_that_says_so_has_a_test():
    assert len(entries()) == 88
    assert [number for number, held in entries().items() if held == "tests" and number not in held_by_tests()] == []


def test_no_entry_hides_a_test_it_has():
    assert [number for number, held in entries().items() if held != "tests" and number in held_by_tests()] == []


def test_an_entry_that_waits_for_an_app_waits_for_one_that_is_not_there():
    waiting = {number: re.match(r"with `(\w+)`", held) for number, held in entries().items()}
    assert [number for number, app in waiting.items() if app and Path(code.ROOT / app[1]).exists()] == []


def test_every_other_entry_has_a_reason():
    reasons = re.compile(r"tests$|with `\w+`|not yet: .{10,}|does not apply: .{10,}")
    assert [number for number, held in entries().items() if not reasons.match(held)] == []
