"""What changes a project."""

from projects.actions.milestones import (
    add_milestone,
    change_milestone,
    reach_milestone,
    remove_milestone,
    reopen_milestone,
)
from projects.actions.partnerships import answer_partnership, end_partnership, invite_partner
from projects.actions.projects import change_stage, edit_project, open_project
from projects.actions.tasks import assign_task
from projects.actions.updates import post_status, withdraw_status

__all__ = [
    "add_milestone",
    "answer_partnership",
    "assign_task",
    "change_milestone",
    "change_stage",
    "edit_project",
    "end_partnership",
    "invite_partner",
    "open_project",
    "post_status",
    "reach_milestone",
    "remove_milestone",
    "reopen_milestone",
    "withdraw_status",
]
