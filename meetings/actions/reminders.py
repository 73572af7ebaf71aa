"""What is said before a meeting: a week, three days, a day, two hours ahead, as was chosen for it. Times follow the
meeting; what is past is not set."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from activity.actions import Fact, When, cancel, record_all, schedule, schedule_new
from commons.access import ensure
from mail.actions import post
from meetings.actions.locking import locked
from meetings.actions.telling import guest_messages, invited
from meetings.models import AHEAD, Answer, Invitee, Meeting, Reminder

REMINDER = "meetings.reminder"
# How long before the meeting a late one stops being of use (M4): then the next one says it better.
USELESS = {
    Reminder.WEEK: timedelta(days=2),
    Reminder.DAYS: timedelta(days=1, hours=4),
    Reminder.DAY: timedelta(hours=4),
    Reminder.HOURS: timedelta(0),
}
VERBS = {
    Reminder.WEEK: "meetings.next_week",
    Reminder.DAYS: "meetings.next_days",
    Reminder.DAY: "meetings.next_day",
    Reminder.HOURS: "meetings.next_hours",
}
QUIET = (Reminder.WEEK, Reminder.DAYS)  # in the inbox; guests, who have none, are not mailed


@transaction.atomic
def choose_reminders(*, meeting: Meeting, by: Any, reminders: Collection[str]) -> Meeting:
    """Which of them this meeting is reminded of; none at all is a choice too. Nobody is told. Locks the meeting."""
    meeting = locked(meeting.pk)
    ensure(by, "meetings.choose_reminders", meeting)
    meeting.reminders = [one.value for one in Reminder if one in reminders]
    meeting.save(update_fields=["reminders"])
    set_reminders(meeting)
    return meeting


def set_reminders(meeting: Meeting) -> None:
    """Each occasion that was chosen and is still ahead; a meeting called late is reminded of less often."""
    schedule(REMINDER, meeting, _times(meeting))


def set_first_reminders(meetings: Iterable[Meeting]) -> None:
    """The same for many that were just made, in one statement."""
    schedule_new(REMINDER, [(meeting, _times(meeting)) for meeting in meetings])


def _times(meeting: Meeting) -> dict[str, When]:
    now = timezone.now()
    return {
        occasion.value: When(meeting.starts_at - ahead, meeting.starts_at - USELESS[occasion])
        for occasion, ahead in AHEAD.items()
        if occasion in meeting.reminders and meeting.starts_at - ahead > now
    }


def drop_reminders(meeting: Meeting) -> None:
    cancel(REMINDER, meeting)


def tell_reminder(due: Any, meeting: Meeting | None) -> str:
    """One of them."""
    return tell_reminders([(due, meeting)])[due.pk]


def tell_reminders(dues: Sequence[tuple[Any, Meeting | None]]) -> Mapping[int, str]:
    """To everybody invited who did not decline (M2); two hours ahead by mail only to those who may come. Of a series
    whose project is archived nobody is reminded: it ended with that, and its dates are left over.

    As many statements for a thousand meetings as for one.
    """
    prefetch_related_objects([meeting for _, meeting in dues if meeting is not None], "project")
    outcomes = {due.pk: _why_not(meeting) for due, meeting in dues}
    told = [(due, meeting) for due, meeting in dues if meeting is not None and not outcomes[due.pk]]
    prefetch_related_objects([meeting for _, meeting in told], "thread", "audience")
    coming = _coming(meeting for _, meeting in told)
    refused = _refused(meeting for _, meeting in told)
    members = _members(one for pk in refused for one in coming[pk])
    facts, letters = [], []
    for due, meeting in told:
        theirs = coming[meeting.pk]
        facts.append(_fact(due.occasion, meeting, theirs, refused[meeting.pk], members))
        if due.occasion not in QUIET:
            expected = [one for one in theirs if one.answer or due.occasion != Reminder.HOURS]
            letters += guest_messages(expected, meeting, f"reminder-{due.occasion}")
    record_all(facts)
    post(letters)
    return {pk: why_not or "told" for pk, why_not in outcomes.items()}


def _why_not(meeting: Meeting | None) -> str:
    if meeting is None:
        return "meeting gone"
    if meeting.cancelled_at is not None:
        return "cancelled"
    if meeting.series_id is not None and meeting.project is not None and meeting.project.is_archived:
        return "archived"
    return "begun" if meeting.starts_at <= timezone.now() else ""


def _coming(meetings: Iterable[Meeting]) -> dict[int, list[Invitee]]:
    """Those who did not decline, by meeting."""
    found = Invitee.objects.coming().filter(meeting__in=[one.pk for one in meetings])
    by_meeting: dict[int, list[Invitee]] = defaultdict(list)
    for one in found.select_related("person", "organisation__group").order_by("meeting", "pk"):
        by_meeting[one.meeting_id].append(one)
    return by_meeting


def _refused(meetings: Iterable[Meeting]) -> dict[int, set[int]]:
    """Who declined in their own name: their organisation may come, they are not reminded."""
    found = Invitee.objects.filter(meeting__in=[one.pk for one in meetings], answer=Answer.NO, person__isnull=False)
    by_meeting: dict[int, set[int]] = defaultdict(set)
    for meeting, person in found.values_list("meeting", "person"):
        by_meeting[meeting].add(person)
    return by_meeting


def _members(invitees: Iterable[Invitee]) -> dict[int, list[Any]]:
    """The people of their organisations, by group: where somebody declined, the others are named one by one."""
    groups = {one.organisation.group_id for one in invitees if one.organisation is not None}
    if not groups:
        return {}
    user = get_user_model()
    found = user.groups.through.objects.filter(group__in=groups, user__in=user.objects.active())
    by_group: dict[int, list[Any]] = defaultdict(list)
    for one in found.select_related("user").order_by("pk"):
        by_group[one.group_id].append(one.user)
    return by_group


def _fact(
    occasion: str, meeting: Meeting, coming: list[Invitee], refused: set[int], members: Mapping[int, list[Any]]
) -> Fact:
    soon = occasion == Reminder.HOURS
    expected = [one for one in coming if not soon or one.answer]
    quiet = [one for one in coming if soon and not one.answer]
    to = [*invited(expected, "concerned" if soon else "invited"), *invited(quiet, "invited")]
    if refused:
        to = [(reason, one) for reason, who in to for one in _others(who, refused, members)]
    return Fact(VERBS[Reminder(occasion)], meeting, meeting.thread, tuple(to))


def _others(who: Any, refused: set[int], members: Mapping[int, list[Any]]) -> list[Any]:
    """The people of a group without those who declined."""
    if isinstance(who, get_user_model()):
        return [who]
    return [one for one in members.get(who.pk, []) if one.pk not in refused]
