"""Marking as read, choosing channels and the digest's hour, and stopping mail by its own link."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from activity.actions import read_up_to
from activity.models import Activity, Thread
from commons import contributions
from commons.telling import INBOX, Verb
from mail.models import MailToken
from notifications.clocks import keep_clocks, set_clocks
from notifications.models import InboxMark, Notification, Preference, Schedule
from notifications.queries import frequency_of, schedule_of

Choice = tuple[str, str]  # a verb and a reason
REMEMBERED = timedelta(days=365)

SETTLE = """
    INSERT INTO notifications_inboxmark AS x (person_id, told_no, settled_no)
    SELECT n.person_id, 0, coalesce(min(n.told_no) FILTER (WHERE n.told_no > greatest(0, m.told_no, i.told_no)) - 1,
                                    max(n.told_no))
    FROM notifications_notification n
    LEFT JOIN activity_readmark m ON m.person_id = n.person_id AND m.thread_id = n.thread_id
    LEFT JOIN notifications_inboxmark i ON i.person_id = n.person_id
    GROUP BY n.person_id
    ON CONFLICT (person_id) DO UPDATE SET settled_no = excluded.settled_no"""


def clear(person: Any, thread: Thread, told_no: int | None = None) -> None:
    """What was told of this thread counts as read; with `told_no`, only what the person had before them."""
    read_up_to(person, thread, told_no=told_no)


@transaction.atomic
def clear_inbox(person: Any, told_no: int) -> int:
    """Everything told up to this number counts as read; returns the mark as it was, which `restore_inbox` takes."""
    mark, _is_new = InboxMark.objects.select_for_update().get_or_create(person=person)
    before = mark.told_no
    InboxMark.objects.filter(pk=mark.pk).update(told_no=max(before, min(told_no, _newest())))
    return before


def restore_inbox(person: Any, told_no: int) -> None:
    """*Urungkan*: the mark goes back to where it was; never forward."""
    InboxMark.objects.filter(person=person, told_no__gt=told_no).update(told_no=told_no, settled_no=0)


@transaction.atomic
def save_preferences(*, person: Any, channels: Mapping[Choice, str], frequency: str, weekday: int, at: time) -> bool:
    """Keep what differs from what the verbs say by themselves, and set the digest's clock; whether anything changed.

    What nobody can switch off is not kept, whatever is sent.
    """
    changed = [_choose(person, choice, channel) for choice, channel in channels.items()]
    return any([*changed, _set_digest(person, frequency, weekday, at)])


def _choose(person: Any, choice: Choice, channel: str) -> bool:
    verb, reason = contributions.one(Verb, choice[0]), choice[1]
    if reason in verb.locked or reason not in verb.channels:
        return False
    mine = Preference.objects.filter(person=person, verb=verb.code, reason=reason)
    if channel == verb.channels[reason]:
        return mine.delete()[0] > 0
    if mine.filter(channel=channel).exists():
        return False
    Preference.objects.update_or_create(person=person, verb=verb.code, reason=reason, defaults={"channel": channel})
    return True


def _set_digest(person: Any, frequency: str, weekday: int, at: time) -> bool:
    """The usual frequency stays the usual one until another is chosen. Who had switched it off hears of what is told
    from now on."""
    now = timezone.now()
    keep_clocks(now)
    schedule = schedule_of(person)
    usual = frequency_of(person, schedule)
    if (usual, schedule.weekday, schedule.at) == (frequency, weekday, at):
        return False
    chosen = schedule.frequency if frequency == usual else frequency
    Schedule.objects.filter(person=person).update(frequency=chosen, weekday=weekday, at=at)
    was_off = schedule.frequency == Schedule.Frequency.OFF
    set_clocks([person.pk], now, _newest() if was_off else 0)
    return True


@transaction.atomic
def stop(token: MailToken) -> None:
    """What the link in a mail asks: no digest any more, or these verbs in the inbox only. Once or ten times, the same.

    Nothing else changes: mail about the account and its safety is no subscription.
    """
    person = token.person
    if token.data.get("digest"):
        keep_clocks(timezone.now())
        Schedule.objects.filter(person=person).update(frequency=Schedule.Frequency.OFF, next_at=None)
    offered = {verb.code: verb for verb in contributions.all_of(Verb)}
    for code, reason in token.data.get("verbs", []):
        if code in offered:
            _choose(person, (code, reason), INBOX)


def forget_old() -> int:
    """The inbox goes back a year; the number of notices that went."""
    old = Activity.objects.filter(dispatched_at__lt=timezone.now() - REMEMBERED)
    return Notification.objects.filter(activity__in=old).delete()[0]


def settle() -> None:
    """Remember for each person below which number nothing is unread: a year of notices costs the bell nothing."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLE)


def _newest() -> int:
    return Activity.objects.aggregate(newest=Max("told_no"))["newest"] or 0
