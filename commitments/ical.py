"""Days on which promises fall due, for the calendar of whoever made them."""

from collections.abc import Iterable, Mapping
from typing import Any

from commons.amounts import amount_text
from commons.ical import WholeDay, whole_days


def due_days(rows: Iterable[Mapping[str, Any]], name: str) -> bytes:
    """A file with an event for each (`queries.my_calendar`); it names no person."""
    return whole_days((_day(row) for row in rows), name)


def _day(row: Mapping[str, Any]) -> WholeDay:
    return WholeDay(
        name=f"komitmen-{row['pk']}",
        on=row["due_on"],
        title=row["what"],
        told=(amount_text(row["amount"], row["unit"], row["amount_idr"]), row["organisation__name"] or ""),
        path=f"/komitmen/{row['pk']}/",
    )
