"""What the tests of the meetings share."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from commons import calendar
from commons.calendar import today
from commons.models import Holiday
from meetings.actions import Guest, call_meeting, call_series
from meetings.models import Meeting, MeetingSeries
from meetings.recurrence import Rhythm
from tests.chromium import browser_type_launch_args, open_page
from tests.meetings.running import at
from tests.people import People
from tests.town import Town

__all__ = ["browser_type_launch_args", "open_page"]


def in_days(days: int, hours: int = 0) -> datetime:
    """A moment so far from now, on the minute."""
    return (timezone.now() + timedelta(days=days, hours=hours)).replace(second=0, microsecond=0)


def call(cast: People, town: Town, **facts: Any) -> Meeting:
    """Called by putri, led by tukimin, in ten days for two hours; public, unless said otherwise."""
    starts_at = facts.pop("starts_at", in_days(10))
    return call_meeting(
        **{
            "by": cast.putri,
            "title": "Rapat saluran air",
            "host": town.rw03,
            "chair": cast.tukimin,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            "zone": "Asia/Jakarta",
            "place": "Balai RW 03",
            "agenda": "1. Pembukaan\n2. Titik genangan",
            **facts,
        }
    )


@pytest.fixture
def noon() -> Iterator[None]:
    """The clock stands: what is a day ahead stays tomorrow, at whatever hour and however long a test runs."""
    with time_machine.travel(calendar.at(today(), 12), tick=False):
        yield


@pytest.fixture
def ordinary_days(db: None) -> None:
    """Nothing is a holiday by chance for a while: whenever these tests run, only their own days are off."""
    days = [today() + timedelta(days=n) for n in range(120)]
    Holiday.objects.bulk_create(Holiday(on=day, name="Hari kerja", kind=Holiday.Kind.WORKING) for day in days)


def holiday(day: date, name: str) -> None:
    """The office is closed on this day."""
    Holiday.objects.update_or_create(on=day, defaults={"name": name, "kind": Holiday.Kind.NATIONAL})


SARI = Guest("Sari Wulandari", "sari@warga.example")


@pytest.fixture
def meeting(people: People, town: Town) -> Meeting:
    """Public; invited are tukimin (chair), PT Sumber Air (bayu), sunarti, and sari by her address."""
    return call(people, town, organisations=[town.firm], people=[people.sunarti], guests=[SARI])


@pytest.fixture
def private_meeting(people: People, town: Town) -> Meeting:
    """The same people, and nobody else may know of it."""
    return call(
        people,
        town,
        title="Rapat tertutup",
        visibility="private",
        organisations=[town.firm],
        people=[people.sunarti],
        guests=[SARI],
    )


WEEKLY = "FREQ=WEEKLY"


def rhythm_in(days: int = 10, rule: str = WEEKLY, **facts: Any) -> Rhythm:
    """From so many days from now, at 19.30 in Jakarta."""
    return Rhythm(**{
        "rule": rule,
        "starts_on": today() + timedelta(days=days),
        "starts": time(19, 30),
        "zone": "Asia/Jakarta",
        **facts,
    })  # fmt: skip


def call_again(cast: People, town: Town, **facts: Any) -> MeetingSeries:
    """Called by putri, led by tukimin, every week, six times, for two hours; public, unless said otherwise."""
    return call_series(
        **{
            "by": cast.putri,
            "title": "Musyawarah RW 03",
            "host": town.rw03,
            "chair": cast.tukimin,
            "rhythm": rhythm_in(count=6),
            "minutes": 120,
            "place": "Balai RW 03",
            "agenda": "1. Pembukaan",
            **facts,
        }
    )


@pytest.fixture
def series(people: People, town: Town) -> MeetingSeries:
    """Public; invited are tukimin (chair), PT Sumber Air (bayu), sunarti, and sari by her address."""
    return call_again(people, town, organisations=[town.firm], people=[people.sunarti], guests=[SARI])


@pytest.fixture
def private_series(people: People, town: Town) -> MeetingSeries:
    """The same people, and nobody else may know of it."""
    return call_again(
        people,
        town,
        title="Seri tertutup",
        visibility="private",
        organisations=[town.firm],
        people=[people.sunarti],
        guests=[SARI],
    )


@pytest.fixture
def running(meeting: Meeting) -> Meeting:
    """The public meeting, begun half an hour ago."""
    return at(meeting, -30)
