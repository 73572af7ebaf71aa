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
from stakeholders.actions.kinds import add_kind, edit_kind, kind_facts, offer_kind
from stakeholders.actions.logos import logo_facts, set_logo
from stakeholders.actions.memberships import change_role, end_membership, ensure_can_be_missed, join
from stakeholders.actions.offices import edit_office_term, enter_office_term, term_facts
from stakeholders.actions.organisations import edit_organisation, register_organisation, submit_organisation
from stakeholders.actions.registration import (
    follow_decision,
    return_organisation,
    undo_verification,
    verify_organisation,
)
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
    "add_kind",
    "answer_join_request",
    "archive_organisation",
    "ask_for_residency",
    "ask_to_join",
    "carry_out_import",
    "change_role",
    "confirm_residency",
    "decline_residency",
    "edit_kind",
    "edit_office_term",
    "edit_organisation",
    "end_membership",
    "end_residency",
    "ensure_can_be_missed",
    "ensure_speaks_for",
    "enter_office_term",
    "export_directory",
    "follow_decision",
    "invite_representative",
    "invite_representatives",
    "join",
    "kind_facts",
    "logo_facts",
    "offer_kind",
    "read_import",
    "register_organisation",
    "reinstate_organisation",
    "resend_invitation",
    "return_organisation",
    "revoke_invitation",
    "set_logo",
    "start_import",
    "submit_organisation",
    "suspend_organisation",
    "term_facts",
    "unarchive_organisation",
    "undo_import",
    "undo_verification",
    "verify_organisation",
    "withdraw_join_request",
]
