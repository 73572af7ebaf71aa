"""What `make bench` says of a figure beside its mark."""

import pytest

from bench import marks
from bench.marks import Mark
from bench.pages import Pair, Side


@pytest.mark.parametrize(
    ("measured", "at_most", "verdict"),
    [
        (0.4, False, "kept"),
        (0.33, False, "within a fifth"),
        (0.31, False, "**missed**"),
        (0.4, True, "kept"),
        (0.47, True, "within a fifth"),
        (0.49, True, "**missed**"),
    ],
)
def test_a_mark_is_missed_by_more_than_two_runs_may_differ(measured: float, at_most: bool, verdict: str) -> None:
    mark = Mark("Seberapa cepat", 0.4, measured, at_most=at_most)
    assert mark.row().endswith(f"| {verdict} |")
    assert mark.is_missed == (verdict == "**missed**")


def pair(name: str, rate: float, limit: float = 1000.0, reader: str = "signed in") -> Pair:
    sides = [Side({}, 0, "/", "", rates=[one]) for one in (rate, limit)]
    return Pair(name, reader, *sides)


def test_a_first_page_that_misses_its_mark_is_asked_once_more_with_its_last() -> None:
    pairs = [
        pair(name, 400.0 if name == "category" and reader == "anonymous" else 700.0, limit=1300.0, reader=reader)
        for name in ("topic_first", "topic_last", "category", "category_last")
        for reader in marks.READERS
    ]
    again = [(one.name, one.reader) for one in marks.missing(pairs) if one.name.startswith("category")]
    assert again == [("category", "anonymous"), ("category_last", "anonymous")]


def test_what_misses_its_mark_is_asked_once_more_and_a_last_page_with_its_first() -> None:
    pairs = [
        *(pair(name, 600.0, reader=reader) for name in ("topic_first", "topic_last") for reader in marks.READERS),
        *(pair(name, 600.0, reader="anonymous") for name in ("category", "category_last")),
        pair("category", 900.0),
        pair("category_last", 600.0),
        pair("directory", 100.0),
        pair("forum", 250.0),
    ]
    assert [(one.name, one.reader) for one in marks.missing(pairs)] == [
        ("directory", "signed in"),
        ("category", "signed in"),
        ("category_last", "signed in"),
    ]
