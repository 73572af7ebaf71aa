"""A promise is locked and the right asked for anew before anything of it changes."""

from typing import Any

from commitments.models import Commitment
from commons.access import ensure
from stakeholders.models import Organisation


def locked(commitment: Commitment, by: Any, rule: str) -> Commitment:
    """The row as it is now, held until the transaction ends.

    It is locked first and read then, with what is joined to it: whoever has waited for the lock would get the new row
    beside the person of before.

    Raises:
        Refused: the right has ended since the door.
    """
    Commitment.objects.select_for_update().values_list("pk").get(pk=commitment.pk)
    found = Commitment.objects.for_page(by).get(pk=commitment.pk)
    ensure(by, rule, found)
    return found


def spoken_for(commitment: Commitment, by: Any) -> Organisation | None:
    """Its organisation, where this person represents it; a coordinator speaks for nobody."""
    mine = Organisation.objects.represented_by(by).filter(pk=commitment.organisation_id)
    return mine.select_related("group").first()
