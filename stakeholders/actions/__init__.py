"""What changes the registry."""

from stakeholders.actions.memberships import (
    accept_invitation,
    change_role,
    end_membership,
    invite_representative,
    join,
    revoke_invitation,
)
from stakeholders.actions.organisations import edit_organisation, register_organisation, submit_organisation
from stakeholders.actions.registration import follow_decision, return_organisation, verify_organisation
from stakeholders.actions.speaking import ensure_speaks_for
from stakeholders.actions.suspending import (
    archive_organisation,
    reinstate_organisation,
    suspend_organisation,
    unarchive_organisation,
)

__all__ = [
    "accept_invitation",
    "archive_organisation",
    "change_role",
    "edit_organisation",
    "end_membership",
    "ensure_speaks_for",
    "follow_decision",
    "invite_representative",
    "join",
    "register_organisation",
    "reinstate_organisation",
    "return_organisation",
    "revoke_invitation",
    "submit_organisation",
    "suspend_organisation",
    "unarchive_organisation",
    "verify_organisation",
]
