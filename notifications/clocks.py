"""When each person's digest is due: at their hour, in their zone, whatever summer time does there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from commons.standing import LEADER, STAFF
from notifications.hearing import account_groups, accounts
from notifications.models import site_zone

# How often: as chosen, else daily for staff and weekly for everybody else (over the schedule as `s`).
RHYTHM = f"""coalesce(nullif(s.frequency, ''), CASE WHEN EXISTS (
    SELECT FROM {{account_groups}} ug JOIN auth_group g ON g.id = ug.group_id
    WHERE ug.user_id = s.person_id AND g.name IN ('{STAFF}', '{LEADER}')) THEN 'daily' ELSE 'weekly' END)"""

# The next time after now: today's, this week's or this month's if it is still to come, else the one after it. So
# windows missed in an outage are jumped over. `date + time AT TIME ZONE` is right on the days when clocks change, too.
SET = f"""
    UPDATE notifications_schedule x SET next_at = c.next_at, told_to = greatest(x.told_to, %(upto)s)
    FROM (
        SELECT s.person_id, CASE WHEN rhythm = 'off' THEN NULL
            WHEN (first + s.at) AT TIME ZONE s.zone > %(now)s THEN (first + s.at) AT TIME ZONE s.zone
            ELSE (first + step + s.at) AT TIME ZONE s.zone END AS next_at
        FROM notifications_schedule s,
        LATERAL (SELECT (%(now)s AT TIME ZONE s.zone)::date AS today) t,
        LATERAL (SELECT {RHYTHM} AS rhythm) f,
        LATERAL (SELECT
            CASE rhythm WHEN 'daily' THEN today
                WHEN 'weekly' THEN today + (s.weekday - extract(isodow FROM today)::int + 7) %% 7
                ELSE date_trunc('month', today)::date END AS first,
            CASE rhythm WHEN 'daily' THEN interval '1 day' WHEN 'weekly' THEN interval '7 days'
                ELSE interval '1 month' END AS step) w
        WHERE s.person_id = ANY(%(people)s)) c
    WHERE x.person_id = c.person_id"""

# Nobody's follow is older than what it lets them hear, so a generous beginning tells nothing twice.
BEGIN = """
    INSERT INTO notifications_schedule (person_id, frequency, weekday, at, zone, told_to)
    SELECT u.id, '', 1, '06:30', CASE WHEN u.zone = ANY(%(known)s) THEN u.zone ELSE %(site)s END,
        coalesce((SELECT min(told_no) - 1 FROM activity_activity WHERE dispatched_at > %(now)s - interval '7 days'),
                 (SELECT max(told_no) FROM activity_activity), 0)
    FROM {accounts} u LEFT JOIN notifications_schedule s ON s.person_id = u.id
    WHERE s.person_id IS NULL AND u.is_active AND u.confirmed_at IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING person_id"""

MOVED = """
    UPDATE notifications_schedule s SET zone = u.zone FROM {accounts} u
    WHERE u.id = s.person_id AND u.zone <> s.zone AND u.zone = ANY(%(known)s) RETURNING s.person_id"""

ZONES = """
    SELECT DISTINCT u.zone FROM {accounts} u LEFT JOIN notifications_schedule s ON s.person_id = u.id
    WHERE u.is_active AND u.confirmed_at IS NOT NULL AND s.zone IS DISTINCT FROM u.zone"""


def keep_clocks(now: datetime) -> None:
    """New people get a clock, and the clocks of those who moved follow them. Costs one query when nobody did."""
    with connection.cursor() as cursor:
        cursor.execute(ZONES.format(accounts=accounts()))
        zones = [row[0] for row in cursor.fetchall()]
        if not zones:
            return
        cursor.execute("SELECT name FROM pg_timezone_names WHERE name = ANY(%s)", [zones])
        params: dict[str, Any] = {"known": [row[0] for row in cursor.fetchall()], "site": site_zone(), "now": now}
        changed = []
        for statement in (BEGIN, MOVED):
            cursor.execute(statement.format(accounts=accounts()), params)
            changed += [row[0] for row in cursor.fetchall()]
    set_clocks(changed, now)


def set_clocks(people: Sequence[int], now: datetime, upto: int = 0) -> None:
    """The next time of each of these people (their ids), after `now`; and up to which number they have been told."""
    with connection.cursor() as cursor:
        cursor.execute(SET.format(account_groups=account_groups()), {"people": list(people), "now": now, "upto": upto})
