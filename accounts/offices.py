"""The kelurahan's office: the groups that are told and that see as staff or leader, and the people in them."""

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet

from commons.standing import OFFICE


def group_of(office: str) -> Group:
    """Of one office (`STAFF`, `LEADER`, `MODERATOR`): a migration makes them."""
    return Group.objects.get_or_create(name=office)[0]


def the_office() -> QuerySet[Group]:
    """The groups of staff and leader."""
    return Group.objects.filter(name__in=OFFICE)


def works_there() -> Exists:
    """Whether the person of the outer query is staff or leader."""
    return Exists(the_office().filter(user=OuterRef("pk")))
