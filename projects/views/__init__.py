"""Projects on the web."""

from projects.views.files import milestone_calendar, project_calendar, project_export
from projects.views.indicators import (
    indicator_create,
    indicator_edit,
    indicator_list,
    indicator_remove,
    reading_create,
)
from projects.views.lists import project_list
from projects.views.milestones import (
    milestone_create,
    milestone_edit,
    milestone_level,
    milestone_list,
    milestone_move,
    milestone_remove,
    milestone_tick,
)
from projects.views.partnerships import partner_invite, partnership_answer, partnership_end, team_list
from projects.views.projects import (
    project_create,
    project_detail,
    project_edit,
    project_follow,
    project_stage,
)
from projects.views.updates import update_create, update_detail, update_list

__all__ = [
    "indicator_create",
    "indicator_edit",
    "indicator_list",
    "indicator_remove",
    "milestone_calendar",
    "milestone_create",
    "milestone_edit",
    "milestone_level",
    "milestone_list",
    "milestone_move",
    "milestone_remove",
    "milestone_tick",
    "partner_invite",
    "partnership_answer",
    "partnership_end",
    "project_calendar",
    "project_create",
    "project_detail",
    "project_edit",
    "project_export",
    "project_follow",
    "project_list",
    "project_stage",
    "reading_create",
    "team_list",
    "update_create",
    "update_detail",
    "update_list",
]
