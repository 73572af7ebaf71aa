"""Who hears of what and how, as SQL: written once for the fan-out, for letters that gather, and for the digest.

Common table expressions, each leaning on those before it: `verb` (what the apps contribute), `fresh` (the activities in
question, which the reader brings: FRESH with a condition of its own), `heard`, `followed`. Parameter: `verbs`.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection

from commons import contributions
from commons.audience import may_see_sql
from commons.telling import DIGEST, MAIL, NONE, Verb
from notifications.models import FOLLOWS

VERB = """verb AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(verbs)s::jsonb)
        AS v(code text, reason text, rank int, channel text, locked boolean, rises boolean, at_once boolean))"""

FRESH = """SELECT act.id, act.told_no, act.verb, act.actor_id, act.thread_id, act.created_at, t.parent_id, t.audience_id
    FROM activity_activity act JOIN activity_thread t ON t.id = act.thread_id WHERE act.withdrawn_at IS NULL"""

# Who follows the thread, or its parent where the verb rises; a follow of the thread itself wins over one of the parent.
HEARD = f"""heard AS (
    SELECT f.*, v.channel AS usual, v.locked, w.person_id, w.level
    FROM fresh f JOIN verb v ON v.code = f.verb AND v.reason = '{FOLLOWS}'
    JOIN activity_follow w ON w.thread_id = f.thread_id
    WHERE w.since <= f.created_at
    UNION ALL
    SELECT f.*, v.channel, v.locked, w.person_id, w.level
    FROM fresh f JOIN verb v ON v.code = f.verb AND v.reason = '{FOLLOWS}' AND v.rises
    JOIN activity_follow w ON w.thread_id = f.parent_id
    WHERE w.since <= f.created_at AND NOT EXISTS (
        SELECT FROM activity_follow own WHERE own.thread_id = f.thread_id AND own.person_id = w.person_id))"""

# Locked, then a mute, then what the person chose, then *Semua* (a digest becomes a mail), then the verb's own. Over the
# columns `usual`, `locked` and `level` (of the follow), and the preference as `p`.
CHANNEL = f"""CASE WHEN locked THEN usual WHEN level = 0 THEN '{NONE}'
    ELSE coalesce(p.channel, CASE WHEN level = 2 AND usual = '{DIGEST}' THEN '{MAIL}' END, usual) END"""

# Minus the actor, and whoever was told directly of the same activity.
FOLLOWED = f"""followed AS (
    SELECT h.*, {CHANNEL} AS channel
    FROM heard h LEFT JOIN notifications_preference p
        ON p.person_id = h.person_id AND p.verb = h.verb AND p.reason = '{FOLLOWS}'
    WHERE h.person_id IS DISTINCT FROM h.actor_id AND NOT EXISTS (
        SELECT FROM notifications_notification d
        WHERE d.activity_id = h.id AND d.person_id = h.person_id AND d.reason <> '{FOLLOWS}'))"""


def read_to(person: str, thread: str) -> str:
    """Up to which number a person has read a thread: the thread's own mark, or the whole inbox cleared."""
    return f"""greatest(0,
        (SELECT m.told_no FROM activity_readmark m WHERE m.person_id = {person} AND m.thread_id = {thread}),
        (SELECT i.told_no FROM notifications_inboxmark i WHERE i.person_id = {person}))"""


def accounts() -> str:
    """The table of accounts."""
    return get_user_model()._meta.db_table


def account_groups() -> str:
    """The table of who belongs to which group."""
    return get_user_model()._meta.get_field("groups").m2m_db_table()


def verbs() -> str:
    """All verbs with their reasons, as the parameter `verbs`; the strongest reason of each has rank 0."""
    return json.dumps(
        [
            {
                "code": verb.code,
                "reason": reason,
                "rank": rank,
                "channel": usual,
                "locked": reason in verb.locked,
                "rises": verb.rises,
                "at_once": verb.at_once,
            }
            for verb in contributions.all_of(Verb)
            for rank, (reason, usual) in enumerate(verb.channels.items())
        ]
    )


def still_tellable(person_id: int, activity_ids: Iterable[int]) -> list[int]:
    """Of these activities, those that this person may still be told, oldest first: not withdrawn, not read meanwhile,
    visible to them now. Asked once more when a mail leaves."""
    statement = f"""
        SELECT act.id FROM activity_activity act JOIN activity_thread t ON t.id = act.thread_id
        JOIN commons_audience a ON a.id = t.audience_id JOIN {accounts()} u ON u.id = %s AND u.is_active
        WHERE act.id = ANY(%s) AND act.withdrawn_at IS NULL AND act.told_no > {read_to("u.id", "t.id")}
            AND {may_see_sql()}
        ORDER BY act.told_no"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [person_id, list(activity_ids)])
        return [row[0] for row in cursor.fetchall()]


def gathered(person_id: int, thread_id: int, since: str, until: str) -> list[int]:
    """What was told to a follower of a thread between two moments (ISO) and is wanted as mail, oldest first."""
    statement = f"""
        WITH {VERB}, fresh AS (
            {FRESH} AND act.thread_id = %(thread)s
                AND act.dispatched_at >= %(since)s AND act.dispatched_at < %(until)s),
        {HEARD}, {FOLLOWED}
        SELECT id FROM followed WHERE person_id = %(person)s AND channel = '{MAIL}' ORDER BY told_no"""
    params: dict[str, Any] = {
        "verbs": verbs(),
        "thread": thread_id,
        "person": person_id,
        "since": since,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [row[0] for row in cursor.fetchall()]
