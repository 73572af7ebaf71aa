"""*Ditepati* that was wrong is taken back by an entry: it runs again, counts so, and those who were told hear it."""

from datetime import timedelta

import pgtrigger
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from activity.models import Due
from commitments.actions import keep_commitment, undo_keeping, withdraw_commitment
from commitments.models import Commitment, CommitmentEntry, State
from commons.access import Refused
from projects.actions import archive_project, end_partnership
from projects.models import Project
from stakeholders.actions import join
from tests.commitments.promises import days_pass, promised
from tests.commitments.test_pages import listed
from tests.commitments.test_permissions import who_may
from tests.commitments.test_reminders import letter_about, told, waits_for
from tests.people import People, signed_in
from tests.projects.life import finished
from tests.projects.test_completions import let_pass
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import REPRESENTATIVE, Town

UNDO = "commitments.undo_keeping"
REASON = "Yang datang baru sepuluh tong."


@pytest.fixture
def kept(people: People, town: Town, project: Project) -> Commitment:
    """The firm's, marked by bayu; sunarti speaks for it too."""
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    commitment = promised(people, project, town.firm)
    return keep_commitment(commitment=commitment, by=people.bayu, note="Empat puluh tong diserahkan.")


def path_of(commitment: Commitment) -> str:
    return f"{commitment.get_absolute_url()}belum/"


def now_of(commitment: Commitment) -> Commitment:
    return Commitment.objects.get(pk=commitment.pk)


def test_taken_back_with_a_reason_that_stays_beside_the_evidence(people: People, kept: Commitment) -> None:
    browser = signed_in(people.bayu)
    assert path_of(kept) in browser.get(kept.get_absolute_url()).content.decode()
    assert browser.post(path_of(kept), {"reason": ""}).status_code == 422
    answer = browser.post(path_of(kept), {"reason": REASON})
    assert (answer.status_code, answer["Location"]) == (303, kept.get_absolute_url())
    again = now_of(kept)
    assert (again.state, again.closed_at) == (State.OPEN, None)
    assert [entry.what for entry in again.entries.all()] == ["kept", "undone"]
    page = Client().get(kept.get_absolute_url()).content.decode()
    assert "Empat puluh tong diserahkan." in page
    assert REASON in page


def test_it_runs_again_is_reminded_waits_and_may_be_kept_in_earnest(people: People, kept: Commitment) -> None:
    assert not Due.objects.filter(kind="commitments.due", done_at=None).exists()
    undo_keeping(commitment=kept, by=people.bayu, reason=REASON)
    assert Due.objects.filter(kind="commitments.due", done_at=None).count() == 3
    late = days_pass(kept, 25)
    assert [pk for pk, _said in waits_for(people.bayu)] == [people.bayu.pk]
    keep_commitment(commitment=late, by=people.sunarti, note="Sekarang semuanya.")
    assert who_may(people, UNDO, now_of(kept)) == {"sunarti", "putri"}


def test_the_organisations_page_and_the_ledger_count_it_anew(people: People, town: Town, kept: Commitment) -> None:
    def counts() -> list[str]:
        panels = Client().get(town.firm.get_absolute_url()).context["panels"]
        shown = next(context for panel, context in panels if panel.code == "commitments.of_organisation")
        return [stat.number for stat in shown["stats"]]

    assert counts() == ["1", "0", "0"]
    undo_keeping(commitment=kept, by=people.bayu, reason=REASON)
    assert counts() == ["0", "1", "0"]
    assert listed("?lihat=semua&status=kept") == []
    days_pass(kept, 25)
    assert counts() == ["0", "0", "1"]
    assert listed("?lihat=terlambat") == [kept.what]
    assert "Terlambat" in Client().get(kept.source.project.get_absolute_url()).content.decode()


