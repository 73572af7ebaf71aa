"""The approvals on the web."""

from approvals.views.approvals import (
    approval_detail,
    approval_grant,
    approval_list,
    approval_refuse,
    approval_return,
    approval_undo,
)
from approvals.views.deputies import deputy_create, deputy_end, deputy_list

__all__ = [
    "approval_detail",
    "approval_grant",
    "approval_list",
    "approval_refuse",
    "approval_return",
    "approval_undo",
    "deputy_create",
    "deputy_end",
    "deputy_list",
]
