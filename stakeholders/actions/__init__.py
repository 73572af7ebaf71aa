"""What changes the registry."""

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
    "accept_invitation",
    "change_role",
    "edit_organisation",
    "end_membership",
    "ensure_speaks_for",
    "invite_representative",
    "join",
    "register_organisation",
    "reinstate_organisation",
    "return_organisation",
    "revoke_invitation",
    "submit_organisation",
    "suspend_organisation",
    "verify_organisation",
]
