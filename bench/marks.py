"""What we want of the figures (docs/performance.md, *Marks*), and which of them miss it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bench.pages import FIRST_AND_LAST, PAGES, READERS, Pair

TOLERANCE = 0.2  # as much two runs of one machine may differ
OTHER_PAGES = (0.3, 0.3)
OF_THE_LIMIT = {  # signed out and signed in, at least
    "topic": (0.65, 0.5),
    "topic_first": (0.65, 0.5),
    "topic_last": (0.65, 0.5),
    "category": (0.45, 0.25),
    "category_last": (0.45, 0.25),
    "forum": (0.45, 0.25),
    "search_rare": (0.4, 0.4),
    "search_common": (0.4, 0.4),
}
LAST_PAGE, ANSWER, MEMORY, SHARE = 1.1, 3.0, 100.0, 70.0  # at most
HEADINGS = ("| mark | wanted | measured | |", "| --- | --- | --- | --- |")


@dataclass(frozen=True)
class Mark:
    """A figure beside what is wanted of it, at least or at most."""

    what: str
    wanted: float
    measured: float
    at_most: bool = False

    @property
    def is_kept(self) -> bool:
        return self.measured <= self.wanted if self.at_most else self.measured >= self.wanted

    @property
    def is_missed(self) -> bool:
        """By more than the tolerance."""
        if self.at_most:
            return self.measured > self.wanted * (1 + TOLERANCE)
        return self.measured < self.wanted * (1 - TOLERANCE)

    def row(self) -> str:
        """The line of the table."""
        verdict = "kept" if self.is_kept else "**missed**" if self.is_missed else "within a fifth"
        sign = "≤" if self.at_most else "≥"
        return f"| {self.what} | {sign} {self.wanted:g} | {self.measured:.2f} | {verdict} |"


def of_page(pair: Pair) -> Mark:
    """How many requests it answers, beside the limit."""
    wanted = OF_THE_LIMIT.get(pair.name, OTHER_PAGES)[READERS.index(pair.reader)]
    return Mark(f"{PAGES[pair.name]}, {pair.reader}", wanted, pair.ours.rate / pair.limit.rate)


def of_last_pages(pairs: Iterable[Pair]) -> list[Mark]:
    """How long a last page takes, in lengths of its first."""
    return [of_last_page(first, last) for first, last in _couples(pairs)]


def of_last_page(first: Pair, last: Pair) -> Mark:
    what = f"{PAGES[last.name]}, {last.reader}, in times of the first"
    return Mark(what, LAST_PAGE, first.ours.rate / last.ours.rate, at_most=True)


def missing(pairs: list[Pair]) -> list[Pair]:
    """Those that miss their mark, and first and last pages where one is too far from the other. Of these two either is
    measured again with the other one: only what was measured together can be compared."""
    found = [pair for pair in pairs if of_page(pair).is_missed]
    for couple in _couples(pairs):
        if of_last_page(*couple).is_missed or any(pair in found for pair in couple):
            found += [pair for pair in couple if pair not in found]
    return found


def _couples(pairs: Iterable[Pair]) -> list[tuple[Pair, Pair]]:
    known = {(pair.name, pair.reader): pair for pair in pairs}
    return [(known[first, one], known[last, one]) for first, last in FIRST_AND_LAST.items() for one in READERS]


def of_answer(times: float) -> Mark:
    return Mark("an answer, in times of the limit", ANSWER, times, at_most=True)


def of_memory(seen: float, share: float) -> list[Mark]:
    """MiB of one process: all that it sees, and its share."""
    return [
        Mark("memory of a process, MiB", MEMORY, seen, at_most=True),
        Mark("of which its share, MiB", SHARE, share, at_most=True),
    ]
