"""What somebody else takes over when a coordinator goes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from commons.contributions import Card
from projects.models import Partnership, Project


def coordinated(person: Any, organisation: Any, reader: Any) -> Sequence[Card]:
    """Projects not finished that this person coordinates: of the organisation's own, and where it is a partner."""
    found = Project.objects.visible_to(reader).taking_partners().filter(coordinator=person)
    if organisation is not None:
        partner = Partnership.objects.accepted().filter(project=OuterRef("pk"), organisation=organisation)
        found = found.filter(Q(lead=organisation) | Exists(partner))
    return [Card(project.pk, str(project), project.get_absolute_url()) for project in found.order_by("pk")]
