"""Minutes that were published as one text of their meeting are read where minutes are read now."""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from commons import rich_text
from meetings.models import Meeting, Minutes
from tests.meetings.held import over
from tests.people import People

CARRYING = import_module("meetings.migrations.0031_minutes_carried_over")
BEFORE = [("meetings", "0030_minutes")]
COLUMNS = (
    "ADD COLUMN minutes jsonb NOT NULL DEFAULT '[]', ADD COLUMN minutes_at timestamptz NULL,"
    " ADD COLUMN minutes_by_id bigint NULL"
)


@pytest.fixture
def then(db: None) -> Any:
    """The models as the migration meets them, and the columns that were there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE meetings_meeting {COLUMNS}")
    return MigrationLoader(connection).project_state(BEFORE).apps


def publish(then: Any, meeting: Meeting, by: Any, text: str) -> None:
    found = then.get_model("meetings", "Meeting").objects.filter(pk=meeting.pk)
    found.update(minutes=rich_text.parse(text), minutes_by_id=by.pk, minutes_at=meeting.ends_at)


def test_they_are_carried_over_with_author_and_day_and_back(people: People, meeting: Meeting, then: Any) -> None:
    made = over(meeting)
    publish(then, made, people.putri, "Disepakati: **pompa** dipinjam.")
    CARRYING.carry(then, None)
    carried = Minutes.objects.get()
    assert (carried.state, carried.circulated_by, carried.circulated_at) == ("circulated", people.putri, made.ends_at)
    assert "<strong>pompa</strong>" in Client().get(made.get_absolute_url()).content.decode()
    before = then.get_model("meetings", "Meeting").objects
    before.update(minutes=[], minutes_by_id=None, minutes_at=None)
    CARRYING.carry_back(then, None)
    back = before.get(pk=made.pk)
    assert (back.minutes, back.minutes_by_id, back.minutes_at) == (
        rich_text.parse("Disepakati: **pompa** dipinjam."), people.putri.pk, made.ends_at,
    )  # fmt: skip


def test_a_meeting_without_minutes_gets_none(meeting: Meeting, then: Any) -> None:
    CARRYING.carry(then, None)
    assert not Minutes.objects.exists()
