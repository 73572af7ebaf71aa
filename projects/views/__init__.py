"""Projects on the web."""

from projects.views.milestones import (
    milestone_create,
    milestone_edit,
    milestone_list,
    milestone_remove,
    milestone_tick,
)
from projects.views.obstacles import obstacle_answer, obstacle_create, obstacle_list, obstacle_resolve
from projects.views.partnerships import partner_invite, partnership_answer, partnership_end, team_list
from projects.views.projects import (
    project_create,
    project_detail,
    project_edit,
    project_follow,
    project_list,
    project_stage,
)
from projects.views.updates import update_correct, update_create, update_detail, update_list, update_sent

__all__ = [
    "milestone_create",
    "milestone_edit",
    "milestone_list",
    "milestone_remove",
    "milestone_tick",
    "obstacle_answer",
    "obstacle_create",
    "obstacle_list",
    "obstacle_resolve",
    "partner_invite",
    "partnership_answer",
    "partnership_end",
    "project_create",
    "project_detail",
    "project_edit",
    "project_follow",
    "project_list",
    "project_stage",
    "team_list",
    "update_correct",
    "update_create",
    "update_detail",
    "update_list",
    "update_sent",
]
