"""What the tests of the meetings share."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from meetings.actions import Guest, call_meeting
from meetings.models import Meeting
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


@pytest.fixture
def running(meeting: Meeting) -> Meeting:
    """The public meeting, begun half an hour ago."""
    return at(meeting, -30)
