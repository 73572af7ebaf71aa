"""Projects on the web."""

from projects.views.milestones import (
    milestone_create,
    milestone_edit,
    milestone_list,
    milestone_remove,
    milestone_tick,
)
from projects.views.partnerships import partner_invite, partnership_answer, partnership_end, team_list
from projects.views.projects import (
    project_create,
    project_detail,
    project_edit,
    project_follow,
    project_list,
    project_stage,
)
from projects.views.sharing import project_qr, project_sheet
from projects.views.updates import update_create, update_detail, update_list

__all__ = [
    "milestone_create",
    "milestone_edit",
    "milestone_list",
    "milestone_remove",
    "milestone_tick",
    "partner_invite",
    "partnership_answer",
    "partnership_end",
    "project_create",
    "project_detail",
    "project_edit",
    "project_follow",
    "project_list",
    "project_qr",
    "project_sheet",
    "project_stage",
    "team_list",
    "update_create",
    "update_detail",
    "update_list",
]
