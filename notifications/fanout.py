"""From what happened to who hears of it: two statements a batch of activities, whatever the number of people.

Nobody is asked: who follows, who is concerned, what each chose and who may see are rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from activity.actions import Numbered, number_untold
from activity.models import Activity
from commons.audience import may_see_sql
from commons.contributions import one
from commons.telling import MAIL, NONE, Verb
from mail.actions import message, post
from mail.models import Message
from notifications.hearing import (
    CHANNEL,
    FOLLOWED,
    FRESH,
    HEARD,
    VERB,
    account_groups,
    accounts,
    read_to,
    verbs,
)
from notifications.models import FOLLOWS

log = structlog.get_logger(__name__)
BATCH = 50
GATHER = timedelta(minutes=10)  # what a followed thread tells within this time is one mail
CLOSES = timedelta(seconds=30)  # so long before it leaves, a letter takes nothing more in: longer than a batch lasts


@dataclass(frozen=True)
class Told:
    """A notification just written; `letter_at` is empty when no letter is about to leave."""

    pk: int
    person_id: int
    activity_id: int
    reason: str
    letter_at: datetime | None


def dispatch() -> int:
    """Tell everything that nobody has heard of; the number of activities."""
    told = 0
    while batch := _dispatch_batch():
        told += batch
        if batch < BATCH:
            break
    return told


@transaction.atomic
def _dispatch_batch() -> int:
    batch = number_untold(BATCH)
    if batch.ids:
        _tell_all(batch)
    return len(batch.ids)


def _tell_all(batch: Numbered) -> None:
    """An activity that can't be told is put aside, loudly: its number is given, the others are told."""
    try:
        with transaction.atomic():
            _tell(batch)
    except Exception:
        if len(batch.ids) == 1:
            log.exception("activity_not_told", activity=batch.ids[0])
            return
        for pk in batch.ids:
            _tell_all(Numbered([pk], batch.at))


def _tell(batch: Numbered) -> None:
    """The directly concerned first: whoever is told directly is not told again as a follower."""
    params = {
        "ids": batch.ids,
        "verbs": verbs(),
        "now": batch.at,
        "gathered": batch.at + GATHER,
        "closes": batch.at + CLOSES,
        "zone": settings.TIME_ZONE,
    }
    told: list[Told] = []
    with connection.cursor() as cursor:
        for statement in (_direct(), _followers()):
            cursor.execute(statement, params)
            told += [Told(*row) for row in cursor.fetchall()]
    _post_letters(batch, [row for row in told if row.letter_at])


def _fresh() -> str:
    return f"fresh AS MATERIALIZED ({FRESH} AND act.id = ANY(%(ids)s))"


def _direct() -> str:
    """One row a person and activity, under the strongest reason that the person left switched on."""
    return f"""
        WITH {VERB}, {_fresh()},
        concerned AS (
            SELECT r.activity_id, r.reason, coalesce(r.person_id, g.user_id) AS person_id
            FROM fresh f JOIN activity_activityrecipient r ON r.activity_id = f.id
            LEFT JOIN {account_groups()} g ON g.group_id = r.group_id),
        entitled AS (
            SELECT f.*, c.person_id, c.reason, v.rank, v.locked, v.at_once, v.channel AS usual,
                coalesce(own.level, above.level, 1) AS level
            FROM concerned c JOIN fresh f ON f.id = c.activity_id
            JOIN verb v ON v.code = f.verb AND v.reason = c.reason
            LEFT JOIN activity_follow own ON own.thread_id = f.thread_id AND own.person_id = c.person_id
            LEFT JOIN activity_follow above ON above.thread_id = f.parent_id AND above.person_id = c.person_id
            WHERE c.person_id IS DISTINCT FROM f.actor_id),
        reached AS (
            SELECT DISTINCT ON (e.id, e.person_id) e.*, x.channel
            FROM entitled e LEFT JOIN notifications_preference p
                ON p.person_id = e.person_id AND p.verb = e.verb AND p.reason = e.reason
            CROSS JOIN LATERAL (SELECT {CHANNEL} AS channel) x
            WHERE x.channel <> '{NONE}'
            ORDER BY e.id, e.person_id, e.rank)
        INSERT INTO notifications_notification
            (person_id, thread_id, activity_id, told_no, reason, channel, count, unread_since, letter_at)
        SELECT u.id, r.thread_id, r.id, r.told_no, r.reason, r.channel, 1, %(now)s::timestamptz,
            CASE WHEN r.channel = '{MAIL}' AND u.email IS NOT NULL
                THEN CASE WHEN r.locked OR r.at_once THEN %(now)s::timestamptz
                    ELSE {_awake("%(now)s::timestamptz")} END END
        FROM reached r {_people("r")}
        ORDER BY r.id, u.id
        ON CONFLICT DO NOTHING
        RETURNING id, person_id, activity_id, reason, letter_at"""


