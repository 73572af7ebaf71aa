"""What changes the registry."""

from stakeholders.actions.exports import export_directory
from stakeholders.actions.imports import Hindered, carry_out_import, read_import, start_import, undo_import
from stakeholders.actions.invitations import (
    Invited,
    accept_invitation,
    invite_representative,
    invite_representatives,
    resend_invitation,
    revoke_invitation,
)
from stakeholders.actions.joining import answer_join_request, ask_to_join, withdraw_join_request
from stakeholders.actions.memberships import change_role, end_membership, ensure_can_be_missed, join
from stakeholders.actions.organisations import edit_organisation, register_organisation, submit_organisation
from stakeholders.actions.registration import follow_decision, return_organisation, verify_organisation
from stakeholders.actions.residency import (
    ask_for_residency,
    confirm_residency,
    decline_residency,
    end_residency,
)
from stakeholders.actions.speaking import ensure_speaks_for
from stakeholders.actions.suspending import (
    archive_organisation,
    reinstate_organisation,
    suspend_organisation,
    unarchive_organisation,
)

__all__ = [
    "Hindered",
    "Invited",
    "accept_invitation",
    "answer_join_request",
    "archive_organisation",
    "ask_for_residency",
    "ask_to_join",
    "carry_out_import",
    "change_role",
    "confirm_residency",
    "decline_residency",
    "edit_organisation",
    "end_membership",
    "end_residency",
    "ensure_can_be_missed",
    "ensure_speaks_for",
    "export_directory",
    "follow_decision",
    "invite_representative",
    "invite_representatives",
    "join",
    "read_import",
    "register_organisation",
    "reinstate_organisation",
    "resend_invitation",
    "return_organisation",
    "revoke_invitation",
    "start_import",
    "submit_organisation",
    "suspend_organisation",
    "unarchive_organisation",
    "undo_import",
    "verify_organisation",
    "withdraw_join_request",
]
