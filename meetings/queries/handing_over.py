"""What somebody else takes over when a chair goes."""

from collections.abc import Sequence
from typing import Any

from commons import formats
from commons.contributions import Card
from meetings.models import Meeting


def chaired(person: Any, organisation: Any, reader: Any) -> Sequence[Card]:
    """Meetings to come that this person leads: those that the organisation holds, or all."""
    found = Meeting.objects.visible_to(reader).upcoming().filter(chair=person, cancelled_at=None)
    if organisation is not None:
        found = found.filter(host=organisation)
    return [
        Card(meeting.pk, str(meeting), meeting.get_absolute_url(), detail=formats.long_moment(meeting.starts_at))
        for meeting in found.order_by("starts_at", "pk")
    ]
