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
from projects.queries.lists import filters, panel_of_organisation, project_cards, projects_list, rows
from projects.queries.looks import condition_chip, condition_choices, condition_look, stage_chip
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
    "condition_look",
    "facts_of",
    "filters",
    "history",
    "in_my_area",
    "interesting",
    "moved_nearby",
    "moving",
    "newest_updates",
    "next_to_update",
    "panel_of_organisation",
    "partnerships",
    "project_cards",
    "project_page",
    "projects_list",
    "rows",
    "running_count",
    "shown",
    "speaks_as",
    "stage_chip",
    "to_look_at",
    "waiting_partnerships",
    "waiting_updates",
]
