"""Shared projects: who works on them, and what they tell about their state."""

from projects.models.milestone import MOST as MOST_MILESTONES
from projects.models.milestone import Milestone
from projects.models.obstacle import MOST as MOST_OBSTACLES
from projects.models.obstacle import Obstacle
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
    "MOST_MILESTONES",
    "MOST_OBSTACLES",
    "TAKING_PARTNERS",
    "Condition",
    "Milestone",
    "Obstacle",
    "Partnership",
    "Project",
    "ProjectGroupGrant",
    "ProjectUserGrant",
    "Stage",
    "StageChange",
    "StatusUpdate",
]
