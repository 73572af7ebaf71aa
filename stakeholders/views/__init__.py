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
from stakeholders.views.invitations import (
    invitation_accept,
    invitation_answer,
    invitation_create,
    invitation_resend,
    invitation_revoke,
)
from stakeholders.views.joining import join_answer, join_ask, join_withdraw
from stakeholders.views.kinds import kind_create, kind_edit, kind_list, kind_switch
from stakeholders.views.logos import logo_edit, logo_remove
from stakeholders.views.memberships import membership_end, membership_list, membership_role, role_history
from stakeholders.views.offices import office_create, office_edit, office_list
from stakeholders.views.organisations import (
    organisation_detail,
    organisation_edit,
    organisation_follow,
)
from stakeholders.views.registering import organisation_create, organisation_describe
from stakeholders.views.residency import residency_answer, residency_detail, residency_end, residency_list
from stakeholders.views.standing import (
    organisation_archive,
    organisation_reinstate,
    organisation_return,
    organisation_suspend,
    organisation_unarchive,
    organisation_unverify,
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
    "invitation_resend",
    "invitation_revoke",
    "join_answer",
    "join_ask",
    "join_withdraw",
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
    "organisation_archive",
    "organisation_create",
    "organisation_describe",
    "organisation_detail",
    "organisation_edit",
    "organisation_follow",
    "organisation_list",
    "organisation_matrix",
    "organisation_reinstate",
    "organisation_return",
    "organisation_suspend",
    "organisation_unarchive",
    "organisation_unverify",
    "organisation_vcard",
    "organisation_verify",
    "residency_answer",
    "residency_detail",
    "residency_end",
    "residency_list",
    "role_history",
]
