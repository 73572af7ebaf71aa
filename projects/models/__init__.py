"""Shared projects: who works on them, and what they tell about their state."""

from projects.models.partnership import Partnership
from projects.models.project import (
    TAKING_PARTNERS,
    Condition,
    Project,
    ProjectGroupGrant,
    ProjectUserGrant,
    Stage,
    StageChange,
)
from projects.models.status_update import StatusUpdate

__all__ = [
    "TAKING_PARTNERS",
    "Condition",
    "Partnership",
    "Project",
    "ProjectGroupGrant",
    "ProjectUserGrant",
    "Stage",
    "StageChange",
    "StatusUpdate",
]
