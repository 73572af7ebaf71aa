"""Reads that shape the projects' pages."""

from projects.queries.board import board
from projects.queries.by_rw import by_rw
from projects.queries.cards import (
    in_my_area,
    interesting,
    moved_nearby,
    moving,
    newest_updates,
    running_count,
    to_look_at,
)
from projects.queries.choosing import found_projects, is_narrowed, order, projects_narrowing
from projects.queries.handing_over import coordinated
from projects.queries.indicators import READING_COLUMNS, aims, briefs, facts_of_reading
from projects.queries.lists import (
    filters,
    listed,
    newest_projects,
    panel_of_organisation,
    project_cards,
    project_of_forum,
    projects_list,
    rows,
)
from projects.queries.looks import condition_chip, condition_choices, condition_look, stage_chip
from projects.queries.milestones import dated_milestones, suggestions, way_of
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
from projects.queries.timeline import lines, span, timeline_order, timeline_projects
from projects.queries.views import report, tabs
from projects.queries.waiting import waiting_partnerships, waiting_updates

__all__ = [
    "READING_COLUMNS",
    "TIMELINE",
    "aims",
    "board",
    "briefs",
    "by_rw",
    "condition_chip",
    "condition_choices",
    "condition_look",
    "coordinated",
    "dated_milestones",
    "facts_of",
    "facts_of_reading",
    "filters",
    "found_projects",
    "history",
    "in_my_area",
    "interesting",
    "is_narrowed",
    "lines",
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
    "projects_narrowing",
    "report",
    "rows",
    "running_count",
    "shown",
    "span",
    "speaks_as",
    "stage_chip",
    "suggestions",
    "tabs",
    "timeline_order",
    "timeline_projects",
    "to_look_at",
    "waiting_partnerships",
    "waiting_updates",
    "way_of",
]
