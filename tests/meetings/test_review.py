"""What comes up in a meeting by itself: until it is done, and only what its reader may see."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from commitments.actions import keep_commitment, make_commitment
from commons.calendar import today
from forums.actions import open_topic
from meetings.models import Meeting
from meetings.queries import review
from projects.actions import raise_obstacle, resolve_obstacle
from projects.models import Project
from tests.asking import statements
from tests.commitments.promises import promised
from tests.forums.town import general
from tests.meetings.conftest import call, in_days
from tests.people import People, signed_in
from tests.town import Town, make_project

VISITOR = AnonymousUser()


def seen(meeting: Meeting, user: Any) -> dict[str, list[str]]:
    """The titles of what this person is shown, by the label of its part."""
    return {part.label: [point.title for point in part.points] for part in review(meeting, user)}


PROMISES, OBSTACLES = "Komitmen yang belum ditepati", "Kendala yang belum selesai"
PROJECTS, QUESTIONS = "Proyek yang ditinjau", "Pertanyaan yang belum dijawab"


def obstacle(project: Project, people: People, what: str = "Izin belum keluar") -> Any:
    return raise_obstacle(project=project, by=people.putri, what=what, since_on=today() - timedelta(days=3))


def promise_at(meeting: Meeting, by: Any, what: str, organisation: Any) -> Any:
    return make_commitment(by=by, place=meeting.thread, source=meeting, what=what, organisation=organisation)


def test_a_projects_meeting_reviews_its_promises_obstacles_and_state_until_they_are_done(
    people: People, town: Town, project: Project
) -> None:
    mine = promised(people, project, town.firm)
    in_the_way = obstacle(project, people)
    meeting = call(people, town, project=project)
    assert seen(meeting, VISITOR) == {
        PROMISES: ["Tong sampah untuk tiap gang"],
        OBSTACLES: ["Izin belum keluar"],
        PROJECTS: ["Bank sampah RW 03"],
    }
    keep_commitment(commitment=mine, by=people.bayu, note="Sudah diserahkan.")
    resolve_obstacle(obstacle=in_the_way, by=people.putri, resolution="Izin terbit kemarin.")
    assert seen(meeting, VISITOR) == {PROJECTS: ["Bank sampah RW 03"]}


def test_a_meeting_takes_up_what_was_promised_in_earlier_ones_of_its_host(people: People, town: Town) -> None:
    before = call(people, town, title="Rapat bulan lalu", starts_at=in_days(2))
    promise_at(before, people.putri, "Ukur tiga titik", town.firm)
    other = call(people, town, title="Rapat lain", host=town.youth, starts_at=in_days(2))
    promise_at(other, people.putri, "Cat pos ronda", town.ngo)
    later = call(people, town, title="Rapat kelak", starts_at=in_days(40))
    promise_at(later, people.putri, "Nanti saja", town.ngo)
    assert seen(call(people, town), VISITOR) == {PROMISES: ["Ukur tiga titik"]}


def test_without_a_project_those_that_the_host_leads_are_reviewed(people: People, town: Town, project: Project) -> None:
    obstacle(project, people)
    meeting = call(people, town, host=town.youth)
    assert seen(meeting, VISITOR) == {OBSTACLES: ["Izin belum keluar"], PROJECTS: ["Bank sampah RW 03"]}
    assert seen(call(people, town), VISITOR) == {}  # RW 03 leads none


def test_questions_that_the_host_has_not_answered_come_up(people: People, town: Town) -> None:
    question = {"kind": "question", "title": "Kapan jalan diperbaiki?", "body": "Sudah setahun berlubang."}
    open_topic(category=general(), author=people.sunarti, asked=town.office, **question)
    assert seen(call(people, town, host=town.office), VISITOR) == {QUESTIONS: ["Kapan jalan diperbaiki?"]}
    assert seen(call(people, town), VISITOR) == {}


def test_each_reads_only_what_they_may_see(
    people: People, town: Town, project: Project, private_project: Project
) -> None:
    obstacle(project, people, "Kendala terbuka")
    obstacle(private_project, people, "Kendala rahasia")
    private = call(people, town, title="Rapat tertutup", visibility="private", starts_at=in_days(2), host=town.youth)
    promise_at(private, people.putri, "Janji rahasia", town.firm)
    meeting = call(people, town, host=town.youth)
    for stranger in (VISITOR, people.sunarti):
        assert seen(meeting, stranger) == {OBSTACLES: ["Kendala terbuka"], PROJECTS: ["Bank sampah RW 03"]}
    found = seen(meeting, people.rizky)
    assert set(found[OBSTACLES]) == {"Kendala terbuka", "Kendala rahasia"}
    assert found[PROMISES] == ["Janji rahasia"]
    for path in (meeting.get_absolute_url(), meeting.items_url()):
        html = Client().get(path).content.decode()
        assert ("Kendala terbuka" in html, "rahasia" in html.lower()) == (True, False)


@pytest.mark.parametrize("who", ["visitor", "rizky"])
def test_it_is_bounded_says_how_many_more_there_are_and_asks_once(
    people: People, town: Town, project: Project, who: str
) -> None:
    meeting = call(people, town, host=town.youth)
    browser = Client() if who == "visitor" else signed_in(people.rizky)
    few = statements(browser, meeting.get_absolute_url())
    for n in range(9):
        obstacle(project, people, f"Kendala nomor {n}")
        make_project(people, town, f"Proyek nomor {n}")
    (obstacles, projects) = review(meeting, VISITOR)
    assert (len(obstacles.points), obstacles.more) == (6, 3)
    assert (len(projects.points), projects.more) == (6, 4)
    assert statements(browser, meeting.get_absolute_url()) == few <= 10
    assert "dan 3 lagi" in browser.get(meeting.get_absolute_url()).content.decode()
