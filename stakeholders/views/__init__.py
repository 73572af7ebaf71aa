"""The registry on the web."""

from stakeholders.views.memberships import (
    invitation_accept,
    invitation_answer,
    invitation_create,
    invitation_revoke,
    membership_end,
    membership_list,
    membership_role,
)
from stakeholders.views.organisations import (
    organisation_create,
    organisation_detail,
    organisation_edit,
    organisation_follow,
    organisation_list,
)
from stakeholders.views.standing import (
    organisation_archive,
    organisation_reinstate,
    organisation_return,
    organisation_suspend,
    organisation_unarchive,
    organisation_verify,
)

__all__ = [
    "invitation_accept",
    "invitation_answer",
    "invitation_create",
    "invitation_revoke",
    "membership_end",
    "membership_list",
    "membership_role",
    "organisation_archive",
    "organisation_create",
    "organisation_detail",
    "organisation_edit",
    "organisation_follow",
    "organisation_list",
    "organisation_reinstate",
    "organisation_return",
    "organisation_suspend",
    "organisation_unarchive",
    "organisation_verify",
]
