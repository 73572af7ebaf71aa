"""Two browsers at the same moment: a promise is made once and closed once, and nobody meets a 500."""

import pytest

from commitments.actions import keep_commitment
from commitments.models import Commitment, CommitmentEntry
from stakeholders.actions import join
from tests.commitments.promises import asked, in_days, promised
from tests.guards.at_once import posting, together
from tests.people import People
from tests.town import REPRESENTATIVE, Town, make_project

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
ROUNDS = 4
FINE = {303, 403}


def test_kept_by_one_and_withdrawn_by_another(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    for n in range(ROUNDS):
        commitment = promised(people, make_project(people, town, f"Proyek {n}"), town.firm)
        path = commitment.get_absolute_url()
        answers = together(
            [
                posting(people.bayu, f"{path}tepati/", note="Diserahkan di pos."),
                posting(people.sunarti, f"{path}tarik/", reason="Anggaran dipotong."),
                posting(people.putri, f"{path}tepati/", note="Sudah datang."),
            ]
        )
        assert set(answers) <= FINE
        commitment.refresh_from_db()
        assert [entry.what for entry in commitment.entries.all()] == [commitment.state]


def test_moved_by_one_while_the_other_keeps_it(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    for n in range(ROUNDS):
        commitment = promised(people, make_project(people, town, f"Proyek {n}"), town.firm)
        path = commitment.get_absolute_url()
        answers = together(
            [
                posting(people.bayu, f"{path}tenggat/", due_on=str(in_days(30)), reason="Pabrik libur"),
                posting(people.sunarti, f"{path}tepati/", note="Sudah datang."),
            ]
        )
        assert set(answers) <= FINE
        commitment.refresh_from_db()
        assert commitment.entries.filter(what="kept").count() == 1
        moved = commitment.entries.filter(what="moved").count()
        assert commitment.due_on == in_days(30 if moved else 20)


def test_a_yes_that_arrives_twice_promises_once(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        partnership = asked(people, make_project(people, town, f"Proyek {n}"), town.firm)
        path = f"/proyek/{partnership.project_id}/mitra/{partnership.pk}/jawab/"
        form = {"answer": "accept", "contribution": "Tong sampah", "amount": "40", "unit": "tong"}
        assert set(together([posting(people.bayu, path, **form) for _ in range(2)])) <= FINE
        assert Commitment.objects.filter(source_id=partnership.pk).count() == 1
    assert not CommitmentEntry.objects.exists()


def test_handed_over_by_two_at_once_leaves_a_whole_chain(people: People, town: Town) -> None:
    for one in (people.sunarti, people.tukimin):
        join(organisation=town.firm, person=one, role=REPRESENTATIVE)
    for n in range(ROUNDS):
        commitment = promised(people, make_project(people, town, f"Proyek {n}"), town.firm)
        path = f"{commitment.get_absolute_url()}serahkan/"
        answers = together(
            [posting(people.bayu, path, to=people.sunarti.pk), posting(people.putri, path, to=people.tukimin.pk)]
        )
        assert set(answers) <= FINE
        commitment.refresh_from_db()
        chain = [(entry.person_before, entry.person_after) for entry in commitment.entries.all()]
        assert chain
        assert [before for before, _after in chain] == [people.bayu, *(after for _before, after in chain[:-1])]
        assert commitment.person == chain[-1][1]


def test_taken_back_by_two_at_once_it_runs_again_once(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        commitment = promised(people, make_project(people, town, f"Proyek {n}"), town.firm)
        keep_commitment(commitment=commitment, by=people.bayu, note="Sudah datang.")
        path = f"{commitment.get_absolute_url()}belum/"
        answers = together([posting(one, path, reason="Baru separuh.") for one in (people.bayu, people.putri)])
        assert set(answers) <= FINE
        assert [entry.what for entry in commitment.entries.all()] == ["kept", "undone"]
