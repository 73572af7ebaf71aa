"""How many found a post useful, and who."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.queries import cards
from commons.contributions import Card
from forums.models import Reaction


def how_many() -> Coalesce:
    """For a statement about posts: how many people found each useful."""
    counted = Reaction.objects.filter(post=OuterRef("pk")).order_by().values("post").annotate(many=Count("pk"))
    return Coalesce(Subquery(counted.values("many")), 0)


def who_found_useful(reactions: Iterable[Reaction], user: Any) -> list[Card]:
    """By the names they bear now, with their page where it is open; in one query."""
    people = [reaction.person_id for reaction in reactions]
    known = cards(people, user)
    return [known[person] for person in people]