def test_who_marked_it_and_the_coordinator_may_and_nobody_else(people: People, kept: Commitment) -> None:
    """sunarti speaks for the firm but did not mark it; ratna leads the office."""
    assert who_may(people, UNDO, kept) == {"bayu", "putri"}
    for stranger in (people.sunarti, people.dewi, people.ratna):
        answer = signed_in(stranger).post(path_of(kept), {"reason": REASON})
        assert answer.status_code == 403
        assert "Tanda ditepati dibatalkan oleh yang menandainya atau koordinator" in answer.content.decode()
        assert path_of(kept) not in signed_in(stranger).get(kept.get_absolute_url()).content.decode()
    undo_keeping(commitment=kept, by=people.putri, reason=REASON)
    assert kept.entries.last().acting_as is None  # type: ignore[union-attr]


@pytest.mark.parametrize("days", [13, 15])
def test_within_14_days(people: People, kept: Commitment, days: int) -> None:
    with pgtrigger.ignore():
        Commitment.objects.update(closed_at=timezone.now() - timedelta(days=days))
    assert who_may(people, UNDO, now_of(kept)) == ({"bayu", "putri"} if days < 14 else set())
    if days > 14:
        with pytest.raises(Refused):
            undo_keeping(commitment=kept, by=people.putri, reason=REASON)


def test_neither_what_runs_nor_what_was_withdrawn_is_taken_back(people: People, kept: Commitment) -> None:
    running = undo_keeping(commitment=kept, by=people.bayu, reason=REASON)
    with pytest.raises(Refused):
        undo_keeping(commitment=running, by=people.bayu, reason=REASON)
    withdraw_commitment(commitment=running, by=people.bayu, reason="Tidak sanggup")
    with pytest.raises(Refused):
        undo_keeping(commitment=running, by=people.putri, reason=REASON)
    assert now_of(kept).state == State.WITHDRAWN


def test_who_was_told_that_it_was_kept_and_who_keeps_it_hear_it(
    people: People,
    kept: Commitment,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    assert told("commitments.commitment_kept") == {("concerned", "putri")}
    undo_keeping(commitment=kept, by=people.bayu, reason=REASON)
    assert told("commitments.keeping_undone") == {("concerned", "putri"), ("concerned", "bayu")}
    assert REASON in letter_about(mail_sink, people.putri.email or "", "Belum ditepati")


# pitfall: P1
@pytest.mark.parametrize("how", ["archived", "partner gone"])
def test_what_is_over_stays_as_it_was(people: People, town: Town, project: Project, kept: Commitment, how: str) -> None:
    if how == "archived":
        finished(project, people.rizky, people.putri)
        let_pass(project, days=15)
        archive_project(project=project, by=people.putri)
    else:
        end_partnership(partnership=kept.source, by=people.putri, reason="Program selesai")
    for one in (people.bayu, people.putri):
        with pytest.raises(Refused):
            undo_keeping(commitment=kept, by=one, reason=REASON)
    assert now_of(kept).state == State.KEPT


def test_the_database_lets_it_run_again_only_with_its_entry(people: People, kept: Commitment) -> None:
    def update(**facts: object) -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            Commitment.objects.filter(pk=kept.pk).update(**facts)

    update(state="open", closed_at=None)
    CommitmentEntry.objects.create(commitment=kept, what="undone", note=REASON, by=people.bayu)
    update(state="withdrawn")
    assert Commitment.objects.filter(pk=kept.pk).update(state="open", closed_at=None) == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        CommitmentEntry.objects.create(commitment=kept, what="undone", by=people.bayu)


def test_f4_a_form_that_arrives_twice_is_done_once(people: People, kept: Commitment) -> None:
    form = {"reason": REASON, "once": "kunci-sekali-pakai"}
    browser = signed_in(people.bayu)
    assert {browser.post(path_of(kept), form)["Location"] for _ in range(2)} == {kept.get_absolute_url()}
    assert CommitmentEntry.objects.filter(what="undone").count() == 1
