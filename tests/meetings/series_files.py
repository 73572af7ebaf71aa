"""Calendar files of series read back by two parsers that know nothing of one another, as days that they would show."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import icalendar
import vobject
from dateutil.rrule import rruleset, rrulestr


@dataclass(frozen=True)
class SeenSeries:
    """What a calendar understood: when it meets, what was moved where, and what counts as newer."""

    method: str
    uid: str
    sequence: int
    rule: str
    times: tuple[datetime, ...]  # all that it shows, the moved ones where they are now; at most sixty
    moved: tuple[tuple[datetime, datetime, int], ...]  # its turn, its time, its sequence
    status: str
    place: str
    attendees: tuple[tuple[str, str], ...]
    zones: frozenset[str]


def read_series(content: bytes) -> SeenSeries:
    """What both of them see."""
    first, second = _by_icalendar(content), _by_vobject(content)
    assert first == second
    raw = content.decode()
    assert "\n" not in raw.replace("\r\n", "")
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75
    return first


def _utc(moment: Any) -> datetime:
    assert moment.tzinfo is not None
    found: datetime = moment.astimezone(UTC)
    return found


def _times(start: Any, rule: str, off: list[Any], moved: dict[datetime, datetime]) -> tuple[datetime, ...]:
    """The rule over local hours, as RFC 5545 says, then the exceptions."""
    zone, naive = start.tzinfo, start.replace(tzinfo=None)
    parts = dict(part.split("=", 1) for part in rule.split(";")) if rule else {}
    until = parts.pop("UNTIL", None)
    whole = rruleset()
    if parts:
        plain = ";".join(f"{name}={value}" for name, value in parts.items())
        whole.rrule(rrulestr(plain, dtstart=naive))  # type: ignore[arg-type]
    else:
        whole.rdate(naive)
    end = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if until else None
    shown: list[datetime] = []
    gone = {_utc(one) for one in off}
    for one in whole:
        at = _utc(one.replace(tzinfo=zone))
        if len(shown) == 60 or (end is not None and at > end):
            break
        if at not in gone:
            shown.append(moved.get(at, at))
    return tuple(sorted(shown))


def _by_icalendar(content: bytes) -> SeenSeries:
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    (master,) = [one for one in calendar.walk("VEVENT") if "recurrence-id" not in one]
    others = [one for one in calendar.walk("VEVENT") if "recurrence-id" in one]
    assert {str(one["uid"]) for one in others} <= {str(master["uid"])}
    off = master.get("exdate", [])
    off = [line.dt for one in (off if isinstance(off, list) else [off]) for line in one.dts]
    moved = sorted((_utc(o["recurrence-id"].dt), _utc(o["dtstart"].dt), int(o["sequence"])) for o in others)
    rule = master["rrule"].to_ical().decode() if "rrule" in master else ""
    people = master.get("attendee", [])
    people = people if isinstance(people, list) else [people]
    return SeenSeries(
        method=str(calendar["method"]),
        uid=str(master["uid"]),
        sequence=int(master["sequence"]),
        rule=_in_order(rule),
        times=_times(master["dtstart"].dt, rule, off, {turn: at for turn, at, _n in moved}),
        moved=tuple(moved),
        status=str(master["status"]),
        place=str(master.get("location", "")),
        attendees=tuple((str(one), str(one.params["PARTSTAT"])) for one in people),
        zones=frozenset(str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")),
    )


def _by_vobject(content: bytes) -> SeenSeries:
    calendar: Any = vobject.readOne(content.decode())
    events = calendar.contents["vevent"]
    (master,) = [one for one in events if "recurrence-id" not in one.contents]
    others = [one for one in events if "recurrence-id" in one.contents]
    zones = frozenset(str(zone.tzid.value) for zone in calendar.contents.get("vtimezone", []))
    named = {
        line.params.get("X-VOBJ-ORIGINALTZID", [None])[0]
        if isinstance(line.params.get("X-VOBJ-ORIGINALTZID"), list)
        else line.params.get("X-VOBJ-ORIGINALTZID")
        for one in events
        for name in ("dtstart", "dtend", "exdate", "recurrence-id")
        for line in one.contents.get(name, [])
    }
    assert {one for one in named if one} <= zones, "every TZID has its VTIMEZONE (M6)"
    off = [moment for line in master.contents.get("exdate", []) for moment in line.value]
    moved = sorted(
        (_utc(o.contents["recurrence-id"][0].value), _utc(o.dtstart.value), int(o.sequence.value)) for o in others
    )
    rule = master.rrule.value if "rrule" in master.contents else ""
    people = master.contents.get("attendee", [])
    return SeenSeries(
        method=calendar.method.value,
        uid=master.uid.value,
        sequence=int(master.sequence.value),
        rule=_in_order(rule),
        times=_times(master.dtstart.value, rule, off, {turn: at for turn, at, _n in moved}),
        moved=tuple(moved),
        status=master.status.value,
        place=master.location.value if "location" in master.contents else "",
        attendees=tuple((one.value, one.params["PARTSTAT"][0]) for one in people),
        zones=zones,
    )


def _in_order(rule: str) -> str:
    return ";".join(sorted(rule.split(";")))
