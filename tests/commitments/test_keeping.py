"""What was promised stays as it was said; what becomes of it is an entry each time."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from activity.models import Activity, Due
from commitments.actions import keep_commitment, move_due_date, withdraw_commitment
from commitments.models import Commitment, CommitmentEntry, State
from commons.access import Refused
from commons.models import Attachment
from projects.models import Project
from tests.commitments.promises import days_pass, in_days, of_a_person, promised
from tests.guards.cast import picture
from tests.people import People, signed_in
from tests.town import Town


@pytest.fixture
def commitment(people: People, town: Town, project: Project) -> Commitment:
    return promised(people, project, town.firm)


def test_kept_with_a_note_is_told_and_reminds_no_more(people: People, commitment: Commitment) -> None:
    assert Due.objects.filter(kind="commitments.due").exists()
    path = f"{commitment.get_absolute_url()}tepati/"
    answer = signed_in(people.bayu).post(path, {"note": "Empat puluh tong diserahkan di pos."})
    assert (answer.status_code, answer["Location"]) == (303, commitment.get_absolute_url())
    commitment.refresh_from_db()
    assert commitment.state == State.KEPT
    assert not Due.objects.filter(kind="commitments.due").exists()
    assert Activity.objects.get(verb="commitments.commitment_kept").recipients.get().person == people.putri
    page = Client().get(commitment.get_absolute_url()).content.decode()
    assert "Empat puluh tong diserahkan di pos." in page
    assert "Bayu Prasetyo · PT Sumber Air" in page


def test_kept_with_a_photo_alone_which_those_see_who_see_the_promise(
    people: People, town: Town, private_project: Project
) -> None:
    commitment = promised(people, private_project, town.firm)
    path = f"{commitment.get_absolute_url()}tepati/"
    assert signed_in(people.bayu).post(path, {"photos": picture("Tong")}).status_code == 303
    photo = Attachment.objects.get()
    assert photo.audience == private_project.audience
    assert signed_in(people.putri).get(photo.small.url).status_code == 200
    assert signed_in(people.dewi).get(photo.small.url).status_code == 404
    assert photo.key in signed_in(people.putri).get(commitment.get_absolute_url()).content.decode()


def test_without_evidence_it_is_not_kept(people: People, commitment: Commitment) -> None:
    answer = signed_in(people.bayu).post(f"{commitment.get_absolute_url()}tepati/", {"note": "  "})
    assert answer.status_code == 422
    assert "Tulis catatan atau pilih foto sebagai bukti." in answer.content.decode()
    with pytest.raises(Refused):
        keep_commitment(commitment=commitment, by=people.bayu)
    assert Commitment.objects.get().is_open


def test_a_new_due_date_is_an_entry_with_its_reason_and_the_first_stays_shown(
    people: People, commitment: Commitment
) -> None:
    path = f"{commitment.get_absolute_url()}tenggat/"
    browser = signed_in(people.bayu)
    assert browser.post(path, {"due_on": str(in_days(30)), "reason": "Pabrik libur"}).status_code == 303
    assert browser.post(path, {"due_on": str(in_days(40)), "reason": "Truk terlambat"}).status_code == 303
    commitment.refresh_from_db()
    assert (commitment.first_due_on, commitment.due_on) == (in_days(20), in_days(40))
    moved = [(e.due_before, e.due_after, e.note) for e in commitment.entries.all()]
    assert moved == [(in_days(20), in_days(30), "Pabrik libur"), (in_days(30), in_days(40), "Truk terlambat")]
    page = Client().get(commitment.get_absolute_url()).content.decode()
    assert "Tenggat pertama" in page
    assert "Pabrik libur" in page
    assert "semula" in Client().get("/komitmen/").content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"due_on": "kemarin", "reason": "Pabrik libur"}, "Tulis tanggal seperti"),
        ({"due_on": "2020-01-01", "reason": "Pabrik libur"}, "Tenggat baru tidak boleh sebelum hari ini."),
        ({"reason": "Pabrik libur"}, "Bagian ini belum diisi."),
        ({"due_on": "2031-01-01", "reason": ""}, "Bagian ini belum diisi."),
        ({"due_on": "2031-01-01", "reason": "\u200b\u200b\u200b\u200b\u200b"}, "Bagian ini belum diisi."),
    ],
)
def test_a_day_or_a_reason_that_is_none_is_said_and_nothing_is_lost(
    people: People, commitment: Commitment, form: dict[str, str], said: str
) -> None:
    answer = signed_in(people.bayu).post(f"{commitment.get_absolute_url()}tenggat/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Commitment.objects.get().due_on == in_days(20)


def test_the_day_it_has_is_no_new_one(people: People, commitment: Commitment) -> None:
    for day in (in_days(20), in_days(-1)):
        with pytest.raises(Refused):
            move_due_date(commitment=commitment, by=people.bayu, due_on=day, reason="Pabrik libur")


def test_withdrawn_with_a_reason_that_everybody_reads(people: People, commitment: Commitment) -> None:
    path = f"{commitment.get_absolute_url()}tarik/"
    assert signed_in(people.bayu).post(path, {"reason": ""}).status_code == 422
    assert signed_in(people.bayu).post(path, {"reason": "Anggaran dipotong."}).status_code == 303
    commitment.refresh_from_db()
    assert commitment.state == State.WITHDRAWN
    assert "Anggaran dipotong." in Client().get(commitment.get_absolute_url()).content.decode()


def test_late_is_what_is_open_after_its_day_and_is_late_no_more_once_it_is_moved_or_kept(
    people: People, town: Town, project: Project, commitment: Commitment
) -> None:
    assert not days_pass(commitment, 20).is_late  # on the day itself
    late = days_pass(commitment, 1)
    assert late.is_late
    assert "Terlambat" in Client().get(late.get_absolute_url()).content.decode()
    assert not move_due_date(commitment=late, by=people.bayu, due_on=in_days(5), reason="Truk rusak").is_late
    again = days_pass(late, 6)
    assert again.is_late
    assert not keep_commitment(commitment=again, by=people.bayu, note="Sudah").is_late


@pytest.mark.parametrize(
    "change",
    [
        {"what": "Sapu"},
        {"amount": 4},
        {"first_due_on": None},
        {"due_on": "2031-01-01"},
        {"person": None},
        {"organisation": None},
        {"said_at": "2020-01-01T00:00:00Z"},
    ],
)
def test_the_database_keeps_what_was_promised(commitment: Commitment, change: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(**change)


def test_the_database_keeps_what_became_of_it(people: People, commitment: Commitment) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        commitment.delete()
    withdraw_commitment(commitment=commitment, by=people.bayu, reason="Anggaran dipotong.")
    for act in (
        lambda: Commitment.objects.update(state="open", closed_at=None),
        lambda: CommitmentEntry.objects.update(note="Lupa"),
        lambda: CommitmentEntry.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_f4_a_form_that_arrives_twice_is_done_once(people: People, commitment: Commitment) -> None:
    path, form = f"{commitment.get_absolute_url()}tepati/", {"note": "Sudah", "once": "kunci-sekali-pakai"}
    browser = signed_in(people.bayu)
    assert {browser.post(path, form)["Location"] for _ in range(2)} == {commitment.get_absolute_url()}
    assert CommitmentEntry.objects.count() == 1


def test_somebody_who_asks_to_be_erased_leaves_no_promise_that_nobody_keeps(
    people: People, town: Town, project: Project
) -> None:
    from commitments.personal_data import erase, export

    alone = of_a_person(people, project, people.sunarti)
    of_the_firm = promised(people, project, town.firm)
    assert [one["what"] for one in export(people.sunarti)["promises"]] == ["Menata papan jadwal"]
    for one in (people.sunarti, people.bayu):
        with transaction.atomic():
            erase(one)
    alone.refresh_from_db()
    of_the_firm.refresh_from_db()
    assert (alone.state, of_the_firm.state) == (State.WITHDRAWN, State.OPEN)
