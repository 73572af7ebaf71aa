"""Shared projects: who works on them, and what they tell about their state."""

from projects.models.completion import SILENCE, Completion
from projects.models.exporting import ProjectExport
from projects.models.funding import FundSource
from projects.models.indicator import MOST as MOST_INDICATORS
from projects.models.indicator import Indicator, Reading
from projects.models.milestone import MOST as MOST_MILESTONES
from projects.models.milestone import Milestone
from projects.models.obstacle import MOST as MOST_OBSTACLES
from projects.models.obstacle import Obstacle
from projects.models.partnership import Partnership
from projects.models.project import (
    Project,
    ProjectGroupGrant,
    ProjectUserGrant,
    StageChange,
)
from projects.models.proposal import PROPOSAL, Proposal
from projects.models.stages import TAKING_PARTNERS, WITH_A_REASON, Condition, Stage
from projects.models.status_update import StatusUpdate
from projects.models.template import ProjectTemplate

__all__ = [
    "MOST_INDICATORS",
    "MOST_MILESTONES",
    "MOST_OBSTACLES",
    "PROPOSAL",
    "SILENCE",
    "TAKING_PARTNERS",
    "WITH_A_REASON",
    "Completion",
    "Condition",
    "FundSource",
    "Indicator",
    "Milestone",
    "Obstacle",
    "Partnership",
    "Project",
    "ProjectExport",
    "ProjectGroupGrant",
    "ProjectTemplate",
    "ProjectUserGrant",
    "Proposal",
    "Reading",
    "Stage",
    "StageChange",
    "StatusUpdate",
]
