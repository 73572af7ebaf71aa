"""What changes a project."""

from projects.actions.milestones import (
    add_milestone,
    change_milestone,
    reach_milestone,
    remove_milestone,
    reopen_milestone,
)
from projects.actions.obstacles import answer_obstacle, raise_obstacle, resolve_obstacle
from projects.actions.partnerships import answer_partnership, end_partnership, invite_partner
from projects.actions.projects import change_stage, edit_project, open_project
from projects.actions.updates import post_status, withdraw_status

__all__ = [
    "add_milestone",
    "answer_obstacle",
    "answer_partnership",
    "change_milestone",
    "change_stage",
    "edit_project",
    "end_partnership",
    "invite_partner",
    "open_project",
    "post_status",
    "raise_obstacle",
    "reach_milestone",
    "remove_milestone",
    "reopen_milestone",
    "resolve_obstacle",
    "withdraw_status",
]
