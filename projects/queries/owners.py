"""Who may be given a task: whoever takes part in the project."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from projects.models import Partnership, Project
from stakeholders.models import Membership, Organisation


@dataclass(frozen=True)
class TaskOwners:
    """Querysets, by name."""

    organisations: Any
    people: Any


def task_owners(project: Project) -> TaskOwners:
    """Its partners, those who speak for them, and its coordinator."""
    partners = Partnership.objects.accepted().filter(project=project).values("organisation")
    speaking = Membership.objects.active().filter(organisation__in=partners).values("person")
    people = get_user_model().objects.active().filter(Q(pk__in=speaking) | Q(pk=project.coordinator_id))
    return TaskOwners(Organisation.objects.verified().filter(pk__in=partners).by_name(), people.order_by("name", "pk"))


def people_taking_part(pk: int) -> Any:
    """Who may take over what somebody promised in this project."""
    return task_owners(Project.objects.get(pk=pk)).people


def is_open_for_promises(pk: int) -> bool:
    """Until it is archived; what was promised may be kept after the project's end."""
    return Project.objects.filter(pk=pk, archived_at=None).exists()
