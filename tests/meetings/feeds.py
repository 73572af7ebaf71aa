"""Calendars of many events read back by two parsers that know nothing of one another."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import vobject

When = date | datetime


@dataclass(frozen=True, order=True)
class Told:
    """What a calendar understood of one event. Whole days are dates, and their zone is none."""

    uid: str
    title: str
    starts: When
    ends: When
    place: str
    description: str
    status: str
    sequence: int


@dataclass(frozen=True)
class Calendar:
    name: str
    events: tuple[Told, ...]
    zones: frozenset[str]

    def titles(self) -> list[str]:
        return [one.title for one in self.events]

    def named(self, title: str) -> Told:
        (found,) = [one for one in self.events if one.title == title]
        return found


def read_all(content: bytes) -> Calendar:
    """What both of them see, by the names of the events."""
    first, second = _by_icalendar(content), _by_vobject(content)
    assert first.events == second.events
    assert first == second
    raw = content.decode()
    assert raw.startswith("BEGIN:VCALENDAR\r\n")
    assert raw.endswith("END:VCALENDAR\r\n")
    assert "\n" not in raw.replace("\r\n", "")
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75
    assert len({one.uid for one in first.events}) == len(first.events)
    return first


def _by_icalendar(content: bytes) -> Calendar:
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    assert str(calendar["method"]) == "PUBLISH"
    return Calendar(
        name=str(calendar["x-wr-calname"]),
        events=tuple(
            sorted(
                Told(
                    uid=str(event["uid"]),
                    title=str(event["summary"]),
                    starts=_moment(event["dtstart"].dt),
                    ends=_moment(event["dtend"].dt),
                    place=str(event.get("location", "")),
                    description=str(event.get("description", "")),
                    status=str(event.get("status", "")),
                    sequence=int(event.get("sequence", 0)),
                )
                for event in calendar.walk("VEVENT")
            )
        ),
        zones=frozenset(str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")),
    )


def _by_vobject(content: bytes) -> Calendar:
    calendar: Any = vobject.readOne(content.decode())
    zones = frozenset(str(zone.tzid.value) for zone in calendar.contents.get("vtimezone", []))
    events = calendar.contents.get("vevent", [])
    named = {line.params.get("X-VOBJ-ORIGINALTZID", [""])[0] for e in events for line in (e.dtstart, e.dtend)}
    assert {one for one in named if one} <= zones, "every TZID has its VTIMEZONE (M6)"
    return Calendar(
        name=calendar.contents["x-wr-calname"][0].value,
        events=tuple(
            sorted(
                Told(
                    uid=event.uid.value,
                    title=event.summary.value,
                    starts=_moment(event.dtstart.value),
                    ends=_moment(event.dtend.value),
                    place=_value(event, "location"),
                    description=_value(event, "description"),
                    status=_value(event, "status"),
                    sequence=int(_value(event, "sequence") or 0),
                )
                for event in events
            )
        ),
        zones=zones,
    )


def _value(event: Any, name: str) -> str:
    return event.contents[name][0].value if name in event.contents else ""


def _moment(when: Any) -> When:
    return when.astimezone(UTC) if isinstance(when, datetime) else when
