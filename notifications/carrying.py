"""What was told of things goes along with them when they come to stand in another thread."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from commons import contributions
from commons.telling import Verb
from notifications.hearing import read_to
from notifications.models import FOLLOWS, Notification

# What happened before somebody followed was never told to them.
SINCE = """a.created_at >= coalesce((
            SELECT min(w.since) FROM activity_follow w JOIN activity_thread t ON t.id = a.thread_id
            WHERE w.person_id = n.person_id AND w.thread_id IN (t.id, t.parent_id)), '-infinity')"""

# Of a follower there is one row a thread: the new thread's tells of the newest that moved, as far as they were told.
BEGIN = f"""
    WITH carried AS (
        SELECT DISTINCT ON (n.person_id) n.person_id, a.id AS activity_id, a.told_no, n.channel, n.unread_since,
            count(*) FILTER (WHERE a.told_no > {read_to("n.person_id", "n.thread_id")})
                OVER (PARTITION BY n.person_id) AS unread
        FROM activity_activity a JOIN notifications_notification n
            ON n.thread_id = a.thread_id AND n.reason = '{FOLLOWS}' AND a.told_no <= n.told_no
        WHERE a.id = ANY(%(moved)s) AND a.verb = ANY(%(verbs)s) AND a.actor_id IS DISTINCT FROM n.person_id
            AND {SINCE}
        ORDER BY n.person_id, a.told_no DESC)
    INSERT INTO notifications_notification
        (person_id, thread_id, activity_id, told_no, reason, channel, count, unread_since)
    SELECT person_id, %(thread)s, activity_id, told_no, '{FOLLOWS}', channel, greatest(unread, 1), unread_since
    FROM carried ORDER BY person_id
    ON CONFLICT (thread_id, person_id) WHERE reason = '{FOLLOWS}' DO NOTHING"""

# And the old thread's of the newest that stayed; where nothing did, it tells of nothing.
STAYED = f"""
    WITH affected AS (
        SELECT n.id, n.person_id, n.thread_id, n.told_no FROM notifications_notification n
        WHERE n.reason = '{FOLLOWS}' AND n.thread_id <> %(thread)s
            AND n.thread_id IN (SELECT thread_id FROM activity_activity WHERE id = ANY(%(moved)s))
        ORDER BY n.id FOR UPDATE),
    stayed AS (
        SELECT DISTINCT ON (n.id) n.id, a.id AS activity_id, a.told_no,
            count(*) FILTER (WHERE a.told_no > {read_to("n.person_id", "n.thread_id")})
                OVER (PARTITION BY n.id) AS unread
        FROM affected n JOIN activity_activity a ON a.thread_id = n.thread_id AND a.told_no <= n.told_no
        WHERE a.id <> ALL(%(moved)s) AND a.verb = ANY(%(verbs)s) AND a.actor_id IS DISTINCT FROM n.person_id
            AND {SINCE}
        ORDER BY n.id, a.told_no DESC),
    gone AS (
        DELETE FROM notifications_notification
        WHERE id IN (SELECT id FROM affected EXCEPT SELECT id FROM stayed))
    UPDATE notifications_notification n
    SET activity_id = s.activity_id, told_no = s.told_no, count = least(n.count, greatest(s.unread, 1))
    FROM stayed s WHERE s.id = n.id"""


def carry(moved: Sequence[int], thread: int) -> None:
    """These activities are about to be of another thread. Who was told of them directly finds it there; so does whoever
    followed, as far as they were told. A letter that was still gathering leaves without them."""
    Notification.objects.filter(activity__in=moved).exclude(reason=FOLLOWS).update(thread=thread)
    heard = [verb.code for verb in contributions.all_of(Verb) if FOLLOWS in verb.channels]
    values: dict[str, Any] = {"moved": list(moved), "thread": thread, "verbs": heard}
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, values)
        cursor.execute(STAYED, values)
