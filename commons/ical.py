"""Days as iCalendar (RFC 5545): whole days without a zone, the end on the day after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

PRODUCT = "-//Rembuk//Portal kolaborasi//ID"
MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class WholeDay:
    """What falls on a day. `name` stays whatever moves, so that a calendar moves it too; `told` are lines of text."""

    name: str
    on: date
    title: str
    told: tuple[str, ...]
    path: str


def whole_days(days: Iterable[WholeDay], title: str) -> bytes:
    """A file with an event for each."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for day in days:
        calendar.add_component(whole_day(day))
    return calendar.to_ical()


def whole_day(day: WholeDay) -> Event:
    """Its event. A day is no moment (M7): it has no hour that a zone could move."""
    url = settings.SITE_URL + day.path
    event = Event()
    event.add("uid", f"{day.name}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.title)
    event.add("description", "\n".join(part for part in (*day.told, url) if part))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event
