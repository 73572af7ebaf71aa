"""What changes the registry."""

from stakeholders.actions.exports import export_directory
from stakeholders.actions.imports import Hindered, carry_out_import, read_import, start_import, undo_import
from stakeholders.actions.memberships import (
    accept_invitation,
    change_role,
    end_membership,
    invite_representative,
    join,
    revoke_invitation,
)
from stakeholders.actions.organisations import (
    edit_organisation,
    register_organisation,
    reinstate_organisation,
    return_organisation,
    submit_organisation,
    suspend_organisation,
    verify_organisation,
)
from stakeholders.actions.speaking import ensure_speaks_for

__all__ = [
    "Hindered",
    "accept_invitation",
    "carry_out_import",
    "change_role",
    "edit_organisation",
    "end_membership",
    "ensure_speaks_for",
    "export_directory",
    "invite_representative",
    "join",
    "read_import",
    "register_organisation",
    "reinstate_organisation",
    "return_organisation",
    "revoke_invitation",
    "start_import",
    "submit_organisation",
    "suspend_organisation",
    "undo_import",
    "verify_organisation",
]
