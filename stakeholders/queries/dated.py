"""Days on which agreements end, in the agenda."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from commons.standing import standing
from commons.windows import Dated, Narrowed
from stakeholders.models import Agreement, AgreementParty
from stakeholders.models.agreement import address

COLUMNS = ("title", "number")


def ending_agreements(user: Any, narrowed: Narrowed) -> Any:
    """The last days of those that nobody ended before. They belong to no project and no place."""
    if narrowed.rw or narrowed.project:
        return None
    found = Agreement.objects.visible_to(user).filter(until_on__isnull=False, ended_on=None)
    if narrowed.organisation:
        found = found.of(narrowed.organisation)
    if narrowed.is_mine:
        ours = AgreementParty.objects.filter(organisation__group__in=standing(user).groups)
        found = found.filter(Exists(ours.filter(agreement=OuterRef("pk"))))
    return found


def ending_agreement(row: Mapping[str, Any]) -> Dated:
    return Dated(
        name=f"perjanjian-{row['pk']}",
        on=row["until_on"],
        title=row["title"],
        url=address(row["pk"], row["title"]),
        detail=row["number"],
    )
