"""The words that neighbours type in a hurry, and the two names of one thing: two files that anybody can read and mend.

`commons/data/slang.csv` says how a word is typed and how it is written, `commons/data/synonyms.csv` which words are
asked for together. A remark says where each comes from; both were put together by hand.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
LONGEST_NAME = 3  # words that one name of a thing can have


@cache
def slang() -> Mapping[str, tuple[str, ...]]:
    """What was typed, and the words that are written: `dmn` is `di mana`."""
    return {row["typed"]: tuple(row["written"].split()) for row in _rows("slang.csv")}


@cache
def typed_as() -> Mapping[str, tuple[str, ...]]:
    """The reverse, by the last word: texts hold *gmn* where one asks for *bagaimana*."""
    found: dict[str, tuple[str, ...]] = {}
    for typed, written in slang().items():
        found[written[-1]] = (*found.get(written[-1], ()), typed)
    return found


@cache
def names() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The words of each name of a thing, and all its names, this one in front."""
    found = {}
    for row in _rows("synonyms.csv"):
        same = row["words"].split("|")
        found.update({tuple(one.split()): (one, *(other for other in same if other != one)) for one in same})
    return found


def alternatives(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words in their order, each with all that stands for it; several words that name one thing are taken at once.

    `["lampu", "jalan", "mati"]` gives `("lampu jalan", "pju", "penerangan jalan")` and `("mati",)`.
    """
    at = 0
    while at < len(words):
        length = next((n for n in range(LONGEST_NAME, 0, -1) if tuple(words[at : at + n]) in names()), 0)
        if length:
            yield names()[tuple(words[at : at + length])]
        else:
            length = 1
            yield (words[at], *typed_as().get(words[at], ()))
        at += length


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
