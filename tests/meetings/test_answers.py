"""What goes with an answer: who comes for an organisation, with how many, what they need; and who reads it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.access import Refused
from mail import acts, tokens
from meetings.actions import answer_meeting, invite_to_meeting, withdraw_answers
from meetings.models import Envoy, Invitee, Meeting
from meetings.queries import tally
from stakeholders.actions import suspend_organisation
from tests.asking import statements
from tests.meetings.conftest import call
from tests.people import People, person, signed_in
from tests.town import Town


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def firm(meeting: Meeting, town: Town) -> Invitee:
    return meeting.invitees.get(organisation=town.firm)


def test_an_organisation_says_who_comes_with_how_many_and_what_they_need(
    people: People, meeting: Meeting, firm: Invitee
) -> None:
    typed = {
        "invitee": firm.pk,
        "answer": "yes",
        "people": [people.bayu.pk],
        "names": "Pak Teknisi\n\nBu Sopir\nPak Teknisi",
        "companions": "2",
        "needs": ["wheelchair", "sign"],
        "note": "Agak terlambat.",
    }
    browser, path = signed_in(people.bayu), f"/agenda/{meeting.pk}/hadir/"
    assert browser.post(path, typed).status_code == 303
    firm.refresh_from_db()
    assert (firm.answer, firm.companions, firm.needs, firm.note) == ("yes", 2, ["wheelchair", "sign"], typed["note"])
    assert {envoy.shown_name for envoy in firm.envoys.all()} == {
        people.bayu.display_name,
        "Pak Teknisi",
        "Bu Sopir",
    }
    html = page(browser, path)
    assert ("Pak Teknisi\nBu Sopir" in html, 'value="2"' in html) == (True, True)


def test_what_is_wrong_is_said_and_what_was_typed_stays(people: People, meeting: Meeting, firm: Invitee) -> None:
    browser, path = signed_in(people.bayu), f"/agenda/{meeting.pk}/hadir/"
    for typed, said in (
        ({"companions": "99"}, "Paling banyak 20 orang."),
        ({"companions": "dua"}, "Tulis jumlahnya dengan angka"),
        ({"needs": ["unicorn"]}, "unicorn"),
        ({"names": "\n".join(f"Nama {n}" for n in range(11))}, "Paling banyak 10 nama."),
        ({"names": "a" * 200}, "Nama paling panjang 120 huruf."),
        ({"people": [people.dewi.pk]}, ""),
        ({"answer": "perhaps"}, ""),
    ):
        answer = browser.post(path, {"invitee": firm.pk, "answer": "yes", "note": "Catatan saya"} | typed)
        html = answer.content.decode()
        assert (answer.status_code, said in html, "Catatan saya" in html) == (422, True, True), typed
    firm.refresh_from_db()
    assert firm.answer == ""


def test_a_button_keeps_what_was_said_beside_an_earlier_answer_and_no_takes_it_back(
    people: People, meeting: Meeting, firm: Invitee
) -> None:
    answer_meeting(invitee=firm, by=people.bayu, answer="yes", people=[people.bayu], companions=2, needs=["sign"])
    browser, path = signed_in(people.bayu), f"/agenda/{meeting.pk}/hadir/"
    assert browser.post(path, {"invitee": firm.pk, "answer": "maybe", "cepat": "1"}).status_code == 303
    firm.refresh_from_db()
    assert (firm.answer, firm.companions, firm.needs, firm.envoys.count()) == ("maybe", 2, ["sign"], 1)
    assert browser.post(path, {"invitee": firm.pk, "answer": "no", "cepat": "1"}).status_code == 303
    firm.refresh_from_db()
    assert (firm.answer, firm.companions, firm.needs, firm.envoys.count()) == ("no", 0, [], 0)


def test_nobody_is_named_who_does_not_speak_for_the_organisation(people: People, firm: Invitee) -> None:
    with pytest.raises(Refused):
        answer_meeting(invitee=firm, by=people.bayu, answer="yes", people=[people.dewi])
    firm.refresh_from_db()
    assert (firm.answer, firm.envoys.count()) == ("", 0)


def test_a_person_names_no_envoys(people: People, meeting: Meeting) -> None:
    html = page(signed_in(people.sunarti), f"/agenda/{meeting.pk}/hadir/")
    assert ('name="names"' in html, 'name="companions"' in html) == (False, True)


def test_whoever_answers_for_two_chooses_on_the_page(people: People, town: Town) -> None:
    meeting = call(people, town, organisations=[town.firm], people=[people.bayu])
    browser = signed_in(people.bayu)
    ours, mine = meeting.invitees.get(organisation=town.firm), meeting.invitees.get(person=people.bayu)
    html = page(browser, f"/agenda/{meeting.pk}/hadir/?untuk={ours.pk}")
    assert ("Untuk PT Sumber Air" in html, f"?untuk={mine.pk}" in html) == (True, True)
    assert "Untuk PT" not in page(browser, f"/agenda/{meeting.pk}/hadir/")  # one's own comes first
    assert "Untuk PT" not in page(browser, f"/agenda/{meeting.pk}/hadir/?untuk={mine.pk}")


def test_a_guest_says_so_by_the_mailed_link_which_opens_without_answering(people: People, meeting: Meeting) -> None:
    guest = meeting.invitees.guests().get()
    token = tokens.mint("meetings.guest", target=guest, address=guest.email, life=timedelta(days=1))
    link = f"/agenda/tamu/{token}/"
    for method in ("get", "head"):
        assert getattr(Client(), method)(link).status_code == 200
    guest.refresh_from_db()
    assert guest.answer == ""  # what scanners of mail open answers nothing
    typed = {"answer": "yes", "companions": "1", "needs": ["wheelchair"]}
    assert Client().post(link, typed).status_code == 303
    guest.refresh_from_db()
    assert (guest.answer, guest.companions, guest.needs) == ("yes", 1, ["wheelchair"])


def test_a_link_that_was_forwarded_answers_for_whom_it_was_made_and_no_longer_than_they_may(
    people: People, town: Town, meeting: Meeting, firm: Invitee
) -> None:
    link = acts.link("meetings.answer_yes", person=people.bayu, target=meeting)
    assert signed_in(people.dewi).get(link).status_code == 200
    firm.refresh_from_db()
    assert firm.answer == ""  # opened by another, and answered by nobody
    answer_meeting(invitee=firm, by=people.bayu, answer="maybe", note="Satu orang", companions=1)
    assert signed_in(people.dewi).post(link, {}).status_code in (200, 303)
    firm.refresh_from_db()
    assert (firm.answer, firm.answered_by, firm.companions) == ("yes", people.bayu, 1)
    withdraw_answers(meeting=meeting, by=people.bayu)
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    later = acts.link("meetings.answer_yes", person=people.bayu, target=meeting)
    for one in (link, later):
        Client().post(one, {})
    firm.refresh_from_db()
    assert firm.answer == ""


def test_taking_back_leaves_nothing_of_what_was_said(people: People, meeting: Meeting, firm: Invitee) -> None:
    answer_meeting(invitee=firm, by=people.bayu, answer="yes", people=[], names=["Pak A"], companions=3, needs=["sign"])
    withdraw_answers(meeting=meeting, by=people.bayu)
    firm.refresh_from_db()
    assert (firm.answer, firm.companions, firm.needs, Envoy.objects.count()) == ("", 0, [], 0)


def test_what_somebody_needs_is_read_by_those_who_prepare_the_meeting(
    people: People, meeting: Meeting, firm: Invitee
) -> None:
    answer_meeting(invitee=firm, by=people.bayu, answer="yes", people=[], names=["Pak A"], needs=["wheelchair"])
    for who, reads in ((people.tukimin, True), (people.putri, True), (people.sunarti, False)):
        html = page(signed_in(who), meeting.people_url())
        assert ("Pak A" in html, "Kursi roda" in html) == (True, reads), who
        assert ("Kursi roda" in page(signed_in(who), meeting.get_absolute_url())) == reads
    assert "Kursi roda" not in page(Client(), meeting.get_absolute_url())


def test_answers_are_counted_by_sector_for_those_who_may_see_people(
    people: People, town: Town, meeting: Meeting, firm: Invitee
) -> None:
    answer_meeting(invitee=firm, by=people.bayu, answer="yes", companions=2)
    counted = tally(meeting)
    assert (counted.all.yes, counted.all.silent, counted.all.companions) == (1, 3, 2)
    by_sector = {one.label: (one.yes, one.invited) for one in counted.by_sector}
    assert by_sector["Swasta"] == (1, 1)
    assert by_sector["Perorangan dan tamu"] == (0, 3)
    assert "1 dari 1 akan hadir" in page(signed_in(people.sunarti), meeting.get_absolute_url())
    assert "1 dari 1 akan hadir" not in page(Client(), meeting.get_absolute_url())


def test_many_invited_are_shown_in_pages_and_cost_no_more_statements(
    people: People, town: Town, meeting: Meeting
) -> None:
    browser = signed_in(people.putri)
    few = statements(browser, meeting.get_absolute_url()), statements(browser, meeting.people_url())
    many = [person(f"warga-{n:02}", f"Warga {n:02}") for n in range(60)]
    invite_to_meeting(meeting=meeting, by=people.putri, people=many)
    assert (statements(browser, meeting.get_absolute_url()), statements(browser, meeting.people_url())) == few
    assert few[0] <= 10
    assert few[1] <= 10
    html = page(browser, meeting.people_url())
    assert len(re.findall(r"Belum menjawab", html)) == 20
    assert "setelah=" in html
    assert "dan 56 lagi" in page(browser, meeting.get_absolute_url())


def test_answering_costs_as_many_statements_however_many_are_invited(
    people: People, meeting: Meeting, firm: Invitee, django_assert_max_num_queries: object
) -> None:
    invite_to_meeting(meeting=meeting, by=people.putri, people=[person(f"w{n}", f"W {n}") for n in range(30)])
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        answer_meeting(invitee=firm, by=people.bayu, answer="yes", people=[people.bayu], names=["A", "B", "C"])


def test_inviting_many_to_a_private_meeting_costs_as_many_statements_as_inviting_two(
    people: People, private_meeting: Meeting
) -> None:
    def counted(n: int) -> int:
        some = [person(f"w{n}-{k}", f"W {n} {k}") for k in range(n)]
        with CaptureQueriesContext(connection) as asked:
            invite_to_meeting(meeting=private_meeting, by=people.putri, people=some)
        assert all(Meeting.objects.visible_to(one).filter(pk=private_meeting.pk).exists() for one in some)
        return len(asked)

    assert counted(40) <= counted(2)
