"""Who may do what about a meeting, as a table: everybody else is refused."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from commons import contributions
from commons.access import can
from commons.contributions import Rule
from meetings.actions import propose_item, take_item
from meetings.models import Meeting
from projects.models import Project
from tests.meetings.conftest import call, in_days
from tests.meetings.held import circulated, come, over
from tests.people import People
from tests.town import Town

EVERYBODY = {"visitor", "dewi", "rizky", "bayu", "sunarti", "tukimin", "putri", "ratna"}
OFFICE = {"putri", "ratna"}  # staff, leader
INVITED = {"bayu", "sunarti", "tukimin", "rizky"}  # for PT Sumber Air, by name, as the chair, as the minute-taker
TAKERS = OFFICE | {"tukimin", "rizky"}
MAY = {
    "meetings.read": EVERYBODY,
    "meetings.read_people": OFFICE | INVITED | {"dewi"},
    "meetings.invite_to_meeting": OFFICE | {"tukimin", "dewi"},
    "meetings.answer_meeting": INVITED,
    "meetings.move_meeting": OFFICE | {"tukimin"},
    "meetings.choose_reminders": OFFICE | {"tukimin"},
    "meetings.cancel_meeting": OFFICE | {"tukimin"},
    "meetings.edit_agenda": TAKERS,
    "meetings.propose_item": INVITED,
    "meetings.name_minute_taker": OFFICE | {"tukimin"},
    "meetings.read_attendance": TAKERS,
    "meetings.take_attendance": TAKERS,
    "meetings.undo_attendance": OFFICE | {"tukimin"},
    "meetings.check_in": EVERYBODY,
    "meetings.write_minutes": TAKERS,
    "meetings.circulate_minutes": TAKERS,
    "meetings.hand_items_on": TAKERS,
    "meetings.take_items_over": TAKERS,
    "meetings.answer_minutes": set(),
}
OF_SERIES = {
    "read_series",
    "read_series_people",
    "invite_to_series",
    "answer_series",
    "move_following",
    "cancel_following",
}
OTHERS = {f"meetings.{one}" for one in OF_SERIES | {"call_meeting", "decide_item", "export_decisions", "keep_feed"}}
RUNNING = {"meetings.take_attendance", "meetings.undo_attendance", "meetings.check_in"}
AFTER = {"meetings.write_minutes", "meetings.circulate_minutes", "meetings.hand_items_on"}
OVER = {"meetings.read", "meetings.read_people", "meetings.read_attendance"} | AFTER | RUNNING - {"meetings.check_in"}


def who_may(rule: str, obj: Any, people: People) -> set[str]:
    users = {"visitor": AnonymousUser()} | {name: getattr(people, name) for name in EVERYBODY - {"visitor"}}
    return {name for name, user in users.items() if can(user, rule, obj)}


@pytest.fixture
def of_project(people: People, town: Town, project: Project) -> Meeting:
    """Of a project that dewi coordinates; led by tukimin, noted by rizky; invited are PT Sumber Air and sunarti."""
    Project.objects.filter(pk=project.pk).update(coordinator=people.dewi)
    project, invited = Project.objects.get(), {"organisations": [town.firm], "people": [people.sunarti]}
    return call(people, town, project=project, minute_taker=people.rizky, **invited)


def test_the_table_names_every_rule() -> None:
    ours = {rule.code for rule in contributions.all_of(Rule) if rule.code.startswith("meetings.")}
    assert ours == set(MAY) | OTHERS


@pytest.mark.parametrize("rule", MAY)
def test_before_the_meeting(rule: str, people: People, of_project: Meeting) -> None:
    assert who_may(rule, of_project, people) == (set() if rule in RUNNING | AFTER else MAY[rule])


@pytest.mark.parametrize("rule", MAY)
def test_during_the_meeting(rule: str, people: People, of_project: Meeting) -> None:
    Meeting.objects.update(starts_at=in_days(0, -1), ends_at=in_days(0, 1))
    too_late_or_early = {"meetings.propose_item", "meetings.circulate_minutes"}
    assert who_may(rule, Meeting.objects.get(), people) == (set() if rule in too_late_or_early else MAY[rule])


@pytest.mark.parametrize("rule", MAY)
def test_after_the_meeting(rule: str, people: People, of_project: Meeting) -> None:
    Meeting.objects.update(starts_at=in_days(-2), ends_at=in_days(-1))
    assert who_may(rule, Meeting.objects.get(), people) == (MAY[rule] if rule in OVER else set())


def test_those_who_came_speak_about_circulated_minutes_and_nobody_writes_on(
    people: People, town: Town, of_project: Meeting
) -> None:
    made = over(of_project)
    come(made, people.sunarti)
    come(made, people.bayu, town.firm)
    circulated(made, people.rizky)
    for user in (
        None,
        people.sunarti,
    ):  # as the action asks, and as the page does, which has asked the database already
        found = Meeting.objects.for_page(user).get() if user else Meeting.objects.get()
        assert can(people.sunarti, "meetings.answer_minutes", found)
    assert who_may("meetings.answer_minutes", Meeting.objects.get(), people) == {"bayu", "sunarti"}
    assert who_may("meetings.write_minutes", Meeting.objects.get(), people) == set()
    assert who_may("meetings.circulate_minutes", Meeting.objects.get(), people) == set()


def test_everybody_with_an_account_takes_the_register_along(people: People) -> None:
    assert who_may("meetings.export_decisions", None, people) == EVERYBODY - {"visitor"}


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


def test_a_proposal_is_answered_by_the_chair_and_the_office_once(people: People, of_project: Meeting) -> None:
    item = propose_item(meeting=of_project, by=people.sunarti, title="Lampu jalan")
    assert who_may("meetings.decide_item", item, people) == OFFICE | {"tukimin"}
    assert who_may("meetings.decide_item", take_item(item=item, by=people.tukimin), people) == set()
