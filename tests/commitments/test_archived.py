"""A project in the archive is read-only for its partners' promises too: what was open stays as it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from activity.models import Due
from commitments.actions import keep_commitment, move_due_date, withdraw_commitment
from commitments.models import Commitment, State
from commitments.queries import waiting_commitments
from commons.access import Refused, can
from mail import acts
from projects.actions import archive_project
from projects.models import Project
from tests.commitments.promises import days_pass, in_days, of_a_person, promised
from tests.people import People, signed_in
from tests.projects.life import finished
from tests.stakeholders.files import rows_of
from tests.town import Town, partner

RULES = ("keep_commitment", "move_due_date", "withdraw_commitment")
ACTS: list[Callable[..., Any]] = [
    lambda one, by: keep_commitment(commitment=one, by=by, note="Sudah diserahkan."),
    lambda one, by: move_due_date(commitment=one, by=by, due_on=in_days(40), reason="Truk rusak."),
    lambda one, by: withdraw_commitment(commitment=one, by=by, reason="Anggaran dicabut."),
]


@pytest.fixture
def commitment(people: People, town: Town, project: Project) -> Commitment:
    """Forty bins in twenty days, of a project that is finished meanwhile and may be put away."""
    made = promised(people, project, town.firm)
    partner(people, project, town.ngo)
    finished(project, people.putri, people.dewi)
    Project.objects.filter(pk=project.pk).update(stage_since=timezone.now() - timedelta(days=15))
    return made


def archived(people: People, commitment: Commitment) -> Commitment:
    archive_project(project=Project.objects.get(thread=commitment.place), by=people.ratna)
    return Commitment.objects.get(pk=commitment.pk)


def test_it_can_be_kept_moved_and_withdrawn_until_the_project_is_archived_and_not_after(
    people: People, commitment: Commitment
) -> None:
    assert all(can(people.bayu, f"commitments.{rule}", commitment) for rule in RULES)
    commitment = archived(people, commitment)
    for rule in RULES:
        verdict = can(people.bayu, f"commitments.{rule}", commitment)
        assert not verdict
        assert "belum diarsipkan" in verdict.reason


@pytest.mark.parametrize("do", ACTS, ids=RULES)
def test_archived_between_check_and_lock_is_refused_and_leaves_no_entry(
    people: People, commitment: Commitment, do: Callable[..., Any]
) -> None:
    archived(people, commitment)
    with pytest.raises(Refused, match="belum diarsipkan"):
        do(commitment, people.bayu)
    assert not commitment.entries.exists()


@pytest.mark.parametrize("path", ["tepati/", "tenggat/", "tarik/"])
def test_its_forms_say_the_sentence(people: People, commitment: Commitment, path: str) -> None:
    browser, address = signed_in(people.bayu), f"{commitment.get_absolute_url()}{path}"
    assert browser.get(address).status_code == 200
    archived(people, commitment)
    answer = browser.post(address, {"note": "Sudah.", "reason": "Truk rusak.", "due_on": str(in_days(40))})
    assert answer.status_code == 403
    assert "belum diarsipkan" in answer.content.decode()


def test_the_link_in_an_older_mail_says_it_too(people: People, commitment: Commitment) -> None:
    link = acts.link("commitments.keep", person=people.bayu, target=commitment)
    archived(people, commitment)
    answer = signed_in(people.bayu).post(link, {"note": "Sudah diserahkan."})
    assert answer.status_code == 403
    assert "belum diarsipkan" in answer.content.decode()


def test_nobody_is_reminded_or_asked_any_more_and_everybody_reads_how_it_stood(
    people: People, commitment: Commitment
) -> None:
    assert Due.objects.filter(kind="commitments.due").exists()
    commitment = archived(people, commitment)
    assert (commitment.state, commitment.frozen_on is None) == (State.OPEN, False)
    assert not Due.objects.filter(kind="commitments.due").exists()
    page = signed_in(people.bayu).get(commitment.get_absolute_url()).content.decode()
    assert "Diarsipkan" in page
    assert "tetap tercatat seperti saat itu" in page
    assert "tarik/" not in page
    assert commitment.what not in signed_in(people.bayu).get("/komitmen/?lihat=organisasi").content.decode()
    assert commitment.what in signed_in(people.bayu).get("/komitmen/?lihat=semua").content.decode()


def test_search_and_file_say_it_as_its_page_does_and_no_calendar_holds_its_day(
    people: People, commitment: Commitment
) -> None:
    browser, calendar = signed_in(people.bayu), "/komitmen/tenggat.ics?lihat=organisasi"
    assert commitment.what in browser.get(calendar).content.decode()
    commitment = archived(people, commitment)
    assert "Diarsipkan · PT Sumber Air" in browser.get("/cari/", {"q": commitment.what}).content.decode()
    answer = browser.post("/komitmen/unduh/", {"bentuk": "csv", "lihat": "semua"})
    assert [row[11] for row in rows_of(b"".join(answer.streaming_content))[1:]] == ["Diarsipkan"]
    assert commitment.what not in browser.get(calendar).content.decode()


def test_what_was_late_then_stays_late_and_what_was_not_never_becomes_so(
    people: People, project: Project, commitment: Commitment
) -> None:
    late = days_pass(of_a_person(people, project, people.dewi), 30)
    assert list(waiting_commitments(timezone.now(), [people.dewi.pk]))
    archived(people, commitment)
    assert not list(waiting_commitments(timezone.now(), [people.dewi.pk]))
    assert list(Commitment.objects.late(in_days(0))) == [late]
    assert list(Commitment.objects.late(in_days(60))) == [late]


def test_the_team_reads_before_what_becomes_of_open_promises(people: People, commitment: Commitment) -> None:
    address = f"/proyek/{Project.objects.get(thread=commitment.place).pk}/arsipkan/"
    page = signed_in(people.ratna).get(address).content.decode()
    assert "1 komitmen masih berjalan. Ia tetap tercatat begitu" in page
    keep_commitment(commitment=commitment, by=people.bayu, note="Sudah diserahkan.")
    assert "masih berjalan" not in signed_in(people.ratna).get(address).content.decode()


def test_the_database_keeps_it_too(people: People, commitment: Commitment) -> None:
    archived(people, commitment)
    with pytest.raises(DatabaseError), transaction.atomic():
        Commitment.objects.update(state="kept", closed_at=timezone.now())
