"""*From this meeting on*: the rest of a series is moved, or will not be held."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import cancel, name_thread, open_thread, record
from commons.access import Refused, ensure
from meetings.actions.locking import locked, locked_meetings, locked_series
from meetings.actions.making import ANSWERED, COPIED, HORIZON_DUE, let_see_made, make_ahead, turn
from meetings.actions.reminders import drop_reminders, set_reminders
from meetings.actions.series import columns, sane
from meetings.actions.singly import tell_singly, turns
from meetings.actions.telling import CALLED, ENDED, MOVED, SHORTENED, invited, post_series_to_guests
from meetings.models import Meeting, MeetingSeries, SeriesInvitee, following, horizon_of, local_day, new_uid, turn_of
from meetings.queries.plans import days_off
from meetings.recurrence import Rhythm

MOVES = ("starts_at", "ends_at", "zone", "place", "directions", "map_url", "online_url")
TOUCHED = ["series", "occurs_at", "moved_from", "sequence", *MOVES]


def _hold(meeting: Meeting, by: Any, rule: str) -> tuple[MeetingSeries, Meeting, list[Meeting]]:
    """The series, the meeting and those that follow it, locked in that order; asked whether one still may."""
    series = locked_series(turn_of(meeting)[0].pk)
    rest = locked_meetings(following(meeting))
    meeting = locked(meeting.pk)
    ensure(by, rule, meeting)
    if meeting.series_id != series.pk:
        raise Refused(_("Seri ini baru saja diubah orang lain. Buka rapatnya lagi, lalu ulangi."), obj=meeting)
    for one in rest:
        one.series = series
    return series, meeting, sorted(rest, key=lambda one: (one.occurs_at, one.pk))


@transaction.atomic
def move_following(
    *,
    meeting: Meeting,
    by: Any,
    rhythm: Rhythm,
    minutes: int,
    skips_holidays: bool = False,
    place: str = "",
    directions: str = "",
    map_url: str = "",
    online_url: str = "",
) -> MeetingSeries:
    """From this meeting on another rhythm, hour or place: the series ends before it, and a new one goes on. Meetings
    that follow go over in their order, with what was answered, written and cancelled of them; each takes the next date
    of the new rhythm. More are made where dates are left, and the last are cancelled where there are none.

    Where nothing came before, the calendars' name of the series goes along: they see a change. Else they see the old
    one end, and a new one. Who is invited to some of them only hears of these. Locks the series and its meetings.

    Raises:
        Refused: a rhythm that nobody can mean, or somebody changed the series meanwhile.
    """
    old, meeting, rest = _hold(meeting, by, "meetings.move_following")
    rhythm = sane(rhythm, skips_holidays=skips_holidays)
    where = {"place": place, "directions": directions, "map_url": map_url, "online_url": online_url}
    standing = [one for one in rest if one.cancelled_at is None]
    was = turns(standing)
    is_whole = not old.meetings.filter(occurs_at__lt=meeting.occurs_at).exists()
    new = _continue(old, by, rhythm, is_whole, minutes=minutes, skips_holidays=skips_holidays, **where)
    _shorten(old, local_day(turn_of(meeting)[1], old), is_whole=is_whole)
    left = _carry(rest, new)
    for one in left:
        _call_off(one, _("Jadwal seri ini berubah."))
    made = make_ahead(new)
    everybody = list(new.invitees.select_related("person", "organisation__group"))
    record("meetings.series_moved", actor=by, target=new, thread=new.thread, to=invited(everybody))
    post_series_to_guests(everybody, new, MOVED if is_whole else CALLED)
    if not is_whole:
        _say_shorter(old, by)
    tell_singly(old, standing, by=by, was=was)
    let_see_made(new, made, by=by)
    return new


def _continue(old: MeetingSeries, by: Any, rhythm: Rhythm, is_whole: bool, **facts: Any) -> MeetingSeries:
    """The series that goes on: of the same people, seen by the same."""
    copied = {name: getattr(old, name) for name in COPIED} | facts
    uid, sequence = (old.uid, old.sequence + 1) if is_whole else (new_uid(), 0)
    if is_whole:
        old.uid = new_uid()
        old.save(update_fields=["uid"])
    thread = open_thread("meetings.series", old.audience, (old.project or old.host).thread)
    new = MeetingSeries.objects.create(
        **copied, **columns(rhythm), uid=uid, sequence=sequence, continues=old, called_by=by,
        audience=old.audience, thread=thread,
    )  # fmt: skip
    name_thread(thread, new)
    SeriesInvitee.objects.bulk_create(
        SeriesInvitee(series=new, **{name: getattr(one, name) for name in ANSWERED}) for one in old.invitees.all()
    )
    return new


def _shorten(series: MeetingSeries, before: date, *, is_whole: bool = False) -> None:
    """It ends on the day before; of what is left of it calendars see a higher sequence."""
    series.until_on, series.count = before - timedelta(days=1), None
    series.made_until = series.until_on
    series.sequence += 1
    series.ended_at = timezone.now()
    series.save(update_fields=["until_on", "count", "made_until", "sequence", "ended_at"])
    cancel(HORIZON_DUE, series)


def _carry(rest: list[Meeting], new: MeetingSeries) -> list[Meeting]:
    """Give each the next date of the new rhythm; those for which none is left."""
    days, _goes_on = new.days_to(horizon_of(new, new.starts_on))
    off = days_off(days) if new.skips_holidays else {}
    free = [day for day in days if day not in off]
    for meeting, day in zip(rest, free, strict=False):
        _take_turn(meeting, new, day)
    Meeting.objects.bulk_update(rest[: len(free)], TOUCHED)
    taken = free[: len(rest)]
    new.made_until = taken[-1] if taken else None
    new.save(update_fields=["made_until"])
    for meeting in rest[: len(free)]:
        if meeting.cancelled_at is None:
            set_reminders(meeting)
    return [one for one in rest[len(free) :] if one.cancelled_at is None]


def _take_turn(meeting: Meeting, new: MeetingSeries, day: date) -> None:
    was = meeting.starts_at
    for name, value in turn(new, day).items():
        setattr(meeting, name, value)
    for name in ("place", "directions", "map_url", "online_url"):
        setattr(meeting, name, getattr(new, name))
    meeting.moved_from = was if was != meeting.starts_at else None
    meeting.sequence += 1


def _call_off(meeting: Meeting, reason: str) -> None:
    meeting.cancelled_at, meeting.cancel_reason = timezone.now(), reason
    meeting.sequence += 1
    meeting.save(update_fields=["cancelled_at", "cancel_reason", "sequence"])
    drop_reminders(meeting)


@transaction.atomic
def cancel_following(*, meeting: Meeting, by: Any, reason: str) -> MeetingSeries:
    """This one and all that follow will not be held, and no more are made: the end of the series, told once;
    who is invited to some of them only hears of these. Locks the series and its meetings.

    Raises:
        Refused: somebody changed the series meanwhile.
    """
    series, meeting, rest = _hold(meeting, by, "meetings.cancel_following")
    standing = [one for one in rest if one.cancelled_at is None]
    for one in standing:
        _call_off(one, reason)
    _shorten(series, local_day(turn_of(meeting)[1], series))
    series.end_reason = reason
    series.save(update_fields=["end_reason"])
    everybody = list(series.invitees.select_related("person", "organisation__group"))
    record("meetings.series_ended", actor=by, target=series, thread=series.thread, to=invited(everybody))
    post_series_to_guests(everybody, series, ENDED)
    tell_singly(series, standing, by=by, was={})
    return series


def _say_shorter(series: MeetingSeries, by: Any) -> None:
    """Calendars keep what was held, and take out what goes on elsewhere: one file a name, as mail programs read it."""
    everybody = list(series.invitees.select_related("person", "organisation__group"))
    record("meetings.series_shortened", actor=by, target=series, thread=series.thread, to=invited(everybody))
    post_series_to_guests(everybody, series, SHORTENED)
