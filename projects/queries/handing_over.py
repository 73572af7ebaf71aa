"""What somebody else takes over when a coordinator, or a proposer, goes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from approvals.models import Approval
from commons.contributions import Card
from projects.models import PROPOSAL, Partnership, Project, Proposal


def coordinated(person: Any, organisation: Any, reader: Any) -> Sequence[Card]:
    """Projects not finished that this person coordinates: of the organisation's own, and where it is a partner."""
    found = Project.objects.visible_to(reader).taking_partners().filter(coordinator=person)
    if organisation is not None:
        partner = Partnership.objects.accepted().filter(project=OuterRef("pk"), organisation=organisation)
        found = found.filter(Q(lead=organisation) | Exists(partner))
    return [Card(project.pk, str(project), project.get_absolute_url()) for project in found.order_by("pk")]


def proposed(person: Any, organisation: Any, reader: Any) -> Sequence[Card]:
    """Proposals of this person that are not decided yet: sent for the organisation, or all of them."""
    undecided = Approval.objects.open().filter(kind=PROPOSAL, object_id=OuterRef("pk"))
    found = Proposal.objects.visible_to(reader).filter(Exists(undecided), proposed_by=person)
    if organisation is not None:
        found = found.filter(acting_as=organisation)
    rows = found.select_related("project").order_by("pk")
    return [Card(one.pk, str(one.project), one.get_absolute_url(), detail=one.reference) for one in rows]
