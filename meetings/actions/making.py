"""The meetings of a series are made ahead of time, a year or sixty of them, and go on being made as time does."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from accounts.offices import group_of
from activity.actions import When, cancel, name_threads, open_threads, schedule
from commons import rich_text
from commons.audience import give_each
from commons.calendar import today
from commons.models import Audience
from commons.standing import LEADER
from meetings.actions.agenda import put_points_each
from meetings.actions.invitations import gives_sight
from meetings.actions.locking import free_series
from meetings.actions.reminders import set_first_reminders
from meetings.actions.telling import invited
from meetings.models import MOST_AHEAD, Invitee, Meeting, MeetingSeries, SeriesInvitee, horizon_of
from meetings.points import points_in
from meetings.queries.plans import days_off

log = structlog.get_logger(__name__)
HORIZON_DUE = "meetings.horizon"
AGAIN = timedelta(days=30)
BUSY = timedelta(minutes=1)
FAILED = timedelta(days=1)
STILL_USEFUL = timedelta(days=3650)  # however late it is noticed, the meetings are missing
COPIED = ("title", "project", "host", "chair", "minute_taker", "place", "directions", "map_url", "online_url", "agenda")
ANSWERED = ("person", "organisation", "name", "email", "answer", "note", "answered_at", "answered_by", "invited_by")


def make_ahead(series: MeetingSeries) -> list[Meeting]:
    """The meetings that are missing up to the horizon, with their invitations and reminders, in a fixed number of
    statements. The rhythm is expanded once. What was cancelled is there, and not made again; what
    a holiday skips is not made, and nothing in a project that is archived. The series is locked, or new. The rights to
    see them come last: `let_see_made`."""
    if series.project is not None and series.project.is_archived:
        cancel(HORIZON_DUE, series)
        return []
    now, last = timezone.now(), horizon_of(series, today())
    until_then, goes_on = series.days_to(last)
    days = [day for day in until_then if series.made_until is None or day > series.made_until]
    off = days_off(days) if series.skips_holidays else {}
    room = max(MOST_AHEAD - series.coming().count(), 0)
    wanted = [day for day in days if day not in off and series.rhythm.moment(day) > now]
    made = _make(series, wanted[:room])
    series.made_until = last if len(wanted) <= room else wanted[room - 1] if room else series.made_until
    series.save(update_fields=["made_until"])
    _set_horizon(series, goes_on=goes_on or len(wanted) > room)
    return made


def _set_horizon(series: MeetingSeries, *, goes_on: bool) -> None:
    """Is there more to come? Then it is looked at again in a month."""
    if not goes_on:
        cancel(HORIZON_DUE, series)
        return
    _look_again(series, AGAIN)


def _look_again(series: MeetingSeries, later: timedelta) -> None:
    again = timezone.now() + later
    schedule(HORIZON_DUE, series, {"": When(again, again + STILL_USEFUL)})


def _make(series: MeetingSeries, days: Sequence[date]) -> list[Meeting]:
    if not days:
        return []
    parent = (series.project or series.host).thread
    audiences = _audiences(series, len(days))
    threads = open_threads("meetings.meeting", audiences, parent)
    facts: dict[str, Any] = {name: getattr(series, name) for name in COPIED}
    meetings = Meeting.objects.bulk_create(
        Meeting(**facts, **turn(series, day), called_by=series.called_by, audience=audience, thread=thread)
        for day, audience, thread in zip(days, audiences, threads, strict=True)
    )
    name_threads(threads, meetings)
    put_points_each(meetings, points_in(rich_text.plain(series.agenda, AnonymousUser())))
    invite_each(meetings, series.invitees.select_related("person", "organisation__group"))
    set_first_reminders(meetings)
    return meetings


def _audiences(series: MeetingSeries, n: int) -> list[Audience]:
    """A project's meetings stand under the project's. Others have each their own: who is asked to one sees that one."""
    if series.project is not None:
        return [series.audience] * n
    return Audience.objects.bulk_create(Audience(visibility=series.audience.visibility) for _ in range(n))


def turn(series: MeetingSeries, day: date) -> dict[str, Any]:
    """When the rhythm has it, as columns of a meeting."""
    starts_at: datetime = series.rhythm.moment(day)
    return {
        "series": series,
        "occurs_at": starts_at,
        "starts_at": starts_at,
        "ends_at": starts_at + series.length,
        "zone": series.zone,
    }


def invite_each(meetings: Sequence[Meeting], invitees: Iterable[SeriesInvitee]) -> None:
    """Everybody who is invited to the series, to each of these; with the answer that they gave for all."""
    everybody = list(invitees)
    Invitee.objects.bulk_create(
        [
            Invitee(meeting=meeting, **{name: getattr(one, name) for name in ANSWERED})
            for meeting in meetings
            for one in everybody
        ],
        ignore_conflicts=True,
        batch_size=2000,
    )


def let_see_made(series: MeetingSeries, made: Sequence[Meeting], *, by: Any) -> None:
    """Who is invited to a series that is not for all sees it and the meetings just made; last in an action."""
    keepers: list[Any] = [series.called_by, series.host.group, group_of(LEADER)]
    whom = [who for _reason, who in invited(series.invitees.select_related("person", "organisation__group"))]
    let_see_each(series, made, [*keepers, *whom], by=by)


def let_see_each(series: MeetingSeries, meetings: Sequence[Meeting], whom: Iterable[Any], *, by: Any) -> None:
    """These see it and these meetings, where inviting gives that; last in an action."""
    if gives_sight(series):
        give_each("see", to=list(whom), on=[series.audience, *(one.audience for one in meetings)], by=by)


def go_on(due: Any, series: MeetingSeries | None) -> str:
    """The next month of a rhythm that has no near end. Nobody is told: calendars know the rule already.

    Whoever changes the series at this moment holds it and is about to cancel this: it is tried a minute later. What
    fails is said aloud and tried the next day, or the series would stop growing without anybody noticing.
    """
    if series is None:
        return "series gone"
    held = free_series(series.pk)
    if held is None:
        _look_again(series, BUSY)
        return "being changed"
    try:
        with transaction.atomic():
            made = make_ahead(held)
            if made:
                let_see_made(held, made, by=held.called_by)
    except Exception:
        log.exception("horizon_failed", series=series.pk)
        _look_again(series, FAILED)
        return "failed, tried again tomorrow"
    return f"made {len(made)}"
