"""Who may do what about a meeting, as a table: everybody else is refused."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from commons import contributions
from commons.access import can
from commons.contributions import Rule
from meetings.models import Meeting
from projects.models import Project
from tests.meetings.conftest import call, in_days
from tests.people import People
from tests.town import Town

EVERYBODY = {"visitor", "dewi", "rizky", "bayu", "sunarti", "tukimin", "putri", "ratna"}
OFFICE = {"putri", "ratna"}  # staff, leader
INVITED = {"bayu", "sunarti", "tukimin"}  # for PT Sumber Air, by name, as the chair
MAY = {
    "meetings.read": EVERYBODY,
    "meetings.read_people": OFFICE | INVITED | {"dewi"},
    "meetings.invite_to_meeting": OFFICE | {"tukimin", "dewi"},
    "meetings.answer_meeting": INVITED,
    "meetings.move_meeting": OFFICE | {"tukimin"},
    "meetings.choose_reminders": OFFICE | {"tukimin"},
    "meetings.cancel_meeting": OFFICE | {"tukimin"},
    "meetings.publish_minutes": OFFICE | {"tukimin"},
}


def who_may(rule: str, obj: Any, people: People) -> set[str]:
    users = {"visitor": AnonymousUser()} | {name: getattr(people, name) for name in EVERYBODY - {"visitor"}}
    return {name for name, user in users.items() if can(user, rule, obj)}


@pytest.fixture
def of_project(people: People, town: Town, project: Project) -> Meeting:
    """Of a project that dewi coordinates; led by tukimin; invited are PT Sumber Air and sunarti."""
    Project.objects.filter(pk=project.pk).update(coordinator=people.dewi)
    return call(people, town, project=Project.objects.get(), organisations=[town.firm], people=[people.sunarti])


def test_the_table_names_every_rule() -> None:
    ours = {rule.code for rule in contributions.all_of(Rule) if rule.code.startswith("meetings.")}
    assert ours == set(MAY) | {"meetings.call_meeting", "meetings.keep_feed"}


@pytest.mark.parametrize("rule", [rule for rule in MAY if rule != "meetings.publish_minutes"])
def test_before_and_during_the_meeting(rule: str, people: People, of_project: Meeting) -> None:
    assert who_may(rule, of_project, people) == MAY[rule]


@pytest.mark.parametrize("rule", MAY)
def test_after_the_meeting(rule: str, people: People, of_project: Meeting) -> None:
    Meeting.objects.update(starts_at=in_days(-2), ends_at=in_days(-1))
    over = ("meetings.read", "meetings.read_people", "meetings.publish_minutes")
    assert who_may(rule, Meeting.objects.get(), people) == (MAY[rule] if rule in over else set())


def test_who_calls_a_meeting(people: People, of_project: Meeting) -> None:
    assert who_may("meetings.call_meeting", None, people) == OFFICE
    assert who_may("meetings.call_meeting", of_project.project, people) == OFFICE | {"dewi"}


def test_who_keeps_a_calendar_of_their_own(people: People, of_project: Meeting) -> None:
    assert who_may("meetings.keep_feed", None, people) == EVERYBODY - {"visitor"}


def test_an_invitation_is_answered_by_those_whom_it_means(people: People, town: Town, of_project: Meeting) -> None:
    firm = of_project.invitees.get(organisation=town.firm)
    sunarti = of_project.invitees.get(person=people.sunarti)
    assert who_may("meetings.answer_meeting", firm, people) == {"bayu"}
    assert who_may("meetings.answer_meeting", sunarti, people) == {"sunarti"}
