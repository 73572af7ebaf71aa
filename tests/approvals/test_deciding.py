"""The office decides once, everybody concerned hears of it, and nobody rewrites what was decided."""

from typing import Any

import pytest
from django.db import InternalError, connection, transaction
from django.db.models import QuerySet

from accounts.models import User
from activity.models import Activity
from approvals.actions import ask, grant, refuse, return_, undo
from approvals.models import Approval, Decision, Deputy
from commons.access import Refused
from commons.approvable import Approvable
from mail.models import Message
from notifications import letters
from notifications.fanout import dispatch
from stakeholders.actions import edit_organisation, suspend_organisation
from stakeholders.models import Organisation, StateChange
from stakeholders.queries import facts_of
from tests.approvals.conftest import approval_of, deputy
from tests.people import People, signed_in
from tests.things import offered
from tests.town import members

WHY = "Susunan pengurus tidak lengkap."


def newest_letter(person: User) -> str:
    dispatch()
    letter = letters.compose(Message.objects.filter(kind="notifications.letter", person=person).latest("pk"))
    return f"{letter.subject}\n{letter.text}"


def told(approval: Approval) -> list[str]:
    return list(approval.decisions.values_list("what", flat=True))


def test_sent_in_the_applicant_reads_until_when_it_is_checked(people: People, approval: Approval) -> None:
    letter = newest_letter(people.rizky)
    assert "Kami terima: pendaftaran Koperasi Melati" in letter
    assert "paling lambat" in letter
    page = signed_in(people.rizky).get(Organisation.objects.get().get_absolute_url()).content.decode()
    assert "Dicek paling lambat" in page
    assert "Diajukan oleh Rizky Maulana" in page


def test_granted_it_is_verified_and_the_applicant_hears_of_it(people: People, approval: Approval) -> None:
    answer = signed_in(people.putri).post(f"{approval.get_absolute_url()}setujui/")
    assert (answer.status_code, answer["Location"]) == (303, approval.get_absolute_url())
    approval.refresh_from_db()
    organisation = Organisation.objects.get()
    assert (approval.state, approval.decided_by, organisation.state) == ("granted", people.putri, "verified")
    assert told(approval) == ["asked", "granted"]
    assert "Koperasi Melati sudah terverifikasi" in newest_letter(people.rizky)


def test_refused_it_is_closed_with_its_reason(people: People, sent_in: Organisation, approval: Approval) -> None:
    browser, path = signed_in(people.putri), f"{approval.get_absolute_url()}tolak/"
    assert browser.post(path, {"reason": "pendek"}).status_code == 422
    assert browser.post(path, {"reason": WHY}).status_code == 303
    sent_in.refresh_from_db()
    assert sent_in.state == "refused"
    assert not members(sent_in.group)
    letter = newest_letter(people.rizky)
    assert "Pendaftaran Koperasi Melati ditolak" in letter
    assert f"Alasannya: {WHY}" in letter
    applicant = signed_in(people.rizky)
    assert WHY in applicant.get(sent_in.get_absolute_url()).content.decode()
    assert applicant.get(f"/direktori/{sent_in.pk}/ubah/").status_code == 403
    assert signed_in(people.dewi).get(sent_in.get_absolute_url()).status_code == 404


def test_returned_the_clock_stops_and_sent_again_a_new_one_begins(
    people: People, sent_in: Organisation, approval: Approval
) -> None:
    return_(approval=approval, by=people.putri, reason=WHY)
    approval = approval_of(sent_in)
    assert (approval.state, approval.is_late(approval.due_at.replace(year=2999))) == ("returned", False)
    facts = facts_of(Organisation.objects.get())
    edit_organisation(organisation=sent_in, by=people.rizky, **facts | {"about": "Pengurus lengkap."})
    again = approval_of(sent_in)
    assert (again.pk, again.state, again.reason) == (approval.pk, "waiting", "")
    assert again.asked_at > approval.asked_at
    assert told(again) == ["asked", "returned", "again"]


@pytest.mark.parametrize("act", [grant, return_, refuse])
def test_what_is_decided_is_not_decided_again(people: People, approval: Approval, act: Any) -> None:
    grant(approval=approval, by=people.putri)
    more = {} if act is grant else {"reason": WHY}
    with pytest.raises(Refused):
        act(approval=approval, by=people.ratna, **more)
    assert told(approval) == ["asked", "granted"]


