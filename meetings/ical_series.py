"""A series as iCalendar: one event with its rule, its exceptions beside it under the same name (RFC 5545, 3.8.4.4).

What is not held is an EXDATE; what was moved an event with RECURRENCE-ID and a higher SEQUENCE. One file holds one name
(UID): mail programs read no more (RFC 5546, 3.2).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vInt, vRecur, vText

from commons import rich_text
from commons.ical import PRODUCT
from commons.zones import zone_rules
from mail.composing import CalendarPart
from mail.letters import address
from meetings import ical
from meetings.ical import Attendee
from meetings.models import Meeting, MeetingSeries, SeriesInvitee
from meetings.queries.plans import days_off

FORESEEN = timedelta(days=5 * 366)  # so far ahead calendars are told which holidays are skipped


def published(series: MeetingSeries, reader: Any, *, is_meant: bool) -> bytes:
    """The file on the site (METHOD:PUBLISH): what this reader may see, nobody's address."""
    meetings = list(series.meetings.visible_to(reader).order_by("occurs_at"))
    events = _events(series, meetings, reader, is_meant=is_meant)
    return _calendar("PUBLISH", events, _zones(series, meetings)).to_ical()


def invitation(series: MeetingSeries, attendee: Attendee, mine: Any) -> CalendarPart:
    """What a mail carries: REQUEST with all that this attendee is asked to (`mine`, invitations to its meetings);
    CANCEL once nothing of it is left."""
    asked = set(mine.values_list("meeting", flat=True))
    meetings = [one for one in series.meetings.order_by("occurs_at") if one.pk in asked or not one.is_open]
    absent = [one for one in series.coming() if one.pk not in asked]
    return _mailed("CANCEL" if is_empty(series) else "REQUEST", series, meetings, attendee, absent)


def withdrawal(series: MeetingSeries, attendee: Attendee) -> CalendarPart:
    """CANCEL of the whole, for one whose invitation was taken back: the others still meet."""
    return _mailed("CANCEL", series, [], attendee, [])


def without(meeting: Meeting, attendee: Attendee, was: Mapping[str, Any]) -> CalendarPart:
    """CANCEL of one turn by the name that it had (`was`: `uid`, `occurs_at`, what is newer than it, and its times)."""
    event, zone = ical.event_of(meeting, attendee.reader, is_meant=False), ZoneInfo(was["zone"])
    event["description"] = vText("")
    moments = {"dtstart": "starts_at", "dtend": "ends_at", "recurrence-id": "occurs_at"}
    for name, kept in moments.items():
        event.pop(name, None)
        event.add(name, datetime.fromisoformat(was[kept]).astimezone(zone))
    event["uid"], event["sequence"], event["status"] = vText(was["uid"]), vInt(was["sequence"]), vText("CANCELLED")
    ical.address_to(event, attendee)
    return CalendarPart("CANCEL", _calendar("CANCEL", [event], [was["zone"]]).to_ical())


def for_person(series: MeetingSeries, person: Any) -> CalendarPart:
    """For somebody with an account: invited by name, or for an organisation."""
    own = series.invitees.of(person).own_first().first()
    attendee = Attendee(person.name, person.email or "", own.answer if own is not None else "", person)
    return invitation(series, attendee, ical.invitations_in(series).of(person))


def for_guest(invitee: SeriesInvitee) -> CalendarPart:
    """For an address without an account."""
    mine = ical.invitations_in(invitee.series).filter(email__iexact=invitee.email)
    return invitation(invitee.series, Attendee(invitee.name, invitee.email, invitee.answer), mine)


def is_empty(series: MeetingSeries) -> bool:
    """It ends before it begins: every meeting went elsewhere, or was called off."""
    return series.until_on is not None and series.until_on < series.starts_on


def _mailed(
    method: str, series: MeetingSeries, meetings: list[Meeting], attendee: Attendee, absent: list[Meeting]
) -> CalendarPart:
    events = _events(series, meetings, attendee.reader, is_meant=True, absent=absent)
    events = events[:1] if method == "CANCEL" else events
    for event in events:
        ical.address_to(event, attendee)
    if method == "CANCEL":
        events[0]["status"] = vText("CANCELLED")
        for name in ("rrule", "exdate"):
            events[0].pop(name, None)
    return CalendarPart(method, _calendar(method, events, _zones(series, meetings)).to_ical())


def _calendar(method: str, events: list[Event], zones: Iterable[str]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for zone in dict.fromkeys(zones):
        calendar.add_component(zone_rules(zone))
    for event in events:
        calendar.add_component(event)
    return calendar


def _zones(series: MeetingSeries, meetings: Iterable[Meeting]) -> list[str]:
    """Whose clocks the file explains (M6): of the series, and of where single meetings went."""
    return [series.zone, *(one.zone for one in meetings)]


def _events(
    series: MeetingSeries, meetings: list[Meeting], reader: Any, *, is_meant: bool, absent: Iterable[Meeting] = ()
) -> list[Event]:
    master = _master(series, reader, is_meant=is_meant)
    held = [one for one in meetings if one.cancelled_at is None]
    off = {one.occurs_at for one in meetings if one.cancelled_at is not None} | {one.occurs_at for one in absent}
    off |= set(_skipped(series, {one.occurs_at for one in held}))
    last = series.rhythm.moment(series.until_on) if series.until_on is not None else None
    if dates := sorted(one for one in off if one is not None and (last is None or one <= last)):
        master.add("exdate", [_there(moment, series) for moment in dates])
    moved = [one for one in held if is_exception(one, series)]
    return [master, *(_exception(one, series, reader, is_meant=is_meant) for one in moved)]


def is_exception(meeting: Meeting, series: MeetingSeries) -> bool:
    """Does it differ from what the rule says of it?"""
    usual = (meeting.occurs_at, series.length, series.place, series.online_url, series.title)
    length = meeting.ends_at - meeting.starts_at
    return usual != (meeting.starts_at, length, meeting.place, meeting.online_url, meeting.title)


def _skipped(series: MeetingSeries, held: set[datetime | None]) -> Iterable[datetime]:
    """Holidays that the rule falls on. One that is held all the same (it became a holiday later) stays."""
    if not series.skips_holidays:
        return []
    last: date = series.starts_on + FORESEEN
    days = list(takewhile(lambda day: day <= last, series.rhythm.days()))
    moments = (series.rhythm.moment(day) for day in days_off(days))
    return [moment for moment in moments if moment not in held]


def _master(series: MeetingSeries, reader: Any, *, is_meant: bool) -> Event:
    event = Event()
    starts_at = series.rhythm.moment(series.starts_on)
    event.add("uid", series.uid)
    event.add("sequence", series.sequence)
    event.add("dtstamp", ical.now())
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + series.length)
    event.add("rrule", vRecur.from_ical(series.rhythm.text()))
    event.add("summary", series.title)
    event.add("status", "CONFIRMED")
    url = address(series.get_absolute_url())
    event.add("url", url)
    places = [series.place, series.online_url if is_meant else ""]
    if place := ", ".join(part for part in places if part):
        event.add("location", place)
    agenda = rich_text.plain(series.agenda, reader)
    event.add("description", "\n\n".join(part for part in (agenda, series.directions, url) if part))
    return event


def _exception(meeting: Meeting, series: MeetingSeries, reader: Any, *, is_meant: bool) -> Event:
    return ical.in_series(ical.event_of(meeting, reader, is_meant=is_meant), meeting, series)


def _there(moment: datetime, series: MeetingSeries) -> datetime:
    return moment.astimezone(series.rhythm.moment(series.starts_on).tzinfo)
