"""Milestones as iCalendar (RFC 5545): whole days without a zone, the end on the day after."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from projects.models.project import address, title_for

PRODUCT = "-//Rembuk//Portal kolaborasi//ID"
MEDIA_TYPE = "text/calendar; charset=utf-8"


def milestones(rows: Iterable[Mapping[str, Any]], name: str) -> bytes:
    """A file with an event for each (`queries.dated_milestones`); it names no person."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    now = timezone.now()
    for row in rows:
        calendar.add_component(_event(row, now))
    return calendar.to_ical()


def _event(row: Mapping[str, Any], now: Any) -> Event:
    """The name of an event stays whatever moves, so that a calendar moves it too (M7: dates are no moments)."""
    project = title_for(row["project__title"], row["project__title_en"])
    url = settings.SITE_URL + address(row["project_id"], row["project__title"])
    event = Event()
    event.add("uid", f"tonggak-{row['pk']}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now)
    event.add("dtstart", row["due_on"])
    event.add("dtend", row["due_on"] + timedelta(days=1))
    event.add("summary", f"{row['title']} – {project}")
    event.add(
        "description", "\n".join(part for part in (_("Tercapai") if row["done_at"] else "", project, url) if part)
    )
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event
