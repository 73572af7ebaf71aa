"""What somebody else takes over when a chair goes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from commons import formats
from commons.contributions import Card
from meetings import rhythms
from meetings.models import Meeting, MeetingSeries


def chaired(person: Any, organisation: Any, reader: Any) -> Sequence[Card]:
    """Meetings to come that this person leads, a series as one: those that the organisation holds, or all."""
    led = {"chair": person} if organisation is None else {"chair": person, "host": organisation}
    found = Meeting.objects.visible_to(reader).upcoming().filter(cancelled_at=None, **led)
    coming = Meeting.objects.upcoming().filter(series=OuterRef("pk"), cancelled_at=None)
    again = MeetingSeries.objects.visible_to(reader).filter(Exists(coming), **led)
    return [
        *(
            Card(meeting.pk, str(meeting), meeting.get_absolute_url(), detail=formats.long_moment(meeting.starts_at))
            for meeting in found.filter(series=None).order_by("starts_at", "pk")
        ),
        *(
            Card(one.pk, str(one), one.get_absolute_url(), detail=rhythms.said(one))
            for one in again.order_by("title", "pk")
        ),
    ]
