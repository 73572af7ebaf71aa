"""Who stands in for the leader, as it is told."""

from collections.abc import Iterable
from typing import Any

from approvals.models import Deputy
from commons.contributions import Card


def deputy_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """*Plh. Lurah*, with what waits for them while the term lasts."""
    found = Deputy.objects.visible_to(user).filter(pk__in=list(ids))
    return {one.pk: Card(one.pk, str(one), one.get_absolute_url(), icon="gavel") for one in found}
