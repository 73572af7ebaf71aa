"""The table of `matrix.txt`: what every address answers to whom."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.guards.answers import HIDDEN, NO_METHOD, OPEN, REFUSED, SIGN_IN
from tests.guards.cast import ROLES, SIGNED_OUT
from tests.guards.doors import Door, Stand

FILE = Path(__file__).with_name("matrix.txt")
NOTES = {"asks first", "nothing there", "else nothing", "open only"}


@dataclass(frozen=True)
class Row:
    name: str  # of the address, with the kind of thing after a slash
    methods: tuple[str, ...]
    who: frozenset[str]
    notes: frozenset[str]

    def answer(self, role: str, method: str, stand: Stand) -> str:
        """What this role is told, in one of the words of `answers`."""
        if ("GET" if method == "HEAD" else method) not in self.methods:
            return NO_METHOD
        is_out = role in SIGNED_OUT
        if is_out and "asks first" in self.notes:
            return SIGN_IN
        if role not in stand.seen_by:
            return HIDDEN
        if "open only" in self.notes and stand.state == "private":
            return REFUSED
        if role in self.who:
            return HIDDEN if "nothing there" in self.notes else OPEN
        if "else nothing" in self.notes:
            return HIDDEN
        return SIGN_IN if is_out else REFUSED


class Matrix:
    """Rows by name. Reading refuses what is written twice or in words that nobody knows."""

    def __init__(self, text: str) -> None:
        self.sets: dict[str, frozenset[str]] = {"nobody": frozenset()} | {role: frozenset({role}) for role in ROLES}
        self.rows: dict[str, Row] = {}
        for line in text.splitlines():
            if re.match(r"[\w-]+:\s", line):
                name, words = line.split(":", 1)
                self.sets[name] = self.sets.get(name, frozenset()) | self._who(words)
            elif line.strip() and not line.startswith("#"):
                self._add(re.split(r"\s{2,}", line.strip()))

    def row(self, door: Door, stand: Stand) -> Row | None:
        """The row of this very kind, or of every kind that has none."""
        exact = f"{door.name}/{stand.kind}" if stand.kind else door.name
        return self.rows.get(exact) or self.rows.get(f"{door.name}/*")

    def _add(self, parts: list[str]) -> None:
        name, methods, who, *notes = parts
        assert name not in self.rows, f"{name} stands there twice"
        said = frozenset(", ".join(notes).split(", ")) if notes else frozenset()
        assert said <= NOTES, said
        self.rows[name] = Row(name, tuple(methods.split()), self._who(who), said)

    def _who(self, words: str) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for word in words.split():
            found = found - self.sets[word[1:]] if word.startswith("-") else found | self.sets[word]
        return found


def matrix() -> Matrix:
    return Matrix(FILE.read_text())
