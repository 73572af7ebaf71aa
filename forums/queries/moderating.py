"""Who looks after which part of the forum, as a filter: what the rules say of one thing, said of many."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, ExpressionWrapper, OuterRef, Q

from accounts.models import User
from commons.audience import seen_by_each
from commons.standing import OFFICES, standing

EVERYWHERE = frozenset({*OFFICES, "administrator"})


def moderated_by(user: Any) -> Q:
    """What this person looks after: the office, moderators and administrators everything that they see."""
    return Q() if standing(user).roles & EVERYWHERE else Q(pk__in=[])


def moderators_who_see(audience: str, people: Sequence[int]) -> ArraySubquery:
    """For a row with an `author`: of these people those who look after it and see what stands under that audience.
    Nobody is a judge of what they wrote themselves."""
    moderators = User.objects.active().filter(pk__in=people, groups__name__in=OFFICES).exclude(pk=OuterRef("author"))
    there = moderators.annotate(place=ExpressionWrapper(OuterRef(audience), output_field=BigIntegerField()))
    return ArraySubquery(there.filter(seen_by_each("pk", "place")).order_by().values("pk").distinct())
