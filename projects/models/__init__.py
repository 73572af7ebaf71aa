"""Shared projects: who works on them, and what they tell about their state."""

from projects.models.exporting import ProjectExport
from projects.models.indicator import MOST as MOST_INDICATORS
from projects.models.indicator import Indicator, Reading
from projects.models.milestone import MOST as MOST_MILESTONES
from projects.models.milestone import Milestone
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
    "MOST_INDICATORS",
    "MOST_MILESTONES",
    "TAKING_PARTNERS",
    "Condition",
    "Indicator",
    "Milestone",
    "Partnership",
    "Project",
    "ProjectExport",
    "ProjectGroupGrant",
    "ProjectUserGrant",
    "Reading",
    "Stage",
    "StageChange",
    "StatusUpdate",
]
