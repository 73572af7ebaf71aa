"""Reads that shape the projects' pages."""

from projects.queries.cards import (
    in_my_area,
    interesting,
    moved_nearby,
    moving,
    newest_updates,
    running_count,
    to_look_at,
)
from projects.queries.handing_over import coordinated
from projects.queries.lists import (
    CHIPS,
    filters,
    listed,
    newest_projects,
    order,
    panel_of_organisation,
    project_cards,
    project_of_forum,
    projects_list,
    rows,
)
from projects.queries.looks import condition_chip, condition_choices, condition_look, stage_chip
from projects.queries.milestones import way_of
from projects.queries.pages import (
    TIMELINE,
    facts_of,
    history,
    next_to_update,
    partnerships,
    project_page,
    shown,
    speaks_as,
)
from projects.queries.sheets import sheet, short_address
from projects.queries.waiting import waiting_partnerships, waiting_updates

__all__ = [
    "CHIPS",
    "TIMELINE",
    "condition_chip",
    "condition_choices",
    "condition_look",
    "coordinated",
    "facts_of",
    "filters",
    "history",
    "in_my_area",
    "interesting",
    "listed",
    "moved_nearby",
    "moving",
    "newest_projects",
    "newest_updates",
    "next_to_update",
    "order",
    "panel_of_organisation",
    "partnerships",
    "project_cards",
    "project_of_forum",
    "project_page",
    "projects_list",
    "rows",
    "running_count",
    "sheet",
    "short_address",
    "shown",
    "speaks_as",
    "stage_chip",
    "to_look_at",
    "waiting_partnerships",
    "waiting_updates",
    "way_of",
]
