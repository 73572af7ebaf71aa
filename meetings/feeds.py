"""Calendars that programs fetch again and again (RFC 5545, METHOD:PUBLISH): many events, the zones they name, and no
address of anybody."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from commons.ical import PRODUCT, WholeDay, whole_day
from commons.zones import zone_rules
from mail.letters import address
from meetings.models import Answer
from meetings.models import address as meeting_address
from meetings.queries import InCalendar

FETCHED = timedelta(hours=1)  # how often a program should ask


def written(found: InCalendar, name: str) -> bytes:
    """The file. Each zone is explained once (M6), days have none (M7)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", FETCHED, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", FETCHED)
    for zone in sorted({row["zone"] for row in found.meetings}):
        calendar.add_component(zone_rules(zone))
    for row in found.meetings:
        calendar.add_component(_event(row))
    for day in found.days:
        told = (_("Selesai") if day.is_done else "", day.detail)
        calendar.add_component(whole_day(WholeDay(day.name, day.on, day.title, told, day.url)))
    return calendar.to_ical()


def _event(row: Mapping[str, Any]) -> Event:
    event, zone = Event(), ZoneInfo(row["zone"])
    url = address(meeting_address(row["pk"], row["title"]))
    event.add("uid", row["uid"])
    event.add("sequence", row["sequence"])
    event.add("dtstamp", timezone.now())
    event.add("dtstart", row["starts_at"].astimezone(zone))
    event.add("dtend", row["ends_at"].astimezone(zone))
    event.add("summary", row["title"])
    event.add("status", "CONFIRMED" if row["cancelled_at"] is None else "CANCELLED")
    event.add("url", url)
    places = (row["place"], row["online_url"] if row["is_invited"] else "")
    if place := ", ".join(part for part in places if part):
        event.add("location", place)
    event.add("description", "\n".join(part for part in (_answer(row), url) if part))
    return event


def _answer(row: Mapping[str, Any]) -> str:
    """Of the reader: no other answer is anybody's business here."""
    if not row["is_invited"] or row["cancelled_at"] is not None:
        return ""
    said = Answer(row["my_answer"]).label if row["my_answer"] else _("belum menjawab")
    return _("Jawaban Anda: %(answer)s") % {"answer": said}
