"""The registry on the web."""

from stakeholders.views.kinds import kind_create, kind_edit, kind_list, kind_switch
from stakeholders.views.logos import logo_edit, logo_remove
from stakeholders.views.memberships import (
    invitation_accept,
    invitation_answer,
    invitation_create,
    invitation_revoke,
    membership_end,
    membership_list,
    membership_role,
)
from stakeholders.views.offices import office_create, office_edit, office_list
from stakeholders.views.organisations import (
    organisation_detail,
    organisation_edit,
    organisation_follow,
    organisation_list,
    organisation_reinstate,
    organisation_return,
    organisation_suspend,
    organisation_verify,
)
from stakeholders.views.registering import organisation_create, organisation_describe

__all__ = [
    "invitation_accept",
    "invitation_answer",
    "invitation_create",
    "invitation_revoke",
    "kind_create",
    "kind_edit",
    "kind_list",
    "kind_switch",
    "logo_edit",
    "logo_remove",
    "membership_end",
    "membership_list",
    "membership_role",
    "office_create",
    "office_edit",
    "office_list",
    "organisation_create",
    "organisation_describe",
    "organisation_detail",
    "organisation_edit",
    "organisation_follow",
    "organisation_list",
    "organisation_reinstate",
    "organisation_return",
    "organisation_suspend",
    "organisation_verify",
]
