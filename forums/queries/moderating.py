"""Who looks after which part of the forum, as a filter: what the rules say of one thing, said of many."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, ExpressionWrapper, OuterRef, Q

from accounts.models import User
from commons.audience import seen_by_each
from commons.standing import OFFICES, standing
from forums.models import CategoryUserGrant
from forums.models.category import MODERATE, VERIFIED
from forums.structure_permissions import looked_after
from stakeholders.models import Membership

# What is to be known of the category of a row, and the way there from it.
WAYS = {"here": "", "above": "__parent", "whose": "__organisation", "place": "__audience"}
EVERYWHERE = frozenset({*OFFICES, "administrator"})


def moderated_by(user: Any, *categories: str) -> Q:
    """What this person looks after: the office, moderators and administrators everything that they see; others what
    stands in the categories that they were entrusted with, or in the forums of organisations that they manage.
    `categories` are the ways from a row to its category."""
    if standing(user).roles & EVERYWHERE:
        return Q()
    found, own = Q(pk__in=[]), looked_after(user)
    for category in categories if own else ():
        found |= Q(**{f"{category}__in": own}) | Q(**{f"{category}__parent__in": own})
    return found


def moderators_who_see(people: Any, columns: Mapping[str, str]) -> ArraySubquery:
    """For a row with an `author`: of these people those who look after its category and see it. Nobody is a judge of
    what they wrote themselves. `columns` of the row are its category, what that stands in, whose it is, and its
    audience, by the names of `WAYS`."""
    there = User.objects.active().filter(pk__in=people).exclude(pk=OuterRef("author"))
    there = there.annotate(**{name: _number(column) for name, column in columns.items()})
    entrusted = CategoryUserGrant.objects.filter(
        Q(content_object=OuterRef("here")) | Q(content_object=OuterRef("above")),
        user=OuterRef("pk"),
        permission__codename=MODERATE,
    )
    managers = (
        Membership.objects.active()
        .managers()
        .filter(organisation=OuterRef("whose"), organisation__state=VERIFIED, person=OuterRef("pk"))
    )
    moderators = there.filter(Q(groups__name__in=OFFICES) | Exists(entrusted) | Exists(managers))
    return ArraySubquery(moderators.filter(seen_by_each("pk", "place")).order_by().values("pk").distinct())


def _number(path: str) -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef(path), output_field=BigIntegerField())
