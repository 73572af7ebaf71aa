"""The registry on the web."""

from stakeholders.views.directory import (
    directory_export,
    organisation_list,
    organisation_matrix,
    organisation_vcard,
)
from stakeholders.views.imports import (
    import_apply,
    import_create,
    import_detail,
    import_template,
    import_undo,
)
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
    organisation_reinstate,
    organisation_return,
    organisation_suspend,
    organisation_verify,
)

__all__ = [
    "directory_export",
    "import_apply",
    "import_create",
    "import_detail",
    "import_template",
    "import_undo",
    "invitation_accept",
    "invitation_answer",
    "invitation_create",
    "invitation_revoke",
    "membership_end",
    "membership_list",
    "membership_role",
    "organisation_create",
    "organisation_detail",
    "organisation_edit",
    "organisation_follow",
    "organisation_list",
    "organisation_matrix",
    "organisation_reinstate",
    "organisation_return",
    "organisation_suspend",
    "organisation_vcard",
    "organisation_verify",
]
