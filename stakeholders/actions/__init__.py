"""What changes the registry."""

from stakeholders.actions.kinds import add_kind, edit_kind, kind_facts, offer_kind
from stakeholders.actions.logos import set_logo
from stakeholders.actions.memberships import (
    accept_invitation,
    change_role,
    end_membership,
    invite_representative,
    join,
    revoke_invitation,
)
from stakeholders.actions.offices import edit_office_term, enter_office_term, term_facts
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
    "add_kind",
    "change_role",
    "edit_kind",
    "edit_office_term",
    "edit_organisation",
    "end_membership",
    "ensure_speaks_for",
    "enter_office_term",
    "invite_representative",
    "join",
    "kind_facts",
    "offer_kind",
    "register_organisation",
    "reinstate_organisation",
    "return_organisation",
    "revoke_invitation",
    "set_logo",
    "submit_organisation",
    "suspend_organisation",
    "term_facts",
    "verify_organisation",
]
