"""Five thousand are invited to one meeting: that is more rows, and not more statements."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from activity.actions import tell_next_due
from activity.models import Activity, Due
from mail.models import Message
from meetings.actions import Guest
from meetings.models import Invitee, Meeting
from tests.asking import statements
from tests.meetings.conftest import call
from tests.people import People, signed_in
from tests.town import Town

FEW, MANY = 20, 5000  # half of them have an account, the others a letter each
MORE = MANY // 2 // 500 - 1  # letters are queued by the five hundred


@pytest.fixture(scope="module")
def names() -> list[str]:
    return [f"warga-{n}" for n in range(MANY // 2)]


@pytest.fixture
def neighbours(db: None, names: list[str]) -> list[User]:
    return User.objects.bulk_create(User(name=one, handle=one, email=f"{one}@contoh.example") for one in names)


def called(cast: People, town: Town, made: list[User], number: int) -> tuple[Meeting, int]:
    """A closed meeting with so many invitations, and the statements that it took."""
    ContentType.objects.clear_cache()
    guests = [Guest(one.name, f"{one.name}@luar.example") for one in made[: number // 2]]
    with CaptureQueriesContext(connection) as seen:
        meeting = call(cast, town, visibility="private", people=made[: number // 2], guests=guests)
    assert meeting.invitees.count() == number + 1  # with who leads it
    return meeting, len(seen)


def reminded(meeting: Meeting) -> int:
    """The statements of reminding everybody a day ahead."""
    due = Due.objects.filter(kind="meetings.reminder", target_id=meeting.pk, occasion="1d")
    assert due.update(due_at=timezone.now() - timedelta(minutes=1)) == 1
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as seen:
        assert tell_next_due()
    assert due.get().outcome == "told"
    return len(seen)


def test_nobody_is_looked_for_among_all_the_others_when_they_are_reminded(
    people: People, town: Town, neighbours: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five thousand times five thousand comparisons took five seconds, with the due rows locked."""
    meeting, _statements = called(people, town, neighbours, 200)
    compared = []

    def noted(one: Invitee, other: object) -> bool:
        compared.append(one)
        return Model.__eq__(one, other)

    monkeypatch.setattr(Invitee, "__eq__", noted)
    reminded(meeting)
    assert len(compared) <= 200


def test_five_thousand_are_invited_and_reminded_in_as_many_statements_as_twenty(
    people: People, town: Town, neighbours: list[User], record_property: Any
) -> None:
    called(people, town, neighbours, 2)  # whatever is looked up once
    (few, to_call_few), (many, to_call_many) = (called(people, town, neighbours, number) for number in (FEW, MANY))
    assert to_call_many == to_call_few + MORE
    assert reminded(many) == reminded(few) + MORE
    told = Activity.objects.get(verb="meetings.next_day", target_id=many.pk)
    assert told.recipients.count() == MANY // 2 + 1
    assert Message.objects.filter(kind="meetings.guest_reminder").count() == (FEW + MANY) // 2
    record_property("figures", f"{MANY} invitations: {to_call_many} statements to call")
    for browser in (signed_in(people.putri), signed_in(people.tukimin), signed_in(neighbours[0])):
        for path in (Meeting.get_absolute_url, Meeting.people_url):
            assert statements(browser, path(many)) == statements(browser, path(few))
