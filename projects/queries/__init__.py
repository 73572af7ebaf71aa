"""Reads that shape the projects' pages."""

from projects.queries.lists import (
    filters,
    panel_of_organisation,
    project_cards,
    project_of_forum,
    projects_list,
    rows,
)
from projects.queries.looks import condition_chip, condition_choices, stage_chip
from projects.queries.pages import (
    facts_of,
    history,
    next_to_update,
    partnerships,
    project_page,
    shown,
    speaks_as,
)
from projects.queries.waiting import waiting_partnerships, waiting_updates

__all__ = [
    "condition_chip",
    "condition_choices",
    "facts_of",
    "filters",
    "history",
    "next_to_update",
    "panel_of_organisation",
    "partnerships",
    "project_cards",
    "project_of_forum",
    "project_page",
    "projects_list",
    "rows",
    "shown",
    "speaks_as",
    "stage_chip",
    "waiting_partnerships",
    "waiting_updates",
]
