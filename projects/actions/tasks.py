"""Tasks of a milestone: each is somebody's commitment, with an owner and a day."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.actions import make_commitment
from commitments.models import Commitment
from commons.access import Refused, ensure
from projects.actions.locking import locked
from projects.models import Milestone, Project
from projects.queries import task_owners


@transaction.atomic
def assign_task(
    *,
    milestone: Milestone,
    by: Any,
    what: str,
    organisation: Any = None,
    person: Any = None,
    amount: int | None = None,
    unit: str = "",
    amount_idr: int | None = None,
    due_on: date | None = None,
) -> Commitment:
    """The team gives a part of the way to somebody who takes part. Locks the project.

    Raises:
        Refused: whose it would be takes no part, or the person does not speak for that organisation.
    """
    project = locked(milestone.project_id)
    milestone = _still_there(milestone, project)
    ensure(by, "projects.keep_milestones", milestone)
    owners = task_owners(project)
    if organisation is not None and not owners.organisations.filter(pk=organisation.pk).exists():
        raise Refused(_("%(name)s tidak lagi bermitra dalam proyek ini.") % {"name": organisation.name}, obj=project)
    if person is not None and not owners.people.filter(pk=person.pk).exists():
        raise Refused(_("Pilih orang dari tim atau mitra proyek ini."), obj=project)
    if organisation is not None and person is not None and not _speaks_for(person, organisation):
        raise Refused(_("Orang ini tidak mewakili organisasi yang dipilih."), obj=project)
    return make_commitment(
        by=by,
        place=project.thread,
        source=milestone,
        what=what,
        organisation=organisation,
        person=person,
        keeper=project.coordinator,
        amount=amount,
        unit=unit,
        amount_idr=amount_idr,
        due_on=due_on,
    )


def _still_there(milestone: Milestone, project: Project) -> Milestone:
    found = project.milestones.filter(pk=milestone.pk).first()
    if found is None:
        raise Refused(_("Tonggak ini sudah dihapus."), obj=project)
    found.project = project
    return found


def _speaks_for(person: Any, organisation: Any) -> bool:
    return organisation.memberships.active().filter(person=person).exists()
