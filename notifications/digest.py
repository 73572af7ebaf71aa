"""Each person's digest at their hour: chosen for all due people at once, written when it leaves.

What one hears of in a digest is what one would have heard at once, only later (`hearing`): follows and activities whose
`told_no` lies above what the person was told, minus threads read on the site, one block a thing with its newest state.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone

from commons.audience import may_see_sql
from commons.telling import DIGEST
from mail.actions import message, post
from mail.models import Message
from notifications.clocks import RHYTHM, keep_clocks, set_clocks
from notifications.hearing import FOLLOWED, FRESH, HEARD, VERB, account_groups, accounts, verbs
from notifications.models import FOLLOWS
from notifications.queries import who_is_waited_for

BATCH = 5000  # people a transaction; the window is ranked once for all of them, not once for each hundred
MOST_BLOCKS = 8
NEWEST = 3  # activities of a thing that are kept, so that one withdrawn at the last moment leaves the one before it

CLAIM = f"""
    SELECT s.person_id, s.next_at, s.told_to, {RHYTHM}
    FROM notifications_schedule s JOIN {{accounts}} u ON u.id = s.person_id
    WHERE s.next_at <= %s AND u.is_active ORDER BY s.next_at, s.person_id LIMIT %s FOR UPDATE OF s SKIP LOCKED"""


def _choose() -> str:
    """For each due person the blocks of their digest: rows of one thread share their audience, so access is asked once
    a person and thread, after they were gathered."""
    return f"""
        WITH due AS (SELECT * FROM unnest(%(people)s::bigint[], %(told)s::bigint[]) AS d(person_id, told_to)),
        {VERB}, fresh AS MATERIALIZED ({FRESH} AND act.told_no > %(from)s AND act.told_no <= %(upto)s),
        {HEARD}, {FOLLOWED},
        news AS (
            SELECT f.person_id, f.thread_id, f.audience_id, f.id, f.told_no, false AS is_direct
            FROM followed f JOIN due d ON d.person_id = f.person_id AND f.told_no > d.told_to
            WHERE f.channel = '{DIGEST}'
            UNION ALL
            SELECT n.person_id, n.thread_id, t.audience_id, n.activity_id, n.told_no, true
            FROM due d JOIN notifications_notification n ON n.person_id = d.person_id AND n.told_no > d.told_to
                AND n.told_no <= %(upto)s AND n.channel = '{DIGEST}' AND n.reason <> '{FOLLOWS}'
            JOIN activity_activity act ON act.id = n.activity_id AND act.withdrawn_at IS NULL
            JOIN activity_thread t ON t.id = n.thread_id),
        block AS (
            SELECT w.person_id, w.thread_id, w.audience_id, bool_or(w.is_direct) AS is_direct, count(*) AS count,
                max(w.told_no) AS newest, (array_agg(w.id ORDER BY w.told_no DESC))[1:{NEWEST}] AS ids
            FROM news w
            LEFT JOIN activity_readmark m ON m.person_id = w.person_id AND m.thread_id = w.thread_id
            LEFT JOIN notifications_inboxmark i ON i.person_id = w.person_id
            WHERE w.told_no > greatest(0, m.told_no, i.told_no)
            GROUP BY w.person_id, w.thread_id, w.audience_id),
        chosen AS (
            SELECT b.*, count(*) OVER (PARTITION BY b.person_id) AS total,
                row_number() OVER (PARTITION BY b.person_id ORDER BY b.is_direct DESC, b.newest DESC) AS nth
            FROM block b JOIN {accounts()} u ON u.id = b.person_id JOIN commons_audience a ON a.id = b.audience_id
            WHERE {may_see_sql()})
        SELECT person_id, json_agg(json_build_array(ids, count) ORDER BY nth), max(total)
        FROM chosen WHERE nth <= {MOST_BLOCKS} GROUP BY person_id"""


@dataclass(frozen=True)
class Due:
    """A person whose digest is due since `at`, up to which number they were told, and how often they hear."""

    person_id: int
    at: datetime
    told_to: int
    rhythm: str


@dataclass(frozen=True)
class Chosen:
    """What a person's digest may tell: for each thing its newest activities and how many there are; and how many things
    more than are shown."""

    person_id: int
    blocks: list[tuple[list[int], int]]
    more: int


def send_digests(now: datetime | None = None) -> int:
    """Queue the digest of everybody whose time has come, and set their next one; the number of people."""
    now = now or timezone.now()
    keep_clocks(now)
    done = 0
    while batch := _send_batch(now):
        done += batch
        if batch < BATCH:
            break
    return done


@transaction.atomic
def _send_batch(now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM.format(accounts=accounts(), account_groups=account_groups()), [now, BATCH])
        due = [Due(*row) for row in cursor.fetchall()]
        if not due:
            return 0
        cursor.execute("SELECT coalesce(max(told_no), 0) FROM activity_activity")
        upto = cursor.fetchone()[0]
    _post(choose({one.person_id: one.told_to for one in due}, upto), due, now)
    # Also when there was nothing to tell: a window is looked at once.
    set_clocks([one.person_id for one in due], now, upto)
    return len(due)


def choose(told: dict[int, int], upto: int) -> list[Chosen]:
    """The digests of these people, given up to which number each was told; those with nothing new are left out."""
    params: dict[str, Any] = {
        "people": list(told),
        "told": list(told.values()),
        "from": min(told.values()),
        "upto": upto,
        "verbs": verbs(),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(_choose(), params)
        return [Chosen(person, blocks, total - len(blocks)) for person, blocks, total in cursor.fetchall()]


def _post(chosen: list[Chosen], due: list[Due], now: datetime) -> None:
    """A person's digest of one due time is one mail, however often this runs."""
    ids = [one.person_id for one in chosen]
    people, when = get_user_model().objects.in_bulk(ids), {one.person_id: one for one in due}
    waited_for = who_is_waited_for(now, ids)
    post(
        message(
            "notifications.digest",
            key=f"digest:{one.person_id}:{when[one.person_id].at:%Y%m%dT%H%M%S.%f}",
            to=people[one.person_id],
            priority=Message.Priority.DIGEST,
            rhythm=when[one.person_id].rhythm,
            blocks=one.blocks,
            more=one.more,
            has_waiting=one.person_id in waited_for,
        )
        for one in chosen
    )
