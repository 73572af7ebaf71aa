"""Who may take a promise over from whoever keeps it now."""

from typing import Any

from django.contrib.auth import get_user_model

from commitments.models import Commitment
from commons.contributions import one
from commons.windows import PromisePlace


def takers(commitment: Commitment) -> Any:
    """Of an organisation's promise those who speak for it, and it stays the organisation's; of a person's those who
    take part in the place where it was said. By name, without whoever has it."""
    if commitment.organisation is not None:
        speaking = commitment.organisation.memberships.active().values("person")
        people = get_user_model().objects.active().filter(pk__in=speaking)
    else:
        people = taking_part(commitment)
    return people.exclude(pk=commitment.person_id).order_by("name", "pk")


def taking_part(commitment: Commitment) -> Any:
    """Whoever takes part in the place where it was said."""
    place = commitment.place
    return one(PromisePlace, place.kind).people(place.object_id or 0)


def has_somebody_left(commitment: Commitment) -> bool:
    """Does anyone whose promise it would be still take part there?"""
    people = taking_part(commitment)
    if commitment.organisation is None:
        return people.filter(pk=commitment.person_id).exists()
    return people.filter(pk__in=commitment.organisation.memberships.active().values("person")).exists()
