"""What the office is asked to decide, what it decided, and who stands in for its leader."""

from approvals.models.approval import Approval, ApprovalQuerySet, Decision
from approvals.models.deputy import Deputy, DeputyQuerySet

__all__ = ["Approval", "ApprovalQuerySet", "Decision", "Deputy", "DeputyQuerySet"]
