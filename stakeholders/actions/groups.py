"""An organisation's group follows its memberships: what is granted to the group is theirs while they speak for it."""

from typing import Any

from django.contrib.auth.models import Group

from accounts.offices import group_of
from commons.audience import add_to_group, give, remove_from_group, take
from commons.standing import STAKEHOLDERS
from stakeholders.models import Organisation


def enter(person: Any, organisation: Organisation, *, by: Any = None) -> None:
    """Into the organisation's group, and among the stakeholders, while it is verified; before that, they may see it."""
    if organisation.is_verified:
        add_to_group(person, organisation.group)
        add_to_group(person, stakeholders())
    else:
        give("see", to=person, on=organisation.audience, by=by)


def leave(person: Any, organisation: Organisation, *, by: Any = None) -> None:
    """Out of the group at once; out of the stakeholders when no other verified organisation is left."""
    remove_from_group(person, organisation.group)
    take("see", of=person, on=organisation.audience, by=by)
    if not Organisation.objects.represented_by(person).exists():
        remove_from_group(person, stakeholders())


def stakeholders() -> Group:
    """All active representatives of verified organisations."""
    return group_of(STAKEHOLDERS)
