"""Rows that came as a column of another statement are what they would have been on their own."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.nested import columns_of, nested, objects
from stakeholders.actions import suspend_organisation
from stakeholders.models import Membership, Organisation, StateChange
from tests.people import People
from tests.town import Town

AUTHOR = ("author__id", "author__name", "author__leaves_at", "author__erased_at")
CHANGER = ("changed_by__id", "changed_by__name")


def column(found: Any, *columns: str) -> Any:
    return Organisation.objects.values_list(nested(found, *columns)).first()[0]  # type: ignore[index]


def test_every_column_has_the_type_of_its_field(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    changes = StateChange.objects.order_by("-pk")
    (read, *_), own = objects(StateChange, column(changes, *columns_of(StateChange))), changes[0]
    assert [getattr(read, name) for name in columns_of(StateChange)] == [
        getattr(own, name) for name in columns_of(StateChange)
    ]
    day = Membership.objects.earliest("pk")
    assert objects(Membership, column(Membership.objects.order_by("pk"), "id", "since_on"))[0].since_on == day.since_on


def test_what_is_joined_asks_no_more(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    rows = column(StateChange.objects.order_by("-pk"), *columns_of(StateChange), *AUTHOR)
    with CaptureQueriesContext(connection) as seen:
        assert str(objects(StateChange, rows)[0].author) == people.putri.name
    assert len(seen) == 0


def test_what_is_joined_may_be_missing(people: People, town: Town) -> None:
    Membership.objects.update(changed_by=None)
    rows = column(Membership.objects.order_by("pk"), *columns_of(Membership), *CHANGER)
    assert objects(Membership, rows)[0].changed_by is None


def test_without_rows_it_is_an_empty_list(town: Town) -> None:
    assert objects(Membership, column(Membership.objects.filter(pk=0), "id")) == []
