"""What changes a project."""

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
from projects.actions.partnerships import answer_partnership, end_partnership, invite_partner
from projects.actions.projects import change_stage, edit_project, open_project
from projects.actions.updates import post_status, withdraw_status

__all__ = [
    "add_indicator",
    "add_milestone",
    "add_reading",
    "answer_partnership",
    "change_indicator",
    "change_milestone",
    "change_stage",
    "edit_project",
    "end_partnership",
    "export_projects",
    "invite_partner",
    "level_weights",
    "move_milestone",
    "open_project",
    "post_status",
    "reach_milestone",
    "remove_indicator",
    "remove_milestone",
    "reopen_milestone",
    "withdraw_status",
]
