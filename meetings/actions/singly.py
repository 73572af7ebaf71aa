"""Who is invited to single meetings of a series hears of each of these: no letter of the series reaches them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Prefetch

from activity.actions import Fact, record_all
from mail.actions import message, post
from mail.models import Message
from meetings.actions.telling import CANCELLED, MOVED, guest_messages
from meetings.models import Invitee, Meeting, MeetingSeries, turn_of

TURN_GONE = "meetings.turn_gone"
DATE_MOVED, DATE_CANCELLED = "meetings.date_moved", "meetings.date_cancelled"


@dataclass(frozen=True)
class Turn:
    """How calendars knew a meeting of a series: its name there (`uid` and `occurs_at`), and what is newer than that."""

    uid: str
    occurs_at: datetime
    sequence: int
    zone: str
    starts_at: datetime
    ends_at: datetime
    where: tuple[str, ...]

    @property
    def name(self) -> tuple[str, datetime]:
        return self.uid, self.occurs_at

    def says_as(self, other: "Turn") -> bool:
        """Does it stand in calendars as that one did: by the same name, at the same time and place?"""
        return (self.name, self.starts_at, self.ends_at, self.where) == (
            other.name, other.starts_at, other.ends_at, other.where,
        )  # fmt: skip


def turns(meetings: Iterable[Meeting]) -> dict[int, Turn]:
    """As they stand now, by the meeting's number."""
    return {one.pk: _turn(one, *turn_of(one)) for one in meetings}


def _turn(meeting: Meeting, series: MeetingSeries, occurs_at: datetime) -> Turn:
    newer = series.sequence + meeting.sequence + 1
    where = (meeting.place, meeting.directions, meeting.map_url, meeting.online_url)
    return Turn(series.uid, occurs_at, newer, series.zone, meeting.starts_at, meeting.ends_at, where)


def tell_singly(series: MeetingSeries, changed: Iterable[Meeting], *, by: Any, was: Mapping[int, Turn]) -> None:
    """These were moved or called off, with what follows them: those hear it whom no invitation to the whole reaches.
    Where calendars call a meeting by another name than it had (`was`), the old one is taken out of them. What changed
    nothing tells nobody; who follows hears of the series, and not of each date. As many statements for sixty meetings
    as for one; the meetings are locked."""
    meetings = {one.pk: one for one in changed}
    now = turns(meetings.values())
    same = [pk for pk, one in meetings.items() if not one.cancelled_at and pk in was and now[pk].says_as(was[pk])]
    asked = _asked_singly(series, meetings.keys() - set(same))
    facts, letters = [], []
    for pk, theirs in asked.items():
        meeting = meetings[pk]
        is_off = meeting.cancelled_at is not None
        if to := [("invited", person) for one in theirs if not one.is_guest for person in _people(one)]:
            facts.append(Fact(DATE_CANCELLED if is_off else DATE_MOVED, meeting, meeting.thread, tuple(to), by))
        letters += guest_messages(theirs, meeting, CANCELLED if is_off else MOVED)
    record_all(facts)
    post([*letters, *_take_out(meetings, asked, was, now, by)])


def _asked_singly(series: MeetingSeries, meetings: Iterable[int]) -> dict[int, list[Invitee]]:
    """By meeting; of an organisation with those of its people whom the series does not reach."""
    named = series.invitees.filter(person__isnull=False).values("person")
    groups = series.invitees.filter(organisation__isnull=False).values("organisation__group")
    others = get_user_model().objects.active().exclude(pk__in=named).exclude(groups__in=groups)
    found = Invitee.objects.filter(meeting__in=list(meetings)).beside(series).order_by("meeting", "pk")
    found = found.select_related("person", "organisation__group")
    asked: dict[int, list[Invitee]] = defaultdict(list)
    for one in found.prefetch_related(Prefetch("organisation__group__user_set", queryset=others)):
        asked[one.meeting_id].append(one)
    return asked


def _take_out(
    meetings: Mapping[int, Meeting],
    asked: Mapping[int, list[Invitee]],
    was: Mapping[int, Turn],
    now: Mapping[int, Turn],
    by: Any,
) -> Iterator[Message]:
    """A letter for each name that went, unless another meeting that the same are asked to bears it now. Whoever did it
    is not told of their own deed, and so keeps what their calendar has."""
    taken = {(_whom(one), now[pk].name) for pk, theirs in asked.items() for one in theirs}
    for pk, theirs in asked.items():
        if pk in was and was[pk].name != now[pk].name:
            for one in theirs:
                if (_whom(one), was[pk].name) not in taken:
                    yield from _old_turn(one, meetings[pk], was[pk], by)


def _whom(one: Invitee) -> tuple[Any, ...]:
    return one.person_id, one.organisation_id, one.email.lower()


def _people(invitee: Invitee) -> Iterable[Any]:
    """The person; of an organisation those whom the series does not reach (`_asked_singly` has looked)."""
    return [invitee.person] if invitee.organisation is None else invitee.organisation.group.user_set.all()


def _old_turn(invitee: Invitee, meeting: Meeting, was: Turn, by: Any) -> Iterator[Message]:
    """One for a guest or a person, one for each of the people of an organisation."""
    key = f"{TURN_GONE}:{meeting.pk}:{meeting.sequence}"
    data: dict[str, Any] = {"uid": was.uid, "sequence": was.sequence, "zone": was.zone}
    data |= {name: getattr(was, name).isoformat() for name in ("occurs_at", "starts_at", "ends_at")}
    if invitee.is_guest:
        if not invitee.is_forgotten:
            data |= {"address": invitee.email, "name": invitee.name}
            yield message(TURN_GONE, key=f"{key}:{invitee.email.lower()}", about=meeting, **data)
        return
    for one in _people(invitee):
        if one != by:
            yield message(TURN_GONE, key=f"{key}:{one.pk}", to=one, about=meeting, **data)
