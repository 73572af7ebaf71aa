"""The groups that decide: they see what they are asked about."""

from typing import Any

from django.contrib.auth.models import Group

from accounts.offices import group_of
from approvals.models.deputy import DEPUTY
from commons.audience import Audience, give
from commons.standing import LEADER, STAFF

OFFICES = (STAFF, LEADER, DEPUTY)


def offices(*names: str) -> list[Group]:
    """The groups of these names, or of the whole office."""
    return [group_of(name) for name in names or OFFICES]


def show_to_offices(audience: Audience, *, by: Any = None) -> None:
    for office in offices():
        give("see", to=office, on=audience, by=by)
