"""Calendar files read back by two parsers that know nothing of one another; what they see must be the same."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import icalendar
import vobject


@dataclass(frozen=True)
class Seen:
    """What a calendar understood of a file with one meeting."""

    method: str
    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    description: str
    status: str
    organiser: str
    attendees: tuple[tuple[str, str], ...]  # address and PARTSTAT
    zones: frozenset[str]


def read(content: bytes) -> Seen:
    """What both of them see."""
    first, second = _by_icalendar(content), _by_vobject(content)
    assert first == second
    raw = content.decode()
    assert raw.endswith("END:VCALENDAR\r\n")
    assert "\n" not in raw.replace("\r\n", "")
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75
    return first


def _by_icalendar(content: bytes) -> Seen:
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    (event,) = calendar.walk("VEVENT")
    people = event.get("attendee", [])
    people = people if isinstance(people, list) else [people]
    assert event["dtstamp"].dt.utcoffset() == datetime.now(UTC).utcoffset(), "DTSTAMP is UTC"
    return Seen(
        method=str(calendar["method"]),
        uid=str(event["uid"]),
        sequence=int(event["sequence"]),
        starts_at=event["dtstart"].dt.astimezone(UTC),
        ends_at=event["dtend"].dt.astimezone(UTC),
        title=str(event["summary"]),
        place=str(event.get("location", "")),
        description=str(event["description"]),
        status=str(event["status"]),
        organiser=str(event.get("organizer", "")),
        attendees=tuple((str(one), str(one.params["PARTSTAT"])) for one in people),
        zones=frozenset(str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")),
    )


def _by_vobject(content: bytes) -> Seen:
    calendar: Any = vobject.readOne(content.decode())
    event = calendar.vevent
    people = event.contents.get("attendee", [])
    named = {value for line in (event.dtstart, event.dtend) for value in [line.params.get("X-VOBJ-ORIGINALTZID")]}
    zones = frozenset(str(zone.tzid.value) for zone in calendar.contents.get("vtimezone", []))
    assert {one[0] for one in named if one} <= zones, "every TZID has its VTIMEZONE (M6)"
    return Seen(
        method=calendar.method.value,
        uid=event.uid.value,
        sequence=int(event.sequence.value),
        starts_at=event.dtstart.value.astimezone(UTC),
        ends_at=event.dtend.value.astimezone(UTC),
        title=event.summary.value,
        place=event.location.value if "location" in event.contents else "",
        description=event.description.value,
        status=event.status.value,
        organiser=event.organizer.value if "organizer" in event.contents else "",
        attendees=tuple((one.value, one.params["PARTSTAT"][0]) for one in people),
        zones=zones,
    )
