"""What changes a project."""

from projects.actions.completions import (
    archive_project,
    confirm_completion,
    decline_completion,
    propose_completion,
    reopen_project,
)
from projects.actions.exports import export_projects
from projects.actions.indicators import add_indicator, add_reading, change_indicator, remove_indicator
from projects.actions.milestones import (
    add_milestone,
    change_milestone,
    level_weights,
    move_milestone,
    reach_milestone,
    remove_milestone,
    reopen_milestone,
)
from projects.actions.obstacles import answer_obstacle, raise_obstacle, resolve_obstacle
from projects.actions.partnerships import answer_partnership, end_partnership, invite_partner
from projects.actions.projects import edit_project, open_project
from projects.actions.proposals import (
    begin_review,
    follow_decision,
    propose_project,
    resubmit_proposal,
    withdraw_proposal,
)
from projects.actions.stages import change_stage
from projects.actions.tasks import assign_task
from projects.actions.templates import add_template, edit_template, template_facts
from projects.actions.updates import post_status, withdraw_status

__all__ = [
    "add_indicator",
    "add_milestone",
    "add_reading",
    "add_template",
    "answer_obstacle",
    "answer_partnership",
    "archive_project",
    "assign_task",
    "begin_review",
    "change_indicator",
    "change_milestone",
    "change_stage",
    "confirm_completion",
    "decline_completion",
    "edit_project",
    "edit_template",
    "end_partnership",
    "export_projects",
    "follow_decision",
    "invite_partner",
    "level_weights",
    "move_milestone",
    "open_project",
    "post_status",
    "propose_completion",
    "propose_project",
    "raise_obstacle",
    "reach_milestone",
    "remove_indicator",
    "remove_milestone",
    "reopen_milestone",
    "reopen_project",
    "resolve_obstacle",
    "resubmit_proposal",
    "template_facts",
    "withdraw_proposal",
    "withdraw_status",
]
