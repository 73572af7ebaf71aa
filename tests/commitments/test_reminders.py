"""Seven days before, on the day and three days after; what waits; and *Ditepati* from the mail, which binds."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from activity.models import Activity, Due
from commitments.actions import keep_commitment, move_due_date
from commitments.models import Commitment, State
from commitments.queries import promised as in_the_name_of
from commitments.queries import waiting_commitments
from mail.delivery import drain
from mail.models import Message
from notifications.fanout import dispatch
from projects.models import Project
from stakeholders.actions import end_membership, join, suspend_organisation
from tests.commitments.promises import days_pass, in_days, of_a_person, promised, reminded
from tests.people import People, signed_in
from tests.sinks import MailSink, mail_sink, text_of  # noqa: F401
from tests.stakeholders.test_registering import newest_letter
from tests.town import MANAGER, REPRESENTATIVE, Town


def told(verb: str) -> set[tuple[str, str]]:
    """The reasons, and the handles or groups they stand for."""
    recipients = Activity.objects.filter(verb=verb).latest("pk").recipients.select_related("person", "group")
    return {(one.reason, one.person.handle if one.person else str(one.group.organisation)) for one in recipients}  # type: ignore[union-attr]


def waits_for(*people: object) -> list[tuple[int, str]]:
    rows = waiting_commitments(timezone.now(), [one.pk for one in people])  # type: ignore[attr-defined]
    return [(row.person_id, str(row.sentence)) for row in rows]


def test_three_times_are_set_at_eight_and_follow_the_day(people: People, town: Town, project: Project) -> None:
    commitment = promised(people, project, town.firm)

    def days() -> dict[str, int]:
        due = Due.objects.filter(kind="commitments.due", done_at=None)
        assert {timezone.localtime(one.due_at).hour for one in due} <= {8}
        return {one.occasion: (timezone.localtime(one.due_at).date() - in_days(0)).days for one in due}

    assert days() == {"7d": 13, "day": 20, "late": 23}
    move_due_date(commitment=commitment, by=people.bayu, due_on=in_days(2), reason="Bisa lebih cepat")
    assert days() == {"day": 2, "late": 5}
    promised(people, project, town.ngo, due_on=None)
    assert Due.objects.filter(kind="commitments.due").count() == 2


def test_whoever_promised_is_reminded_and_late_the_coordinator_too(
    people: People, town: Town, project: Project
) -> None:
    promised(people, project, town.firm)
    reminded("7d")
    assert told("commitments.due") == {("your_turn", "bayu")}
    reminded("late")
    assert told("commitments.late") == {("your_turn", "bayu"), ("concerned", "putri")}


def test_whoever_only_looks_after_the_place_is_not_asked_to_move_or_withdraw_it(
    people: People, town: Town, project: Project
) -> None:
    promised(people, project, town.firm)
    reminded("late")
    assert "ubah tenggat, atau tarik komitmen lewat" in newest_letter(people.bayu)
    assert "tarik komitmen" not in newest_letter(people.putri)


def test_who_left_the_organisation_is_not_reminded_but_those_who_speak_for_it_are(
    people: People, town: Town, project: Project
) -> None:
    commitment = promised(people, project, town.firm, due_on=in_days(5))
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    assert [pk for pk, _said in waits_for(people.bayu, people.sunarti)] == [people.bayu.pk]
    mine = town.firm.memberships.get(person=people.bayu)
    assert [card.title for card in in_the_name_of(people.bayu, town.firm, people.sunarti)] == [commitment.what]
    assert (
        commitment.what
        in signed_in(people.bayu).get(f"/direktori/{town.firm.pk}/anggota/{mine.pk}/lepas/").content.decode()
    )
    end_membership(membership=mine, by=people.bayu)
    reminded("day")
    assert told("commitments.due") == {("your_turn", "PT Sumber Air")}
    assert [pk for pk, _said in waits_for(people.bayu, people.sunarti)] == [people.sunarti.pk]


def test_nobody_is_reminded_of_what_was_kept(people: People, town: Town, project: Project) -> None:
    commitment = promised(people, project, town.firm)
    due = Due.objects.filter(kind="commitments.due").values()
    kept = list(due)
    keep_commitment(commitment=commitment, by=people.bayu, note="Sudah")
    Due.objects.bulk_create(Due(**one) for one in kept)  # as if it had been claimed just before
    reminded("day")
    assert not Activity.objects.filter(verb__in=["commitments.due", "commitments.late"]).exists()


def test_what_is_near_or_late_waits_for_its_owner_alone(
    people: People, town: Town, project: Project, private_project: Project
) -> None:
    near = of_a_person(people, project, people.sunarti, due_on=in_days(7))
    of_a_person(people, project, people.sunarti, what="Nanti saja", due_on=in_days(8))
    of_a_person(people, private_project, people.sunarti, what="Yang tak terlihat", due_on=in_days(1))
    late = days_pass(promised(people, project, town.firm, contribution="Tong"), 21)
    join(organisation=town.firm, person=people.rizky, role=REPRESENTATIVE)
    assert waits_for(people.sunarti) == [(people.sunarti.pk, f"Komitmen hampir jatuh tempo: {near.what}.")]
    assert waits_for(people.bayu, people.rizky, people.dewi) == [(people.bayu.pk, "Komitmen terlambat: Tong.")]
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    assert waits_for(people.bayu, people.rizky) == []
    assert late.is_open


def letter_about(sink: MailSink, address: str, subject: str) -> str:
    dispatch()
    Message.objects.update(due_at=timezone.now() - timedelta(hours=1))
    drain()
    found = [mail for mail in sink.to(address) if subject in str(mail["Subject"])]
    assert found, [str(mail["Subject"]) for mail in sink.to(address)]
    return text_of(found[-1])


@pytest.fixture
def commitment(people: People, town: Town, project: Project) -> Commitment:
    return promised(people, project, town.firm)


def test_kept_from_the_mail_needs_the_code_and_a_note(
    people: People,
    commitment: Commitment,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    reminded("day")
    text = letter_about(mail_sink, people.bayu.email or "", "Jatuh tempo")
    assert "40 tong" in text
    link = re.search(r"/aksi/\S+", text)
    assert link
    browser, path = Client(), link[0]
    assert commitment.what in signed_in(people.bayu).get(path).content.decode()
    assert browser.post(path, {"note": "Diserahkan di pos."}).status_code == 422
    assert Commitment.objects.get().is_open
    assert browser.post(f"{path}kode/").status_code == 303
    code = Message.objects.filter(kind="mail.act_code").latest("pk").secret["code"]
    assert browser.post(path, {"note": "", "code": code}).status_code == 422
    answer = browser.post(path, {"note": "Diserahkan di pos.", "code": code})
    assert answer.status_code == 303
    assert "tercatat ditepati" in browser.get(answer["Location"]).content.decode()
    entry = Commitment.objects.get().entries.get()
    assert (entry.note, entry.by) == ("Diserahkan di pos.", people.bayu)
    assert Commitment.objects.get().state == State.KEPT


def test_o2_the_link_of_who_has_left_since_keeps_nothing(
    people: People,
    town: Town,
    commitment: Commitment,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    reminded("day")
    text = letter_about(mail_sink, people.bayu.email or "", "Jatuh tempo")
    link = re.search(r"/aksi/\S+", text)
    assert link
    end_membership(membership=town.firm.memberships.get(person=people.bayu), by=people.bayu)
    answer = signed_in(people.bayu).post(link[0], {"note": "Diserahkan di pos."})
    assert answer.status_code == 403
    assert "Ditandai ditepati oleh pemilik" in answer.content.decode()
    assert Commitment.objects.get().is_open


def test_a_promise_that_was_moved_is_told_with_the_new_day_and_the_reason(
    people: People,
    commitment: Commitment,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    move_due_date(commitment=commitment, by=people.bayu, due_on=in_days(40), reason="Pabrik libur")
    text = letter_about(mail_sink, people.putri.email or "", "Tenggat berubah")
    assert "Pabrik libur" in text
    assert "Bayu Prasetyo (PT Sumber Air) mengubah tenggat komitmen" in text
