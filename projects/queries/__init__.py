"""Reads that shape the projects' pages."""

from projects.queries.addresses import short_address
from projects.queries.archiving import open_promises_stay
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
from projects.queries.closing import completion_card
from projects.queries.copying import begun_with, to_copy
from projects.queries.feeds import Told, feed_narrowing, told_to_everybody
from projects.queries.handing_over import coordinated, proposed
from projects.queries.history import names_of, panel_of_approval, proposal_page, stage_history
from projects.queries.indicators import READING_COLUMNS, aims, correctable, facts_of_reading
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
from projects.queries.looks import NO_CHANGE, condition_chip, condition_choices, condition_look, stage_chip
from projects.queries.milestones import dated_milestones, suggestions, way_of
from projects.queries.obstacles import TIMELINE as ENDINGS
from projects.queries.obstacles import (
    acts_on_obstacles,
    helper_named,
    helpers,
    may_be_asked,
    obstacles,
    obstacles_by_age,
    open_obstacles,
    resolved_obstacles,
)
from projects.queries.owners import TaskOwners, is_open_for_promises, people_taking_part, task_owners
from projects.queries.pages import (
    TIMELINE,
    facts_of,
    next_to_update,
    partnerships,
    project_page,
    shown,
    speaks_as,
    steps,
    wished_visibility,
)
from projects.queries.sheets import sheet
from projects.queries.similar import similar_projects
from projects.queries.tasks import tasks_of
from projects.queries.timeline import lines, span, timeline_order, timeline_projects
from projects.queries.views import report, tabs
from projects.queries.waiting import named_here, waiting

__all__ = [
    "ENDINGS",
    "NO_CHANGE",
    "READING_COLUMNS",
    "TIMELINE",
    "TaskOwners",
    "Told",
    "acts_on_obstacles",
    "aims",
    "begun_with",
    "board",
    "by_rw",
    "completion_card",
    "condition_chip",
    "condition_choices",
    "condition_look",
    "coordinated",
    "correctable",
    "dated_milestones",
    "facts_of",
    "facts_of_reading",
    "feed_narrowing",
    "filters",
    "found_projects",
    "helper_named",
    "helpers",
    "in_my_area",
    "interesting",
    "is_narrowed",
    "is_open_for_promises",
    "lines",
    "listed",
    "may_be_asked",
    "moved_nearby",
    "moving",
    "named_here",
    "names_of",
    "newest_projects",
    "newest_updates",
    "next_to_update",
    "obstacles",
    "obstacles_by_age",
    "open_obstacles",
    "open_promises_stay",
    "order",
    "panel_of_approval",
    "panel_of_organisation",
    "partnerships",
    "people_taking_part",
    "project_cards",
    "project_of_forum",
    "project_page",
    "projects_list",
    "projects_narrowing",
    "proposal_page",
    "proposed",
    "report",
    "resolved_obstacles",
    "rows",
    "running_count",
    "sheet",
    "short_address",
    "shown",
    "similar_projects",
    "span",
    "speaks_as",
    "stage_chip",
    "stage_history",
    "steps",
    "suggestions",
    "tabs",
    "task_owners",
    "tasks_of",
    "timeline_order",
    "timeline_projects",
    "to_copy",
    "to_look_at",
    "told_to_everybody",
    "waiting",
    "way_of",
    "wished_visibility",
]
