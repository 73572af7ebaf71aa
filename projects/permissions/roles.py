"""Who holds which role in a project, and the conditions that several of its rules share."""

from typing import Any

from commitments.models import Commitment
from commons.audience import has_grant
from commons.contributions import RoleSource
from commons.standing import OFFICE, standing
from projects.models import (
    TAKING_PARTNERS,
    Completion,
    Indicator,
    Milestone,
    Obstacle,
    Partnership,
    Project,
    Proposal,
    StatusUpdate,
)

TEAM = OFFICE | {"coordinator"}
CHILDREN = (Partnership, StatusUpdate, Milestone, Indicator, Obstacle, Proposal, Completion)


def project_of(obj: Any) -> Project | None:
    """The project that a thing belongs to."""
    if isinstance(obj, Project):
        return obj
    return obj.project if isinstance(obj, CHILDREN) else None


def coordinator_of(obj: Any) -> Any:
    project = project_of(obj)
    return project.coordinator if project is not None else None


def roles_in_project(user: Any, obj: Any) -> set[str]:
    """Coordinator by name; partner by the grant that an organisation's group holds; and who answers an invitation."""
    project = project_of(obj)
    if project is None:
        return set()
    held = {"coordinator"} if project.coordinator_id == user.pk else set()
    groups = standing(user).groups
    if groups and _may_post(project, groups):
        held.add("partner")
    if isinstance(obj, Partnership) and obj.organisation.group_id in groups:
        held.add("own_representative")
    if isinstance(obj, Proposal) and obj.proposed_by_id == user.pk:
        held.add("oneself")
    if isinstance(obj, Proposal) and obj.acting_as is not None and obj.acting_as.group_id in groups:
        held.add("own_representative")
    if isinstance(obj, StatusUpdate) and "partner" in held:
        held |= _told_it(user, groups, obj)
    if isinstance(obj, Obstacle) and obj.asked is not None and obj.asked.group_id in groups:
        held.add("own_representative")
    return held


def _told_it(user: Any, groups: tuple[int, ...], update: StatusUpdate) -> set[str]:
    """Who sent it, or speaks for the organisation that it was sent for."""
    held = {"oneself"} if update.author_id == user.pk else set()
    if update.acting_as is not None and update.acting_as.group_id in groups:
        held.add("own_representative")
    return held


def _may_post(project: Project, groups: tuple[int, ...]) -> bool:
    """The page's own statement has asked already (`for_page`); an action that has locked the row asks anew."""
    known = project.__dict__.get("is_partner")
    return has_grant("post_status", groups=groups, on=project) if known is None else known


def roles_at_commitment(user: Any, obj: Any) -> set[str]:
    """Of what was promised in a project: its coordinator, of today and not of then."""
    if not isinstance(obj, Commitment):
        return set()
    mine = Project.objects.filter(thread=obj.place_id, coordinator=user.pk, archived_at=None)
    return {"coordinator"} if mine.exists() else set()


def is_open(user: Any, obj: Any) -> bool:
    project = project_of(obj)
    return project is not None and project.is_open


def takes_partners(user: Any, project: Project) -> bool:
    return project.archived_at is None and project.stage in TAKING_PARTNERS


def is_on_its_way(user: Any, obj: Any) -> bool:
    """Until it is done or cancelled; its milestones are part of what is closed then."""
    project = project_of(obj)
    return project is not None and takes_partners(user, project)


CONTRIBUTIONS = [
    RoleSource("projects.project", roles_in_project),
    RoleSource("projects.commitment", roles_at_commitment),
]
