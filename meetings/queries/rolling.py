"""What a meeting left unfinished, and which meetings may take it over."""

from typing import Any

from django.db.models import Q

from meetings import moments
from meetings.models import AgendaItem, Meeting


def left_over(meeting: Meeting) -> Any:
    """Unfinished, and not taken along yet; what went to a meeting that was cancelled then is left over again."""
    gone = AgendaItem.objects.filter(rolled_from__meeting=meeting, meeting__cancelled_at=None).values("rolled_from")
    return AgendaItem.objects.filter(meeting=meeting).unfinished().exclude(pk__in=gone)


def next_of(meeting: Meeting, user: Any) -> Any:
    """Meetings to come of the same series or project, or of the same host where it has none, that this person may
    see."""
    same = Q(project=meeting.project_id) if meeting.project_id else Q(project=None, host=meeting.host_id)
    if meeting.series_id:
        same |= Q(series=meeting.series_id)
    found = Meeting.objects.visible_to(user).upcoming().filter(same, cancelled_at=None)
    return found.exclude(pk=meeting.pk).order_by("starts_at", "pk")


def named_by_day(meeting: Meeting) -> str:
    """As a list of meetings names one."""
    return f"{meeting.title} ({moments.short(meeting)})"
