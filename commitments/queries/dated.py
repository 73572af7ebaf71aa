"""Days on which promises fall due, in the agenda."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from commitments.models import Commitment
from commons.amounts import amount_text
from commons.standing import standing
from commons.windows import Dated, Narrowed

SOURCE = "commitments.due"
COLUMNS = ("what", "amount", "unit", "amount_idr", "organisation__name")


def due_promises(user: Any, narrowed: Narrowed) -> Any:
    """Of the many promises of a kelurahan only those of this person and of their organisations, unless somebody asks
    for promises, or for those of a project or an organisation. They are at no place."""
    if narrowed.rw:
        return None
    found = Commitment.objects.visible_to(user).running().filter(due_on__isnull=False)
    if narrowed.project:
        found = found.filter(place=narrowed.place)
    if narrowed.organisation:
        found = found.filter(organisation=narrowed.organisation)
    is_asked_for = narrowed.kind == SOURCE or narrowed.project or narrowed.organisation
    if narrowed.is_mine or not is_asked_for:
        found = found.filter(Q(person=user.pk) | Q(organisation__group__in=standing(user).groups))
    return found


def due_promise(row: Mapping[str, Any]) -> Dated:
    told = (amount_text(row["amount"], row["unit"], row["amount_idr"]), row["organisation__name"] or "")
    return Dated(
        name=f"komitmen-{row['pk']}",
        on=row["due_on"],
        title=row["what"],
        url=f"/komitmen/{row['pk']}/",
        detail=" · ".join(part for part in told if part),
    )
