"""The same pages of both sites, asked in turn: requests a second, processor time, statements and bytes."""

import gzip
import json
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.load import press
from bench.sites import BARE, KNOWS, python

PAGES = {
    "page": "project page",
    "projects": "list of projects",
    "directory": "directory",
    "topic": "topic of 20 posts",
    "topic_first": "topic of 10,000 posts, first page",
    "topic_last": "topic of 10,000 posts, last page",
    "category": "category of 2,000 topics, first page",
    "category_last": "category of 2,000 topics, last page",
    "forum": "forum",
    "search_rare": "search of the forum, a rare word",
    "search_common": "search of the forum, a common word",
}
FIRST_AND_LAST = {"topic_first": "topic_last", "category": "category_last"}
READERS = ("anonymous", "signed in")
HEADINGS = (
    "| page | reader | requests/s, ours / limit | ratio | CPU ms, ours / limit | ratio | SQL | writes | kB |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)


@dataclass
class Side:
    """One site, as one kind of reader meets it."""

    environment: dict[str, str]
    port: int
    path: str
    cookie: str
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    bad: int = 0
    weight: dict[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def cost(self) -> float:
        return statistics.median(self.costs)


@dataclass
class Pair:
    """The same page of both sites."""

    name: str
    reader: str
    ours: Side
    limit: Side

    def row(self) -> str:
        """The line of the table."""
        ours, limit = self.ours, self.limit
        return (
            f"| {PAGES[self.name]} | {self.reader} | {ours.rate:.0f} / {limit.rate:.0f} "
            f"| **{ours.rate / limit.rate:.2f}** | {ours.cost:.2f} / {limit.cost:.2f} "
            f"| **{limit.cost / ours.cost:.2f}** | {ours.weight['statements']} | {ours.weight['writes']} "
            f"| {ours.weight['compressed'] / 1000:.1f} |"
        )


def pairs(ours: dict[str, Any], bare: dict[str, Any], ports: dict[str, int]) -> list[Pair]:
    """Every page, for either kind of reader."""
    found = []
    for name in PAGES:
        page, least = ours["pages"][name], bare["pages"][name]
        anonymous = Side({}, ports["ours"], page, ""), Side(BARE, ports["limit"], least, "")
        known = Side({}, ports["ours"], page, ours["cookie"]), Side(KNOWS, ports["knows"], least, bare["cookie"])
        found += [Pair(name, reader, *sides) for reader, sides in zip(READERS, (anonymous, known), strict=True)]
    return found


def ask_in_turn(all_pairs: list[Pair], rounds: int, seconds: float) -> None:
    """What was measured before is forgotten.

    Raises:
        RuntimeError: an answer was not a whole 200.
    """
    sides = list(_sides(all_pairs))
    for side in sides:
        side.rates = []
        press(side.port, side.path, side.cookie, seconds / 2)
    for _ in range(rounds):
        for side in sides:
            told = press(side.port, side.path, side.cookie, seconds)
            side.rates.append(told.a_second)
            side.bad += told.bad
    if bad := sum(side.bad for side in sides):
        paths = ", ".join(side.path for side in sides if side.bad)
        raise RuntimeError(f"{bad} answers were not what was asked for: {paths}")


def weigh_in_turn(all_pairs: list[Pair], rounds: int) -> None:
    """Processor time, statements and bytes, each time in a fresh process."""
    for _ in range(rounds):
        for side in _sides(all_pairs):
            words = ("-m", "bench.inside", side.path, "--cookie", side.cookie, "--times", "60", "--json")
            told = json.loads(python(*words, **side.environment))
            side.costs.append(told.pop("ms"))
            side.weight = told


def _sides(all_pairs: list[Pair]) -> Iterator[Side]:
    return (side for pair in all_pairs for side in (pair.ours, pair.limit))


def first_and_last(all_pairs: list[Pair]) -> str:
    """How long our last page takes, in lengths of our own first page."""
    ours = {(pair.name, pair.reader): pair.ours for pair in all_pairs}
    told = []
    for first, last in FIRST_AND_LAST.items():
        for reader in READERS:
            one, other = ours[first, reader], ours[last, reader]
            thing = PAGES[first].removesuffix(", first page")
            told.append(f"{thing}, {reader} **{one.rate / other.rate:.2f}** (CPU {other.cost / one.cost:.2f})")
    return f"Our last page in times of our own first page: {'; '.join(told)}."


def first_visit(page: str, static: Path) -> str:
    """What a new visitor's browser fetches for the home page, with each file as small as gzip makes it."""
    html = python("-m", "bench.inside", page, "--body")
    seen, parts = set(), {"page": len(gzip.compress(html.encode(), 6)), "css": 0, "js": 0, "other": 0}
    for name in re.findall(r'(?:src|href)="/static/([^"#?]+)', html):
        if name in seen:
            continue
        seen.add(name)
        content = (static / name).read_bytes()
        kind = Path(name).suffix.removeprefix(".")
        parts[kind if kind in parts else "other"] += min(len(content), len(gzip.compress(content, 6)))
    told = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in parts.items())
    return f"First visit of the home page: **{sum(parts.values()) / 1000:.1f} kB** compressed ({told})."
