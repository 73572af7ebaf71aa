"""A meeting that was held: who came, what was said."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from meetings.actions import circulate_minutes, write_part
from meetings.models import AgendaItem, Attendance, Meeting, Minutes


def over(meeting: Meeting, *titles: str) -> Meeting:
    """It ended an hour ago; with these items on its agenda, if there are any."""
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))
    if titles:
        meeting.items.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=nth, title=title) for nth, title in enumerate(titles, start=1)
    )
    return Meeting.objects.get(pk=meeting.pk)


def come(meeting: Meeting, person: Any = None, organisation: Any = None, name: str = "", **facts: Any) -> Attendance:
    return Attendance.objects.create(
        meeting=meeting, person=person, organisation=organisation, name=name, how="list", **facts
    )


def circulated(meeting: Meeting, by: Any, text: str = "Disepakati: **pompa** dipinjam.") -> Minutes:
    """With one text that belongs to no item, unless something is written already."""
    if not Minutes.objects.filter(meeting=meeting).exists():
        write_part(meeting=meeting, by=by, text=text)
    return circulate_minutes(meeting=meeting, by=by)
