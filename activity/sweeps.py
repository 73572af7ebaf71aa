"""Many threads count as read at once, in as many statements as one would, and that can be taken back."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from activity.models import ReadSweep

UNDO = timedelta(hours=1)  # how long a sweep can be taken back

# In the order of the threads, so that of two sweeps at once one waits for the other and neither is a deadlock.
SWEEP = """
    WITH unread (thread_id, position) AS ({unread}),
    before AS (
        SELECT u.thread_id, u.position, m.position AS was, m.told_no AS was_told,
            (SELECT coalesce(max(a.told_no), 0) FROM activity_activity a WHERE a.thread_id = u.thread_id) AS told_no
        FROM unread u LEFT JOIN activity_readmark m ON m.thread_id = u.thread_id AND m.person_id = %s),
    marked AS (
        INSERT INTO activity_readmark AS m (person_id, thread_id, position, told_no, updated_at)
        SELECT %s, thread_id, position, told_no, now() FROM before ORDER BY thread_id
        ON CONFLICT (thread_id, person_id) DO UPDATE
        SET position = greatest(m.position, excluded.position), told_no = greatest(m.told_no, excluded.told_no),
            updated_at = now())
    INSERT INTO activity_readsweep (person_id, at, marks)
    SELECT %s, now(), jsonb_agg(jsonb_build_array(thread_id, position, was, was_told)) FROM before
    HAVING count(*) > 0
    RETURNING id"""

TAKE_BACK = """
    WITH taken AS (
        DELETE FROM activity_readsweep WHERE id = %s AND person_id = %s AND at > %s RETURNING person_id, marks),
    mark AS (
        SELECT person_id, (m->>0)::bigint AS thread_id, (m->>1)::int AS position, (m->>2)::int AS was,
            (m->>3)::bigint AS was_told
        FROM taken, jsonb_array_elements(marks) m),
    gone AS (
        DELETE FROM activity_readmark r USING mark
        WHERE r.person_id = mark.person_id AND r.thread_id = mark.thread_id AND r.position = mark.position
            AND mark.was IS NULL),
    back AS (
        UPDATE activity_readmark r SET position = mark.was, told_no = mark.was_told, updated_at = now() FROM mark
        WHERE r.person_id = mark.person_id AND r.thread_id = mark.thread_id AND r.position = mark.position
            AND mark.was IS NOT NULL)
    SELECT count(*) FROM taken"""


@transaction.atomic
def sweep(person: Any, unread: QuerySet[Any, Any]) -> int | None:
    """Each of these threads counts as read up to its position; returns the sweep's number, None if nothing was unread.

    `unread` is asked for pairs of a thread's id and a position (`values_list`), inside the statement. Sweeps of this
    person that can't be taken back any more are forgotten.
    """
    ReadSweep.objects.filter(person=person, at__lte=timezone.now() - UNDO).delete()
    sql, params = unread.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(SWEEP.format(unread=sql), [*params, person.pk, person.pk, person.pk])
        made = cursor.fetchone()
    return made[0] if made else None


@transaction.atomic
def take_back(person: Any, number: int) -> bool:
    """The marks of this sweep stand where they stood before; those that reading has moved on since stay. False if it
    is another's, too long ago, or taken back already."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_BACK, [number, person.pk, timezone.now() - UNDO])
        return bool(cursor.fetchone()[0])


def can_be_taken_back(person: Any, number: int) -> bool:
    return ReadSweep.objects.filter(pk=number, person=person.pk, at__gt=timezone.now() - UNDO).exists()
