"""Projects on the web."""

from projects.views.completions import (
    completion_confirm,
    completion_create,
    completion_decline,
    completion_detail,
)
from projects.views.files import milestone_calendar, project_calendar, project_export, update_feed
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
from projects.views.obstacles import obstacle_answer, obstacle_create, obstacle_list, obstacle_resolve
from projects.views.partnerships import partner_invite, partnership_answer, partnership_end, team_list
from projects.views.projects import (
    project_create,
    project_detail,
    project_edit,
    project_follow,
)
from projects.views.proposals import proposal_detail, proposal_resubmit, proposal_withdraw
from projects.views.proposing import (
    project_propose,
    proposal_check,
    proposal_similar,
    proposal_when,
    proposal_who,
)
from projects.views.sharing import project_code, project_qr, project_sheet
from projects.views.stages import project_archive, project_reopen, project_stage, stage_history
from projects.views.tasks import task_create
from projects.views.templates import template_create, template_edit, template_list
from projects.views.updates import update_correct, update_create, update_detail, update_list, update_sent

__all__ = [
    "completion_confirm",
    "completion_create",
    "completion_decline",
    "completion_detail",
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
    "obstacle_answer",
    "obstacle_create",
    "obstacle_list",
    "obstacle_resolve",
    "partner_invite",
    "partnership_answer",
    "partnership_end",
    "project_archive",
    "project_calendar",
    "project_code",
    "project_create",
    "project_detail",
    "project_edit",
    "project_export",
    "project_follow",
    "project_list",
    "project_propose",
    "project_qr",
    "project_reopen",
    "project_sheet",
    "project_stage",
    "proposal_check",
    "proposal_detail",
    "proposal_resubmit",
    "proposal_similar",
    "proposal_when",
    "proposal_who",
    "proposal_withdraw",
    "reading_create",
    "stage_history",
    "task_create",
    "team_list",
    "template_create",
    "template_edit",
    "template_list",
    "update_correct",
    "update_create",
    "update_detail",
    "update_feed",
    "update_list",
    "update_sent",
]
