"""Meetings are called, moved, cancelled."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.offices import group_of
from activity.actions import name_thread, open_thread, record
from commons.access import Refused, ensure
from commons.audience import give
from commons.models import Audience, Visibility
from commons.standing import LEADER
from meetings.actions.agenda import put_lines
from meetings.actions.invitations import Guest, add_invitees, let_see
from meetings.actions.locking import locked
from meetings.actions.reminders import drop_reminders, set_reminders
from meetings.actions.telling import CALLED, CANCELLED, MOVED, invited, post_to_guests
from meetings.models import Answer, Meeting
from projects.models import Project
from stakeholders.models import Organisation


@transaction.atomic
def call_meeting(
    *,
    by: Any,
    title: str,
    host: Organisation,
    chair: Any,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
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
) -> Meeting:
    """Call a meeting and invite to it, in one breath. A project's meeting is seen by those who see the project,
    whatever `visibility` says; the chair and the minute-taker are always invited. Locks the project.

    Raises:
        Refused: it would begin in the past, or somebody is invited who may not see the project.
    """
    if project is not None:
        project = (
            Project.objects.select_for_update(of=("self",)).select_related("audience", "thread").get(pk=project.pk)
        )
    ensure(by, "meetings.call_meeting", project)
    _ensure_ahead(starts_at)
    audience = project.audience if project is not None else Audience.objects.create(visibility=visibility)
    thread = open_thread("meetings.meeting", audience, (project or host).thread)
    meeting = Meeting.objects.create(
        title=title, project=project, host=host, chair=chair, place=place, directions=directions,
        map_url=map_url, online_url=online_url,
        starts_at=starts_at, ends_at=ends_at, zone=zone, minute_taker=minute_taker if minute_taker != chair else None,
        called_by=by, audience=audience, thread=thread,
    )  # fmt: skip
    name_thread(thread, meeting)
    put_lines(meeting, agenda)
    led_by = [one for one in (chair, meeting.minute_taker) if one is not None]
    new = add_invitees(meeting, by=by, organisations=organisations, people=[*led_by, *people], guests=guests)
    meeting.invitees.filter(person=by).update(answer=Answer.YES, answered_at=timezone.now(), answered_by=by)
    record("meetings.meeting_called", actor=by, target=meeting, thread=thread, to=invited(new))
    post_to_guests(new, meeting, CALLED)
    set_reminders(meeting)
    if project is None and visibility != Visibility.PUBLIC:
        for one in (by, host.group, group_of(LEADER)):
            give("see", to=one, on=audience, by=by)
    let_see(meeting, new, by=by)
    return meeting


def _ensure_ahead(starts_at: datetime) -> None:
    if starts_at <= timezone.now():
        raise Refused(_("Waktu mulai rapat sudah lewat. Pilih waktu yang akan datang."))


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    by: Any,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    place: str = "",
    online_url: str = "",
    directions: str | None = None,
    map_url: str | None = None,
) -> Meeting:
    """Another time, another place, or both: everybody invited hears it, calendars see a higher sequence, reminders
    move. Answers stay, and can be changed from the mail. What changes nothing tells nobody; without directions or a map
    those that are there stay. Locks the meeting.

    Raises:
        Refused: it would begin in the past.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.move_meeting", meeting)
    facts = {"starts_at": starts_at, "ends_at": ends_at, "zone": zone, "place": place, "online_url": online_url}
    facts |= {} if directions is None else {"directions": directions}
    facts |= {} if map_url is None else {"map_url": map_url}
    if all(getattr(meeting, name) == value for name, value in facts.items()):
        return meeting
    if starts_at != meeting.starts_at:
        _ensure_ahead(starts_at)
        meeting.moved_from = meeting.starts_at
    else:
        meeting.moved_from = None
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    meeting.save(update_fields=[*facts, "moved_from", "sequence"])
    set_reminders(meeting)
    _tell_all(meeting, "meetings.meeting_moved", by, MOVED)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Any, reason: str) -> Meeting:
    """It will not be held: everybody invited hears it with the reason, and is reminded no more. Locks the meeting."""
    meeting = locked(meeting.pk)
    ensure(by, "meetings.cancel_meeting", meeting)
    meeting.cancelled_at, meeting.cancel_reason = timezone.now(), reason
    meeting.sequence += 1
    meeting.save(update_fields=["cancelled_at", "cancel_reason", "sequence"])
    drop_reminders(meeting)
    _tell_all(meeting, "meetings.meeting_cancelled", by, CANCELLED)
    return meeting


def _tell_all(meeting: Meeting, verb: str, by: Any, what: str) -> None:
    everybody = list(meeting.invitees.select_related("person", "organisation__group"))
    record(verb, actor=by, target=meeting, thread=meeting.thread, to=invited(everybody))  # a verb of ours
    post_to_guests(everybody, meeting, what)
