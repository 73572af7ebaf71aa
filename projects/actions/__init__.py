"""What changes a project."""

from projects.actions.partnerships import answer_partnership, end_partnership, invite_partner
from projects.actions.projects import change_stage, edit_project, open_project
from projects.actions.updates import post_status, withdraw_status

__all__ = [
    "answer_partnership",
    "change_stage",
    "edit_project",
    "end_partnership",
    "invite_partner",
    "open_project",
    "post_status",
    "withdraw_status",
]
