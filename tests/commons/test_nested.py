"""Rows that came as a column of another statement are what they would have been on their own."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.calendar import today
from commons.nested import columns_of, dicts, nested, objects
from projects.actions import add_milestone, post_status, reach_milestone
from projects.models import Milestone, Project, StatusUpdate
from projects.models.status_update import SHOWN_IN_TIMELINE
from projects.queries import milestones
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


def test_as_dicts_they_are_what_values_says(people: People, town: Town, project: Project) -> None:
    add_milestone(project=project, by=people.putri, title="Tong terpasang", due_on=today(), owner=town.youth)
    reach_milestone(milestone=Milestone.objects.get(), by=people.putri)
    post_status(project=project, author=people.rizky, acting_as=town.youth, condition="on_track", note="Satu @dewi")
    for model, columns in ((Milestone, milestones.SHOWN), (StatusUpdate, SHOWN_IN_TIMELINE)):
        found = model.objects.for_timeline() if model is StatusUpdate else model.objects.all()
        rows = Project.objects.values_list(nested(found, *columns), flat=True)[0]
        plain = [{name: row[name] for name in columns} for row in found.values(*columns)]
        assert dicts(model, rows) == plain
        assert len(plain) == 1


def test_what_is_no_field_and_what_is_missing_stay_as_they_came(project: Project) -> None:
    row = {"at": "2026-11-30T08:00:00+00:00", "created_at": None, "project__starts_on": "2026-11-30", "note": ["a"]}
    assert dicts(StatusUpdate, [row]) == [{**row, "project__starts_on": date(2026, 11, 30)}]