def _followers() -> str:
    """One row a person and thread. A letter that is still waiting takes the new things in."""
    is_read = f"n.told_no <= {read_to('n.person_id', 'n.thread_id')}"
    return f"""
        WITH {VERB}, {_fresh()}, {HEARD}, {FOLLOWED},
        gathered AS (
            SELECT person_id, thread_id, audience_id, max(told_no) AS told_no, count(*) AS count,
                (array_agg(id ORDER BY told_no DESC))[1] AS activity_id,
                (array_agg(channel ORDER BY told_no DESC))[1] AS channel,
                bool_or(channel = '{MAIL}') AS wants_mail, bool_or(channel = '{MAIL}' AND locked) AS locked
            FROM followed WHERE channel <> '{NONE}' GROUP BY person_id, thread_id, audience_id)
        INSERT INTO notifications_notification AS n
            (person_id, thread_id, activity_id, told_no, reason, channel, count, unread_since, letter_at)
        SELECT u.id, r.thread_id, r.activity_id, r.told_no, '{FOLLOWS}', r.channel, r.count, %(now)s::timestamptz,
            CASE WHEN r.wants_mail AND u.email IS NOT NULL THEN CASE WHEN r.locked THEN %(gathered)s::timestamptz
                ELSE {_awake("%(gathered)s::timestamptz")} END END
        FROM gathered r {_people("r")}
        ORDER BY u.id, r.thread_id
        ON CONFLICT (thread_id, person_id) WHERE reason = '{FOLLOWS}' DO UPDATE SET
            activity_id = excluded.activity_id, told_no = excluded.told_no, channel = excluded.channel,
            count = CASE WHEN {is_read} THEN excluded.count ELSE n.count + excluded.count END,
            unread_since = CASE WHEN {is_read} THEN excluded.unread_since ELSE n.unread_since END,
            letter_at = CASE WHEN n.letter_at > %(closes)s THEN n.letter_at ELSE excluded.letter_at END
        RETURNING id, person_id, activity_id, reason, letter_at"""


def _people(row: str) -> str:
    """The accounts that may be told (alias `u`), active and allowed to see what it is about, with their clock (`s`)."""
    return f"""JOIN {accounts()} u ON u.id = {row}.person_id AND u.is_active AND u.confirmed_at IS NOT NULL
        JOIN commons_audience a ON a.id = {row}.audience_id
        LEFT JOIN notifications_schedule s ON s.person_id = u.id
        WHERE {may_see_sql()}"""


def _awake(moment: str) -> str:
    """Quiet hours, 21.00 to 06.00 in the person's zone: a letter waits for the morning."""
    zone = "coalesce(s.zone, %(zone)s)"
    local = f"({moment} AT TIME ZONE {zone})"
    day = (
        f"CASE WHEN {local}::time >= '21:00' THEN {local}::date + 1 WHEN {local}::time < '06:00' THEN {local}::date END"
    )
    return f"coalesce((({day}) + time '06:00') AT TIME ZONE {zone}, {moment})"


def _post_letters(batch: Numbered, told: Iterable[Told]) -> None:
    """One message a direct notification; one a followed thread and window, whose key the next batch finds taken."""
    told = list(told)
    if not told:
        return
    people = get_user_model().objects.in_bulk({row.person_id for row in told})
    activities = Activity.objects.select_related("thread__audience").in_bulk({row.activity_id for row in told})
    post(_letter(row, batch.at, people[row.person_id], activities[row.activity_id]) for row in told)


def _letter(row: Told, now: datetime, person: Any, activity: Activity) -> Message:
    """It is composed when it leaves; a gathering letter takes in what is told from now until it closes."""
    assert row.letter_at is not None
    gathering = row.reason == FOLLOWS
    window: dict[str, Any] = (
        {"since": now.isoformat(), "until": (row.letter_at - CLOSES).isoformat()} if gathering else {}
    )
    locked = row.reason in one(Verb, activity.verb).locked
    return message(
        "notifications.locked_letter" if locked else "notifications.letter",
        key=f"letter:{row.pk}:{row.letter_at:%Y%m%dT%H%M%S.%f}" if gathering else f"letter:{row.pk}",
        to=person,
        about=activity,
        audience=activity.thread.audience,
        due_at=row.letter_at,
        notification=row.pk,
        **window,
    )
