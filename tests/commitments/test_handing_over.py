"""A promise goes on in somebody else's name: who may hand it over, to whom, and what follows it."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from activity.models import Activity
from commitments.actions import hand_over, withdraw_commitment
from commitments.models import Commitment, CommitmentEntry
from commitments.personal_data import export
from commitments.queries import promised as in_the_name_of
from commons.access import Refused
from projects.actions import add_milestone, archive_project, assign_task
from projects.models import Project
from stakeholders.actions import end_membership, join
from tests.commitments.promises import in_days, promised, reminded
from tests.commitments.test_permissions import who_may
from tests.commitments.test_reminders import told, waits_for
from tests.people import People, signed_in
from tests.projects.life import finished
from tests.projects.test_completions import let_pass
from tests.town import MANAGER, REPRESENTATIVE, Town, partner

HAND_OVER = "commitments.hand_over"


@pytest.fixture
def commitment(people: People, town: Town, project: Project) -> Commitment:
    """The firm's, in bayu's name, who manages it; sunarti speaks for it too."""
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    return promised(people, project, town.firm, due_on=in_days(5))


@pytest.fixture
def task(people: People, town: Town, project: Project) -> Commitment:
    """Of dewi alone, whose organisation is a partner."""
    partner(people, project, town.ngo)
    milestone = add_milestone(project=project, by=people.putri, title="Lahan siap")
    return assign_task(milestone=milestone, by=people.putri, what="Ukur lahan", person=people.dewi, due_on=in_days(5))


def path_of(commitment: Commitment) -> str:
    return f"{commitment.get_absolute_url()}serahkan/"


def test_handed_over_on_the_page_with_an_entry_that_says_from_whom_to_whom(
    people: People, town: Town, commitment: Commitment
) -> None:
    browser = signed_in(people.bayu)
    assert path_of(commitment) in browser.get(commitment.get_absolute_url()).content.decode()
    form = browser.get(path_of(commitment)).context["form"]
    assert list(form.fields["to"].queryset) == [people.sunarti]
    answer = browser.post(path_of(commitment), {"to": people.sunarti.pk, "note": "Tong sudah dipesan."})
    assert (answer.status_code, answer["Location"]) == (303, commitment.get_absolute_url())
    commitment.refresh_from_db()
    assert (commitment.person, commitment.organisation, commitment.due_on) == (people.sunarti, town.firm, in_days(5))
    entry = commitment.entries.get()
    assert (entry.person_before, entry.person_after, entry.by) == (people.bayu, people.sunarti, people.bayu)
    page = Client().get(commitment.get_absolute_url()).content.decode()
    assert "Diserahkan: Bayu Prasetyo → Sunarti" in page
    assert "Tong sudah dipesan." in page


def test_both_are_told_and_whoever_looks_after_the_place(people: People, commitment: Commitment) -> None:
    hand_over(commitment=commitment, by=people.putri, to=people.sunarti)
    assert told("commitments.commitment_handed") == {
        ("assigned", "sunarti"),
        ("concerned", "bayu"),
        ("concerned", "putri"),
    }


def test_reminders_what_waits_the_copy_of_data_and_handing_over_follow(
    people: People, town: Town, commitment: Commitment
) -> None:
    assert [pk for pk, _said in waits_for(people.bayu, people.sunarti)] == [people.bayu.pk]
    hand_over(commitment=commitment, by=people.bayu, to=people.sunarti)
    assert [pk for pk, _said in waits_for(people.bayu, people.sunarti)] == [people.sunarti.pk]
    reminded("day")
    assert told("commitments.due") == {("your_turn", "sunarti")}
    names = [in_the_name_of(one, town.firm, people.bayu) for one in (people.bayu, people.sunarti)]
    assert [[card.title for card in cards] for cards in names] == [[], [commitment.what]]
    assert [one["what"] for one in export(people.sunarti)["promises"]] == [commitment.what]
    assert [one["was_mine"] for one in export(people.bayu)["handed_over"]] == [True]
    assert [one["was_mine"] for one in export(people.sunarti)["handed_over"]] == [False]


def test_whose_it_is_their_manager_and_the_coordinator_may_and_nobody_else(
    people: People, town: Town, commitment: Commitment, task: Commitment
) -> None:
    """ratna leads the office, rizky the project; sunarti only represents the firm."""
    assert who_may(people, HAND_OVER, commitment) == {"bayu", "putri"}
    assert who_may(people, HAND_OVER, task) == {"dewi", "putri"}
    hand_over(commitment=commitment, by=people.bayu, to=people.sunarti)
    assert who_may(people, HAND_OVER, Commitment.objects.get(pk=commitment.pk)) == {"bayu", "sunarti", "putri"}
    for stranger in (people.dewi, people.rizky, people.ratna):
        answer = signed_in(stranger).post(path_of(commitment), {"to": people.bayu.pk})
        assert answer.status_code == 403
        assert "Komitmen diserahkan oleh pemegangnya, pengelola organisasinya" in answer.content.decode()
        page = signed_in(stranger).get(commitment.get_absolute_url()).content.decode()
        assert path_of(commitment) not in page
    assert Commitment.objects.get(pk=commitment.pk).person == people.sunarti


def test_an_organisations_goes_to_its_own_people_only(people: People, town: Town, commitment: Commitment) -> None:
    partner(people, commitment.source.project, town.ngo)
    for wrong in (people.dewi, people.putri, people.bayu):
        answer = signed_in(people.bayu).post(path_of(commitment), {"to": wrong.pk, "note": "Tolong dilanjutkan"})
        assert answer.status_code == 422
        assert "Tolong dilanjutkan" in answer.content.decode()
        with pytest.raises(Refused):
            hand_over(commitment=commitment, by=people.bayu, to=wrong)
    assert not CommitmentEntry.objects.exists()


def test_a_task_of_a_person_goes_to_whoever_takes_part_in_the_project(
    people: People, town: Town, project: Project, task: Commitment
) -> None:
    for stranger in (people.bayu, people.sunarti):
        with pytest.raises(Refused):
            hand_over(commitment=task, by=people.dewi, to=stranger)
    partner(people, project, town.firm)
    hand_over(commitment=task, by=people.dewi, to=people.bayu)
    assert who_may(people, HAND_OVER, Commitment.objects.get(pk=task.pk)) == {"bayu", "putri"}


def test_what_nobodys_name_stands_under_may_be_given_to_one(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    milestone = add_milestone(project=project, by=people.putri, title="Lahan siap")
    task = assign_task(milestone=milestone, by=people.putri, what="Ukur lahan", organisation=town.firm)
    hand_over(commitment=task, by=people.putri, to=people.bayu)
    assert told("commitments.commitment_handed") == {
        ("assigned", "bayu"),
        ("concerned", "PT Sumber Air"),
        ("concerned", "putri"),
    }
    assert "Diserahkan: – → Bayu Prasetyo" in Client().get(task.get_absolute_url()).content.decode()


@pytest.mark.parametrize("how", ["left", "closed", "taker left", "archived"])
def test_a_right_that_ended_between_the_door_and_the_lock_is_refused(
    people: People, town: Town, project: Project, commitment: Commitment, how: str
) -> None:
    to = people.sunarti
    if how == "left":
        join(organisation=town.firm, person=people.tukimin, role=MANAGER)
        end_membership(membership=town.firm.memberships.active().get(person=people.bayu), by=people.bayu)
    elif how == "closed":
        withdraw_commitment(commitment=commitment, by=people.sunarti, reason="Tidak sanggup")
    elif how == "taker left":
        end_membership(membership=town.firm.memberships.active().get(person=people.sunarti), by=people.sunarti)
    else:
        finished(project, people.rizky, people.putri)
        let_pass(project, days=15)
        archive_project(project=project, by=people.putri)
    with pytest.raises(Refused) as refusal:
        hand_over(commitment=commitment, by=people.bayu, to=to)
    assert ("tidak lagi ikut" if how == "taker left" else "diserahkan oleh pemegangnya") in refusal.value.reason
    assert not Activity.objects.filter(verb="commitments.commitment_handed").exists()


def test_the_database_knows_a_new_name_from_its_entry_only(people: People, commitment: Commitment) -> None:
    wrong: dict[str, Any] = {"person_before": people.dewi, "person_after": people.sunarti}
    CommitmentEntry.objects.create(commitment=commitment, what="handed", by=people.bayu, **wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(person=people.sunarti)
    for facts in ({"what": "handed"}, {"what": "kept", "person_after": people.bayu}):
        with pytest.raises(DatabaseError), transaction.atomic():
            CommitmentEntry.objects.create(commitment=commitment, by=people.bayu, note="Sudah", **facts)


def test_f4_a_form_that_arrives_twice_hands_over_once(people: People, commitment: Commitment) -> None:
    form = {"to": people.sunarti.pk, "once": "kunci-sekali-pakai"}
    browser = signed_in(people.bayu)
    assert {browser.post(path_of(commitment), form)["Location"] for _ in range(2)} == {commitment.get_absolute_url()}
    assert CommitmentEntry.objects.count() == 1


def test_o7_a_promise_of_a_private_project_cannot_be_handed_over_by_who_may_not_see_it(
    people: People, town: Town, private_project: Project
) -> None:
    hidden = promised(people, private_project, town.firm)
    for method in ("get", "post"):
        assert getattr(signed_in(people.dewi), method)(path_of(hidden)).status_code == 404
    assert signed_in(people.bayu).get(path_of(hidden)).status_code == 200
