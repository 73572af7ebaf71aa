"""Promises in the name of somebody who goes."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from commitments.models import Commitment
from commons import formats
from commons.contributions import Card


def promised(person: Any, organisation: Any, reader: Any) -> Sequence[Card]:
    """Those that run in this person's name: for the organisation, or all of them. What was promised for the
    organisation stays its own; somebody else keeps it."""
    found = Commitment.objects.visible_to(reader).running().of(person)
    if organisation is not None:
        found = found.filter(organisation=organisation)
    return [Card(one.pk, one.what, one.get_absolute_url(), detail=_due(one)) for one in found.order_by("due_on", "pk")]


def _due(commitment: Commitment) -> str:
    day = commitment.due_on
    return _("Tenggat %(date)s") % {"date": formats.short_date(day)} if day else ""
