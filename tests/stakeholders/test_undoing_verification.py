"""What the office entered itself can have been verified wrongly too: it is undone with a reason, like any decision."""

import pytest
from django.test import Client

from approvals.actions import grant
from approvals.models import Approval
from commons.access import Refused
from stakeholders.actions import submit_organisation, undo_verification, verify_organisation
from stakeholders.models import Organisation
from tests.people import People, signed_in
from tests.town import Town, members

WHY = "Ternyata sudah bubar tahun lalu."


def registrations(organisation: Organisation) -> list[Approval]:
    return list(Approval.objects.about("stakeholders.organisation", organisation.pk).order_by("pk"))


def test_staff_undo_it_with_a_reason_and_it_waits_again(people: People, town: Town) -> None:
    browser, path = signed_in(people.putri), f"/direktori/{town.firm.pk}/batalkan-verifikasi/"
    assert path in browser.get(town.firm.get_absolute_url()).content.decode()
    assert browser.post(path, {"reason": "salah"}).status_code == 422
    assert browser.post(path, {"reason": WHY}).status_code == 303
    town.firm.refresh_from_db()
    assert (town.firm.state, town.firm.verified_by, members(town.firm.group)) == ("submitted", None, set())
    assert Client().get(town.firm.get_absolute_url()).status_code == 404
    html = browser.get(town.firm.get_absolute_url()).content.decode()
    assert WHY in html


def test_the_history_says_who_vouched_when_and_who_undid_it(people: People, town: Town) -> None:
    undo_verification(organisation=town.firm, by=people.putri, reason=WHY)
    undone, waiting = registrations(town.firm)
    told = list(undone.decisions.values_list("what", "by", "at", "reason"))
    assert told[0] == ("granted", people.ratna.pk, town.firm.verified_at, "")
    assert (told[1][0], told[1][1], told[1][3]) == ("undone", people.putri.pk, WHY)
    assert (undone.state, waiting.state, waiting.asked_by) == ("undone", "waiting", None)


def test_whoever_undid_it_may_verify_it_again_by_deciding(people: People, town: Town) -> None:
    undo_verification(organisation=town.firm, by=people.putri, reason=WHY)
    grant(approval=registrations(town.firm)[1], by=people.putri)
    town.firm.refresh_from_db()
    assert (town.firm.is_verified, members(town.firm.group)) == (True, {"bayu"})


def test_a_decision_is_undone_where_it_was_taken(people: People) -> None:
    sent_in = submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private")
    verify_organisation(organisation=sent_in, by=people.putri)
    browser = signed_in(people.putri)
    assert browser.get(f"/direktori/{sent_in.pk}/batalkan-verifikasi/").status_code == 403
    assert "batalkan-verifikasi" not in browser.get(sent_in.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["bayu", "dewi"])
def test_neither_its_manager_nor_a_neighbour_undoes_it(people: People, town: Town, who: str) -> None:
    one = getattr(people, who)
    with pytest.raises(Refused):
        undo_verification(organisation=town.firm, by=one, reason=WHY)
    assert signed_in(one).post(f"/direktori/{town.firm.pk}/batalkan-verifikasi/", {"reason": WHY}).status_code == 403


def test_undone_twice_it_is_undone_once(people: People, town: Town) -> None:
    undo_verification(organisation=town.firm, by=people.putri, reason=WHY)
    with pytest.raises(Refused):
        undo_verification(organisation=town.firm, by=people.ratna, reason=WHY)
    assert len(registrations(town.firm)) == 2
