"""An obstacle is written down, asked of an organisation that hears it, answered by it alone, and resolved."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import ActivityRecipient, Due
from commons.access import Refused
from commons.calendar import today
from projects.actions import answer_obstacle, change_stage, end_partnership, raise_obstacle, resolve_obstacle
from projects.models import Obstacle, Project
from projects.queries import obstacles_by_age, waiting
from stakeholders.actions import join
from tests.people import People, signed_in
from tests.town import REPRESENTATIVE, Town, partner

WHAT, ANSWER, END = "Truk jemput tidak muat di gang.", "Kami kirim gerobak motor.", "Dijemput dengan gerobak motor."


def raised(people: People, project: Project, asked: object = None, **facts: object) -> Obstacle:
    facts = {"since_on": today() - timedelta(days=12), **facts}
    return raise_obstacle(project=project, by=people.putri, what=WHAT, asked=asked, **facts)  # type: ignore[arg-type]


def waits_for(person: object) -> list[int]:
    rows = waiting(timezone.now(), [person.pk])  # type: ignore[attr-defined]
    return [row.object_id for row in rows if row.kind == "projects.obstacle"]


def test_the_asked_organisation_hears_it_finds_it_waiting_and_answers(
    people: People, town: Town, project: Project
) -> None:
    partner(people, project, town.firm)
    form = {"what": WHAT, "since_on": str(today()), "asked": town.shop.pk, "due_on": str(today() + timedelta(days=5))}
    address = f"/proyek/{project.pk}/kendala/catat/"
    assert signed_in(people.dewi).post(address, form).status_code == 403
    assert signed_in(people.bayu).post(address, form | {"acting_as": town.firm.pk}).status_code == 303
    obstacle = Obstacle.objects.get()
    assert (obstacle.raised_by, obstacle.acting_as) == (people.bayu, town.firm)
    told = ActivityRecipient.objects.filter(activity__verb="projects.obstacle_raised", reason="your_turn")
    assert [one.group for one in told] == [town.shop.group]
    assert waits_for(people.sunarti) == [obstacle.pk]
    assert waits_for(people.bayu) == []
    assert Due.objects.filter(kind="projects.obstacle_due", target_id=obstacle.pk, done_at=None).exists()

    answer = f"/proyek/{project.pk}/kendala/{obstacle.pk}/jawab/"
    for other in (people.bayu, people.putri, people.ratna):
        assert signed_in(other).post(answer, {"answer": ANSWER}).status_code == 403
    browser = signed_in(people.sunarti)
    assert browser.post(answer, {"answer": "ya"}).status_code == 422
    assert browser.post(answer, {"answer": ANSWER}).status_code == 303
    obstacle.refresh_from_db()
    assert (obstacle.answer, obstacle.answered_by) == (ANSWER, people.sunarti)
    assert waits_for(people.sunarti) == []
    assert not Due.objects.filter(kind="projects.obstacle_due", target_id=obstacle.pk, done_at=None).exists()
    with pytest.raises(Refused):
        answer_obstacle(obstacle=obstacle, by=people.sunarti, answer=ANSWER)


def test_the_team_resolves_it_once_and_says_how(people: People, town: Town, project: Project) -> None:
    obstacle = raised(people, project, town.shop)
    address = f"/proyek/{project.pk}/kendala/{obstacle.pk}/selesai/"
    assert signed_in(people.sunarti).post(address, {"resolution": END}).status_code == 403
    assert signed_in(people.putri).post(address, {"resolution": ""}).status_code == 422
    assert signed_in(people.putri).post(address, {"resolution": END}).status_code == 303
    assert signed_in(people.putri).post(address, {"resolution": END}).status_code == 403
    with pytest.raises(Refused):
        answer_obstacle(obstacle=obstacle, by=people.sunarti, answer=ANSWER)
    page = Client().get(f"/proyek/{project.pk}/kendala/").content.decode()
    assert END in page
    assert "berlangsung 12 hari" in page


def test_who_wrote_it_down_resolves_it_and_another_partner_does_not(
    people: People, town: Town, project: Project
) -> None:
    partner(people, project, town.ngo)
    ours = partner(people, project, town.firm)
    join(organisation=town.firm, person=people.rizky, role=REPRESENTATIVE)
    theirs, mine = (
        raise_obstacle(
            project=project, by=people.bayu, what=WHAT, since_on=today(), asked=town.ngo, acting_as=town.firm
        )
        for _ in range(2)
    )
    listed = f"/proyek/{project.pk}/kendala/"
    for other in (people.dewi, people.sunarti):  # who was asked answers; who has no part says nothing
        assert signed_in(other).post(f"{listed}{theirs.pk}/selesai/", {"resolution": END}).status_code == 403
        assert "/selesai/" not in signed_in(other).get(listed).content.decode()
        with pytest.raises(Refused):
            resolve_obstacle(obstacle=theirs, by=other, resolution=END)
    page = signed_in(people.rizky).get(listed).content.decode()
    assert f"{listed}{theirs.pk}/selesai/" in page
    assert signed_in(people.rizky).post(f"{listed}{theirs.pk}/selesai/", {"resolution": END}).status_code == 303
    end_partnership(partnership=ours, by=people.putri)
    assert signed_in(people.bayu).post(f"{listed}{mine.pk}/selesai/", {"resolution": END}).status_code == 403
    assert signed_in(people.putri).post(f"{listed}{mine.pk}/selesai/", {"resolution": END}).status_code == 303


def test_its_age_stands_on_the_project_page_until_it_is_resolved(people: People, town: Town, project: Project) -> None:
    obstacle = raised(people, project, town.shop)
    page = Client().get(project.get_absolute_url()).content.decode()
    assert WHAT in page
    assert f"Sudah 12 hari · menunggu {town.shop.name}" in page
    resolve_obstacle(obstacle=obstacle, by=people.putri, resolution=END)
    assert WHAT not in Client().get(project.get_absolute_url()).content.decode()


def test_the_desk_lists_them_by_age_and_the_list_asks_as_much_for_many(
    people: People, town: Town, project: Project
) -> None:
    young = raised(people, project, town.shop, since_on=today())
    old = raised(people, project)
    card = obstacles_by_age(people.ratna)
    assert card is not None
    assert [one.pk for one in card["obstacles"]] == [old.pk, young.pk]
    assert WHAT in signed_in(people.ratna).get("/meja/").content.decode()

    def asked() -> int:
        browser = signed_in(people.putri)
        browser.get(f"/proyek/{project.pk}/kendala/")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/proyek/{project.pk}/kendala/").status_code == 200
        return len(seen)

    few = asked()
    for _ in range(6):
        raised(people, project, town.firm)
    assert asked() == few <= 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "pendek"},
        {"since_on": "31/02/2026"},
        {"since_on": str(today() + timedelta(days=1))},
        {"due_on": str(today() - timedelta(days=1))},
        {"due_on": str(today())},
        {"asked": "99999999999999999999"},
        {"acting_as": "1 OR 1=1"},
    ],
)
def test_bad_input_is_a_sentence_and_nothing_is_lost(people: People, project: Project, wrong: dict[str, str]) -> None:
    form = {"what": WHAT, "since_on": str(today())} | wrong
    answer = signed_in(people.putri).post(f"/proyek/{project.pk}/kendala/catat/", form)
    assert answer.status_code == 422
    assert form["what"] in answer.content.decode()
    assert not Obstacle.objects.exists()


def test_a_private_project_asks_only_those_who_take_part(people: People, town: Town, private_project: Project) -> None:
    with pytest.raises(Refused):
        raised(people, private_project, town.shop)
    taking_part = partner(people, private_project, town.firm)
    obstacle = raised(people, private_project, town.firm)
    assert waits_for(people.bayu) == [obstacle.pk]
    end_partnership(partnership=taking_part, by=people.putri)
    assert waits_for(people.bayu) == []
    address = f"/proyek/{private_project.pk}/kendala/{obstacle.pk}/jawab/"
    assert signed_in(people.bayu).get(address).status_code == 404


def test_another_projects_obstacle_is_not_found_and_a_closed_project_takes_none(
    people: People, town: Town, project: Project, private_project: Project
) -> None:
    obstacle = raised(people, project, town.shop)
    for verb in ("jawab", "selesai"):
        forged = f"/proyek/{private_project.pk}/kendala/{obstacle.pk}/{verb}/"
        assert signed_in(people.ratna).get(forged).status_code == 404
    change_stage(project=project, stage="cancelled", by=people.ratna, reason="Lahannya dijual pemiliknya.")
    assert waits_for(people.sunarti) == []
    with pytest.raises(Refused):
        resolve_obstacle(obstacle=obstacle, by=people.putri, resolution=END)
    assert signed_in(people.putri).get(f"/proyek/{project.pk}/kendala/catat/").status_code == 403


def test_the_database_keeps_answers_and_endings_whole(people: People, project: Project) -> None:
    obstacle = raised(people, project)
    for half in ({"answer": ANSWER}, {"resolution": END}, {"answered_at": timezone.now()}, {"due_on": today()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Obstacle.objects.filter(pk=obstacle.pk).update(**half)


def test_on_its_day_the_asked_and_the_coordinator_hear_that_no_answer_came(
    people: People, town: Town, project: Project
) -> None:
    obstacle = raised(people, project, town.shop, due_on=today() + timedelta(days=3))
    answered = raised(people, project, town.firm, due_on=today() + timedelta(days=3))
    answer_obstacle(obstacle=answered, by=people.bayu, answer=ANSWER)
    Due.objects.filter(kind="projects.obstacle_due").update(due_at=timezone.now())
    assert tell_next_due()
    told = ActivityRecipient.objects.filter(activity__verb="projects.obstacle_due")
    assert {one.activity.target for one in told} == {obstacle}
    assert {one.group or one.person for one in told} == {town.shop.group, people.putri}


def test_the_project_page_shows_the_three_oldest_within_its_ten_statements(
    people: People, town: Town, project: Project
) -> None:
    partner(people, project, town.firm)
    for one in (town.shop, town.firm, town.ngo, town.rw03, None):
        raised(people, project, one)
    browser = signed_in(people.bayu)
    browser.get(project.get_absolute_url())
    with CaptureQueriesContext(connection) as seen:
        page = browser.get(project.get_absolute_url()).content.decode()
    assert len(seen) <= 10
    assert page.count(f">{WHAT}</a>") == 3
    assert "Semua kendala" in page
