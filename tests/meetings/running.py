"""A meeting that runs, the code that its screen shows, and who stands in its list."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from meetings.models import Meeting
from meetings.presence import address_now


def at(meeting: Meeting, minutes: int) -> Meeting:
    """Its beginning so many minutes from now; it lasts two hours."""
    starts_at = timezone.now() + timedelta(minutes=minutes)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    meeting.refresh_from_db()
    return meeting


def path_of(meeting: Meeting) -> str:
    return address_now(meeting).removeprefix("http://testserver")


def came(meeting: Meeting) -> list[str]:
    return [one.shown_name for one in meeting.attendances.with_names()]


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()