def test_an_undone_verification_is_asked_anew_and_its_people_speak_for_it_no_more(
    people: People, sent_in: Organisation, approval: Approval
) -> None:
    grant(approval=approval, by=people.putri)
    assert members(sent_in.group) == {"rizky"}
    path = f"{approval.get_absolute_url()}batalkan/"
    answer = signed_in(people.ratna).post(path, {"reason": WHY, "then": "dicek"})
    anew = approval_of(sent_in)
    assert (answer.status_code, answer["Location"]) == (303, anew.get_absolute_url())
    approval.refresh_from_db()
    sent_in.refresh_from_db()
    assert (approval.state, approval.reason, told(approval)) == ("undone", WHY, ["asked", "granted", "undone"])
    assert (anew.state, anew.asked_by, told(anew)) == ("waiting", people.rizky, ["asked"])
    assert (sent_in.state, sent_in.verified_at, sent_in.audience.visibility) == ("submitted", None, "private")
    assert not members(sent_in.group)
    assert not people.rizky.groups.exists()
    assert not Organisation.objects.represented_by(people.rizky).exists()
    assert signed_in(people.dewi).get(sent_in.get_absolute_url()).status_code == 404
    assert signed_in(people.rizky).get(sent_in.get_absolute_url()).status_code == 200
    told_of = _letters(people.rizky)
    assert any("Keputusan atas pendaftaran Koperasi Melati dibatalkan" in one and WHY in one for one in told_of)


def _letters(person: User) -> list[str]:
    dispatch()
    found = Message.objects.filter(kind__endswith="letter", person=person)  # those that nobody can switch off, too
    return [f"{letter.subject}\n{letter.text}" for letter in map(letters.compose, found)]


def test_undone_it_may_have_to_be_mended_first(people: People, sent_in: Organisation, approval: Approval) -> None:
    grant(approval=approval, by=people.putri)
    undo(approval=approval, by=people.putri, reason=WHY, is_returned=True)
    sent_in.refresh_from_db()
    assert (sent_in.state, sent_in.return_reason, approval_of(sent_in).state) == ("returned", WHY, "returned")


def test_a_wrong_refusal_is_undone_too(people: People, sent_in: Organisation, approval: Approval) -> None:
    refuse(approval=approval, by=people.putri, reason=WHY)
    undo(approval=approval, by=people.ratna, reason="Pengurusnya ternyata lengkap.")
    sent_in.refresh_from_db()
    assert (sent_in.state, approval_of(sent_in).state) == ("submitted", "waiting")


def test_of_what_was_suspended_meanwhile_the_decision_stands(
    people: People, sent_in: Organisation, approval: Approval
) -> None:
    grant(approval=approval, by=people.putri)
    suspend_organisation(organisation=sent_in, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    with pytest.raises(Refused):
        undo(approval=approval, by=people.putri, reason=WHY)
    approval.refresh_from_db()
    assert approval.state == "granted"


def rewritings(people: People) -> list[QuerySet[Any]]:
    return [Decision.objects.all(), Deputy.objects.all(), StateChange.objects.all()]


def test_no_entry_is_changed_or_deleted_by_anybody(people: People, sent_in: Organisation, approval: Approval) -> None:
    deputy(people.dewi, people.ratna)
    grant(approval=approval, by=people.dewi)
    suspend_organisation(organisation=sent_in, by=people.putri, reason=WHY)
    texts = {Decision: "reason", Deputy: "decree", StateChange: "reason"}
    for found in rewritings(people):
        assert found.exists()
        with pytest.raises(InternalError), transaction.atomic():
            found.update(**{texts[found.model]: "lain"})
        table = found.model._meta.db_table
        with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_of_several_steps_the_last_one_grants(people: People, sent_in: Organisation) -> None:
    applied: list[str] = []
    two = Approvable(
        "tests.thing",
        "Percobaan",
        ("Dicek", "Disetujui pimpinan"),
        "Setujui",
        lambda approval: applied.append(approval.state),
        lambda ids: dict.fromkeys(ids, "Percobaan"),
    )
    with offered(two):
        asked = ask(kind="tests.thing", object_id=7, by=people.rizky, audience=sent_in.audience, thread=sent_in.thread)
        assert (grant(approval=asked, by=people.putri).state, applied) == ("waiting", [])
        assert (grant(approval=asked, by=people.ratna).state, applied) == ("granted", ["granted"])
    assert told(asked) == ["asked", "passed", "granted"]


def test_what_the_thing_refuses_is_not_decided(people: People, sent_in: Organisation) -> None:
    def never(approval: Approval) -> None:
        raise Refused("Belum bisa.")

    with offered(Approvable("tests.thing", "Percobaan", ("Dicek",), "Setujui", never, lambda ids: {})):
        asked = ask(kind="tests.thing", object_id=7, by=people.rizky, audience=sent_in.audience, thread=sent_in.thread)
        with pytest.raises(Refused):
            grant(approval=asked, by=people.putri)
    asked.refresh_from_db()
    assert (asked.state, told(asked)) == ("waiting", ["asked"])
    assert not Activity.objects.filter(verb="stakeholders.organisation_verified").exists()
