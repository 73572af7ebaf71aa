"""Milestones as days of a calendar."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from commons.ical import WholeDay, whole_days
from projects.models.project import address, title_for


def milestones(rows: Iterable[Mapping[str, Any]], name: str) -> bytes:
    """A file with an event for each (`queries.dated_milestones`); it names no person."""
    return whole_days((_day(row) for row in rows), name)


def _day(row: Mapping[str, Any]) -> WholeDay:
    project = title_for(row["project__title"], row["project__title_en"])
    return WholeDay(
        name=f"tonggak-{row['pk']}",
        on=row["due_on"],
        title=f"{row['title']} – {project}",
        told=(_("Tercapai") if row["done_at"] else "", project),
        path=address(row["project_id"], row["project__title"]),
    )
