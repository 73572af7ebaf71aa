"""A line along the time as numbers for a drawing: it breaks where nothing is known, for going on would be a claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from projects.fields import written

WHOLE = 1000  # the width of a drawing, and its height
Point = tuple[int, int]


@dataclass(frozen=True)
class Chart:
    """In thousandths of width and height; `gaps` are where nothing is known, `said` is all of it in words."""

    lines: tuple[str, ...]
    dots: tuple[Point, ...]
    gaps: tuple[Point, ...]
    target: int | None
    top: str
    bottom: str
    first: str
    last: str
    said: str


def chart(
    values: Sequence[Decimal | None],
    *,
    target: Decimal | None,
    baseline: Decimal | None,
    labels: tuple[str, str],
    said: str,
) -> Chart:
    """Nought is always on it, so that a small change looks small."""
    marks = [Decimal(0), *(mark for mark in (*values, target, baseline) if mark is not None)]
    low, high = min(marks), max(marks)
    step = Decimal(WHOLE) / len(values)

    def height(value: Decimal) -> int:
        return WHOLE - int(WHOLE * (value - low) / (high - low)) if high > low else WHOLE // 2

    points = [None if value is None else (int(step * at + step / 2), height(value)) for at, value in enumerate(values)]
    return Chart(
        lines=tuple(_lines(points)),
        dots=tuple(point for point in points if point),
        gaps=tuple((int(step * at), int(step)) for at, value in enumerate(values) if value is None),
        target=height(target) if target is not None else None,
        top=written(high),
        bottom=written(low),
        first=labels[0],
        last=labels[1],
        said=said,
    )


def _lines(points: Sequence[Point | None]) -> Iterator[str]:
    """Each stretch without a gap is a line of its own; a single point is a dot only."""
    for _is_known, stretch in groupby(points, key=lambda point: point is not None):
        there = [point for point in stretch if point]
        if len(there) > 1:
            yield "M" + "L".join(f"{x} {y}" for x, y in there)
