"""Meetings that come again are called in one act, and told of once."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import name_thread, open_thread, record
from commons import rich_text
from commons.access import Refused, ensure
from commons.models import Audience, Visibility
from meetings.actions.invitations import Guest, add_invitees
from meetings.actions.making import let_see_made, make_ahead
from meetings.actions.telling import CALLED, invited, post_series_to_guests
from meetings.models import Answer, MeetingSeries
from meetings.queries.plans import days_off
from meetings.recurrence import Absurd, Rhythm, ensure_sane
from projects.models import Project
from stakeholders.models import Organisation

MOST_INVITED = 300  # each of them has a row a meeting


@transaction.atomic
def call_series(
    *,
    by: Any,
    title: str,
    host: Organisation,
    chair: Any,
    rhythm: Rhythm,
    minutes: int,
    skips_holidays: bool = False,
    place: str = "",
    directions: str = "",
    map_url: str = "",
    online_url: str = "",
    agenda: str = "",
    minute_taker: Any = None,
    project: Project | None = None,
    visibility: str = Visibility.PUBLIC,
    organisations: Iterable[Organisation] = (),
    people: Iterable[Any] = (),
    guests: Iterable[Guest] = (),
) -> MeetingSeries:
    """Call meetings that come again, and invite to all of them: one notification and one mail each, whatever their
    number. Seen as a single meeting is. `minutes` is how long each lasts. Locks the project.

    Raises:
        Refused: a rhythm without a day to come or that nobody can mean; too many invitations; somebody is invited who
            may not see the project.
    """
    if project is not None:
        project = (
            Project.objects.select_for_update(of=("self",)).select_related("audience", "thread").get(pk=project.pk)
        )
    ensure(by, "meetings.call_meeting", project)
    rhythm = sane(rhythm, skips_holidays=skips_holidays)
    audience = project.audience if project is not None else Audience.objects.create(visibility=visibility)
    thread = open_thread("meetings.series", audience, (project or host).thread)
    series = MeetingSeries.objects.create(
        title=title, project=project, host=host, chair=chair, place=place,
        minute_taker=minute_taker if minute_taker != chair else None,
        directions=directions, map_url=map_url, online_url=online_url, agenda=rich_text.parse(agenda),
        minutes=minutes, skips_holidays=skips_holidays, called_by=by, audience=audience, thread=thread,
        **columns(rhythm),
    )  # fmt: skip
    name_thread(thread, series)
    led_by = [one for one in (chair, series.minute_taker) if one is not None]
    new = add_invitees(series, by=by, organisations=organisations, people=[*led_by, *people], guests=guests)
    ensure_few(series)
    series.invitees.filter(person=by).update(answer=Answer.YES, answered_at=timezone.now(), answered_by=by)
    made = make_ahead(series)
    record("meetings.series_called", actor=by, target=series, thread=thread, to=invited(new))
    post_series_to_guests(new, series, CALLED)
    let_see_made(series, made, by=by)
    return series


def columns(rhythm: Rhythm) -> dict[str, Any]:
    """A rhythm as a series keeps it."""
    names = ("rule", "starts_on", "starts", "zone", "until_on", "count")
    return {name: getattr(rhythm, name) for name in names}


def ensure_few(series: MeetingSeries) -> None:
    if series.invitees.count() > MOST_INVITED:
        raise Refused(
            _("Seri rapat mengundang paling banyak %(most)s. Undang organisasinya, bukan orang satu per satu.")
            % {"most": MOST_INVITED}
        )


def sane(rhythm: Rhythm, *, skips_holidays: bool) -> Rhythm:
    """The same rhythm, counted from its first day that is held: what is past, or skipped, is no beginning.

    Raises:
        Refused: nobody can mean it, or none of its days is to come.
    """
    try:
        ensure_sane(rhythm)
    except Absurd as absurd:
        raise Refused(absurdity(absurd.why)) from absurd
    first = _first_held(rhythm, skips_holidays)
    if first is None:
        raise Refused(absurdity("never"))
    before = sum(1 for day in rhythm.days() if day < first) if rhythm.count else 0
    count = None if rhythm.count is None else rhythm.count - before
    return Rhythm(rhythm.rule, first, rhythm.starts, rhythm.zone, rhythm.until_on, count)


def _first_held(rhythm: Rhythm, skips_holidays: bool) -> date | None:
    now = timezone.now()
    for day in rhythm.days():
        if rhythm.moment(day) > now and not (skips_holidays and days_off([day])):
            return day
    return None


def absurdity(why: str) -> str:
    """What is wrong with a rhythm, and what to do."""
    said = {
        "never": _("Tidak ada tanggal yang cocok dengan jadwal ini. Ubah hari atau batas akhirnya."),
        "often": _("Jadwal ini terlalu sering. Paling banyak tiga kali sepekan."),
        "far": _("Batas akhirnya terlalu jauh. Paling jauh sepuluh tahun."),
    }
    return said.get(why, _("Jadwal ini tidak dikenal. Pilih salah satu yang tersedia."))


def lasting(starts_at: datetime, ends_at: datetime) -> int:
    """How many minutes a meeting lasts that begins and ends then."""
    return int((ends_at - starts_at).total_seconds()) // 60


def counted_from(starts_at: datetime, rule: str, until_on: date | None, count: int | None, zone: str) -> Rhythm:
    """The rhythm that has its first day there, or after."""
    hour: time = starts_at.time().replace(tzinfo=None)
    return Rhythm(rule, starts_at.date(), hour, zone, until_on, count)
