"""What people write as an agenda, one point a line, and the items as such lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LONGEST_TITLE = 160
LINE = re.compile(
    r"""\s*(?:\d{1,2}[.)]\s+|[-*•]\s+)?         # 1.  2)  -
    (?P<title>.*?)
    (?:[\s,–-]*[(\[]?\s*(?P<minutes>\d{1,3})\s*(?:menit|mnt|minutes|minute|min|['’′])\.?\s*[)\]]?)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Point:
    """What a line says: what is talked about, and for how many minutes if it says so."""

    title: str
    minutes: int | None = None


def points_in(text: str) -> list[Point]:
    """`1. Pembukaan (10 menit)`, `Pembukaan 10'`, `- Pembukaan`: one point each; empty lines are none."""
    return [point for line in text.splitlines() if (point := _point(line)) is not None]


def _point(line: str) -> Point | None:
    line = " ".join(line.split())
    found = LINE.match(line)
    if found is None or not any(sign.isalpha() for sign in found["title"]):
        return None
    minutes = int(found["minutes"]) if found["minutes"] else None
    if minutes == 0:
        return Point(line)
    return Point(found["title"].strip(), minutes)


def written_out(items: Iterable[Any]) -> str:
    """The items of an agenda as lines, in their order: `2. Titik genangan – Bu Rini (25′)`."""
    return "\n".join(f"{n}. {_line(item)}" for n, item in enumerate(items, start=1))


def _line(item: Any) -> str:
    who = f" – {item.presenter}" if item.presenter else ""
    return f"{item.title}{who}" + (f" ({item.minutes}′)" if item.minutes else "")
