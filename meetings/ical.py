"""Meetings as iCalendar (RFC 5545), and as invitations by mail (RFC 5546): written by a library, read by any calendar.

Times stand in the zone of the place, whose rules the file carries along (M6). Of addresses only the reader's is in it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vInt, vText

from commons import rich_text
from commons.ical import PRODUCT
from commons.zones import zone_rules
from mail.composing import CalendarPart
from mail.letters import address
from meetings.models import Answer, Invitee, InviteeQuerySet, Meeting, MeetingSeries

STATES = {Answer.YES: "ACCEPTED", Answer.MAYBE: "TENTATIVE", Answer.NO: "DECLINED"}


def published(meeting: Meeting, reader: Any, *, is_meant: bool) -> bytes:
    """The file on the site (METHOD:PUBLISH): what this reader may see; where to join online is for those invited."""
    calendar = _calendar("PUBLISH", meeting)
    calendar.add_component(event_of(meeting, reader, is_meant=is_meant))
    return calendar.to_ical()


@dataclass(frozen=True)
class Attendee:
    """Whom a mail is for. `reader` is whose eyes the agenda is written for: nobody's account for a guest."""

    name: str
    email: str
    answer: str = ""
    reader: Any = field(default_factory=AnonymousUser)


def invitation(meeting: Meeting, attendee: Attendee) -> CalendarPart:
    """What a mail carries: REQUEST while the meeting stands, CANCEL when it does not."""
    return _mailed("REQUEST" if meeting.cancelled_at is None else "CANCEL", meeting, attendee)


def withdrawal(meeting: Meeting, attendee: Attendee) -> CalendarPart:
    """CANCEL for one whose invitation was taken back: the others still meet."""
    return _mailed("CANCEL", meeting, attendee)


def for_person(meeting: Meeting, person: Any) -> CalendarPart:
    """For somebody with an account: invited by name, or for an organisation."""
    mine = meeting.invitees.of(person).own_first().first()
    answer = mine.answer if mine is not None else ""
    return invitation(meeting, Attendee(person.name, person.email or "", answer, person))


def for_guest(invitee: Invitee) -> CalendarPart:
    """For an address without an account."""
    return invitation(invitee.meeting, Attendee(invitee.name, invitee.email, invitee.answer))


def _mailed(method: str, meeting: Meeting, attendee: Attendee) -> CalendarPart:
    event = event_of(meeting, attendee.reader, is_meant=True)
    if meeting.series is not None:
        event = in_series(event, meeting, meeting.series)
    address_to(event, attendee)
    if method == "CANCEL":
        event["status"] = vText("CANCELLED")
    calendar = _calendar(method, meeting)
    calendar.add_component(event)
    return CalendarPart(method, calendar.to_ical())


def address_to(event: Event, attendee: Attendee) -> None:
    """Who asks, and whom."""
    event.add("organizer", _organiser())
    event.add("attendee", _attendee(attendee))


def in_series(event: Event, meeting: Meeting, series: MeetingSeries) -> Event:
    """By mail a meeting of a series bears the name of the series, and says which of its turns it is: so it changes what
    the invitation to the whole put into the calendar, in the series' zone as RFC 5545 (3.8.4.4) asks."""
    assert meeting.occurs_at is not None
    event["uid"] = vText(series.uid)
    event["sequence"] = vInt(series.sequence + meeting.sequence)
    event.add("recurrence-id", meeting.occurs_at.astimezone(ZoneInfo(series.zone)))
    return event


def invitations_in(series: MeetingSeries) -> InviteeQuerySet:
    """To the meetings of a series."""
    return Invitee.objects.filter(meeting__series=series)


def now() -> datetime:
    """When a file is written, in UTC (M6)."""
    return timezone.now()


def _calendar(method: str, meeting: Meeting) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    zones = [meeting.zone, *([meeting.series.zone] if meeting.series is not None and method != "PUBLISH" else [])]
    for zone in dict.fromkeys(zones):
        calendar.add_component(zone_rules(zone))
    return calendar


def event_of(meeting: Meeting, reader: Any, *, is_meant: bool) -> Event:
    """A meeting as an event for itself; where to join online only for those who are meant."""
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", _there(meeting.starts_at, meeting))
    event.add("dtend", _there(meeting.ends_at, meeting))
    event.add("summary", meeting.title)
    event.add("status", "CONFIRMED" if meeting.cancelled_at is None else "CANCELLED")
    url = address(meeting.get_absolute_url())
    event.add("url", url)
    places = [meeting.place, meeting.online_url if is_meant else ""]
    if place := ", ".join(part for part in places if part):
        event.add("location", place)
    agenda = rich_text.plain(meeting.agenda, reader)
    event.add("description", "\n\n".join(part for part in (agenda, meeting.directions, url) if part))
    return event


def _there(moment: datetime, meeting: Meeting) -> datetime:
    return moment.astimezone(meeting.place_zone)


def _organiser() -> vCalAddress:
    """The site itself. Nobody reads there what a mail program answers: the links of the mail do that."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{email}")
    organiser.params["CN"] = vText(name or settings.SITE_NAME)
    return organiser


def _attendee(who: Attendee) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{who.email}")
    attendee.params["CN"] = vText(who.name or who.email)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText(STATES[Answer(who.answer)] if who.answer else "NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee
