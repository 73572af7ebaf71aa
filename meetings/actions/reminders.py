"""What is said before a meeting: a week, a day, two hours ahead. Times follow the meeting; what is past is not set."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from activity.actions import When, cancel, record, schedule, schedule_new
from meetings.actions.telling import invited, post_to_guests
from meetings.models import Answer, Invitee, Meeting

REMINDER = "meetings.reminder"
WEEK, DAY, HOURS = "7d", "1d", "2h"
AHEAD = {WEEK: timedelta(days=7), DAY: timedelta(days=1), HOURS: timedelta(hours=2)}
# How long before the meeting a late one stops being of use (M4): then the next one says it better.
USELESS = {WEEK: timedelta(days=2), DAY: timedelta(hours=4), HOURS: timedelta(0)}
VERBS = {WEEK: "meetings.next_week", DAY: "meetings.next_day", HOURS: "meetings.next_hours"}


def set_reminders(meeting: Meeting) -> None:
    """Each occasion that is still ahead; a meeting called late is reminded of less often."""
    schedule(REMINDER, meeting, _times(meeting))


def set_first_reminders(meetings: Iterable[Meeting]) -> None:
    """The same for many that were just made, in one statement."""
    schedule_new(REMINDER, [(meeting, _times(meeting)) for meeting in meetings])


def _times(meeting: Meeting) -> dict[str, When]:
    now = timezone.now()
    return {
        occasion: When(meeting.starts_at - ahead, meeting.starts_at - USELESS[occasion])
        for occasion, ahead in AHEAD.items()
        if meeting.starts_at - ahead > now
    }


def drop_reminders(meeting: Meeting) -> None:
    cancel(REMINDER, meeting)


def tell_reminder(due: Any, meeting: Meeting | None) -> str:
    """To everybody invited who did not decline (M2); two hours ahead by mail only to those who may come."""
    if meeting is None:
        return "meeting gone"
    if meeting.cancelled_at is not None:
        return "cancelled"
    if meeting.starts_at <= timezone.now():
        return "begun"
    coming = meeting.invitees.coming().select_related("person", "organisation__group")
    soon = due.occasion == HOURS
    expected = [one for one in coming if not soon or one.answer]
    quiet = [one for one in coming if one not in expected]
    reason = "concerned" if soon else "invited"
    to = [*invited(expected, reason), *invited(quiet, "invited")]
    record(VERBS[due.occasion], actor=None, target=meeting, thread=meeting.thread, to=to)
    if due.occasion != WEEK:
        post_to_guests(_guests(expected), meeting, f"reminder-{due.occasion}")
    return "told"


def _guests(invitees: list[Invitee]) -> list[Invitee]:
    return [one for one in invitees if one.is_guest and one.answer != Answer.NO]
