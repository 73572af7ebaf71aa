"""Agreements: who keeps them, who may know of them, how they stand on a day, and that their history stays."""

from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from commons.access import Refused
from commons.audience import set_visibility
from commons.editing import Overtaken, digest
from commons.models import Visibility
from stakeholders.actions import end_membership, join, suspend_organisation
from stakeholders.actions.agreements import end_agreement
from stakeholders.models import Agreement, AgreementChange, AgreementState, Membership
from stakeholders.models.agreement import state_of
from stakeholders.queries.agreements import facts_of
from tests.people import People, signed_in
from tests.stakeholders.dealings import ahead, altered, document, signed
from tests.town import REPRESENTATIVE, Town

LIST = "/direktori/perjanjian/"
DAY = date(2026, 6, 15)


def page(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


# How it stands


@pytest.mark.parametrize(
    ("from_on", "until_on", "ended_on", "state"),
    [
        (date(2026, 6, 16), None, None, AgreementState.FUTURE),
        (DAY, None, None, AgreementState.IN_FORCE),
        (DAY, date(2026, 9, 14), None, AgreementState.IN_FORCE),
        (DAY, date(2026, 9, 13), None, AgreementState.ENDS_SOON),
        (DAY, DAY, None, AgreementState.ENDS_SOON),
        (date(2026, 1, 1), date(2026, 6, 14), None, AgreementState.ENDED),
        (date(2026, 1, 1), None, date(2026, 2, 1), AgreementState.ENDED_EARLY),
        (date(2026, 7, 1), None, date(2026, 6, 1), AgreementState.ENDED_EARLY),
    ],
)
def test_the_days_say_how_it_stands(from_on: date, until_on: Any, ended_on: Any, state: AgreementState) -> None:
    assert state_of(from_on, until_on, ended_on, DAY) == state


def test_the_list_shows_what_is_in_force_and_the_rest_when_asked(people: People, town: Town, visitor: Client) -> None:
    signed(people, town, title="Yang berlaku")
    signed(people, town, title="Yang terbuka", until_on=None)
    signed(people, town, title="Yang mendatang", from_on=ahead(5))
    signed(people, town, title="Yang lampau", until_on=ahead(-1))
    signed(people, town, title="Yang mendesak", until_on=ahead(20))
    early = signed(people, town, title="Yang dihentikan")
    end_agreement(agreement=early, by=people.putri, ended_on=ahead(0), end_reason="Disepakati bersama.")
    shown = page(visitor, LIST)
    assert [word for word in ("berlaku", "terbuka", "mendesak") if f"Yang {word}" not in shown] == []
    assert [word for word in ("mendatang", "lampau", "dihentikan") if f"Yang {word}" in shown] == []
    assert "Yang mendatang" in page(visitor, f"{LIST}?status=future")
    assert "Yang mendesak" in page(visitor, f"{LIST}?status=ends_soon")
    ended = page(visitor, f"{LIST}?status=ended")
    assert "Yang lampau" in ended
    assert "Yang dihentikan" in ended


def test_the_list_is_narrowed_by_kind_and_organisation(people: People, town: Town, visitor: Client) -> None:
    signed(people, town, title="Dengan perusahaan")
    signed(people, town, title="Surat tugas", kind="decree", parties=[town.office, town.ngo])
    assert "Surat tugas" not in page(visitor, f"{LIST}?jenis=mou")
    only = page(visitor, f"{LIST}?organisasi={town.ngo.pk}")
    assert "Surat tugas" in only
    assert "Dengan perusahaan" not in only
    for nonsense in ("?jenis=x", "?organisasi=x", "?status=x", "?organisasi=99999999999999999999", "?setelah=x"):
        assert visitor.get(LIST + nonsense).status_code == 200


def test_the_list_is_read_page_by_page_in_a_fixed_number_of_statements(
    people: People, town: Town, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(23):
        signed(people, town, title=f"Kerja sama {n:02}")
    with django_assert_max_num_queries(6):
        first = page(visitor, LIST)
    assert first.count("Kerja sama 0") + first.count("Kerja sama 1") + first.count("Kerja sama 2") == 20
    following = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    with django_assert_max_num_queries(6):
        second = page(visitor, LIST + following)
    assert "Kerja sama 00" in second


# Who keeps them


def form_of(town: Town, **more: Any) -> dict[str, Any]:
    return {
        "kind": "cooperation",
        "title": "Taman bacaan RW 03",
        "parties": [town.rw03.pk, town.ngo.pk],
        "signed_on": "2026-01-05",
        "from_on": "",
        "until_on": "",
        "sight": "public",
        **more,
    }


def test_staff_record_one_through_the_form(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    answer = browser.post(f"{LIST}baru/", form_of(town))
    made = Agreement.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, made.get_absolute_url())
    assert made.from_on == made.signed_on
    assert set(made.parties.all()) == {town.rw03, town.ngo}
    assert AgreementChange.objects.get().by == people.putri


def test_nobody_else_records_changes_or_ends_one(people: People, town: Town, visitor: Client) -> None:
    agreement = signed(people, town)
    for other in (people.bayu, people.sunarti):
        browser = signed_in(other)
        for path in ("baru/", f"{agreement.pk}/ubah/", f"{agreement.pk}/akhiri/"):
            assert browser.get(LIST + path).status_code == 403
            assert browser.post(LIST + path, form_of(town)).status_code == 403
        with pytest.raises(Refused):
            altered(agreement, other, title="Direbut")
        with pytest.raises(Refused):
            end_agreement(agreement=agreement, by=other, ended_on=ahead(0), end_reason="Direbut.")
    assert visitor.get(f"{LIST}baru/").status_code == 302
    assert Agreement.objects.get().title == "Air bersih untuk RW 03"


def test_it_takes_two_parties_and_days_in_order(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    for wrong in ({"parties": [town.ngo.pk]}, {"until_on": "2026-01-04"}, {"title": ""}, {"parties": [town.ngo.pk, 0]}):
        answer = browser.post(f"{LIST}baru/", form_of(town, **wrong))
        assert answer.status_code == 422
    assert not Agreement.objects.exists()
    with pytest.raises(Refused):
        signed(people, town, parties=[town.firm, town.firm])
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=signed(people, town).pk).update(until_on=ahead(-400))


def test_sent_twice_it_is_recorded_once(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    first, second = (browser.post(f"{LIST}baru/", form_of(town, once="sekali")) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Agreement.objects.count() == 1


# Who may know of them


def test_a_hidden_one_is_the_parties_and_the_offices(people: People, town: Town, visitor: Client) -> None:
    agreement = signed(people, town, title="Rahasia dagang", sight="parties")
    path = agreement.get_absolute_url()
    for insider in (people.putri, people.ratna, people.bayu):
        browser = signed_in(insider)
        assert browser.get(path).status_code == 200
        assert "Rahasia dagang" in page(browser, LIST)
        assert "Rahasia dagang" in page(browser, town.firm.get_absolute_url())
    for browser in (visitor, signed_in(people.dewi), signed_in(people.sunarti)):
        assert browser.get(path).status_code == 404
        for place in (LIST, f"{LIST}?organisasi={town.firm.pk}", town.firm.get_absolute_url()):
            assert "Rahasia dagang" not in page(browser, place)


def test_sight_ends_with_the_membership_and_with_the_party(people: People, town: Town) -> None:
    agreement = signed(people, town, sight="parties")
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    browser = signed_in(people.sunarti)
    assert browser.get(agreement.get_absolute_url()).status_code == 200
    end_membership(membership=Membership.objects.get(person=people.sunarti, organisation=town.firm), by=people.bayu)
    assert browser.get(agreement.get_absolute_url()).status_code == 404
    altered(agreement, people.putri, parties=[town.office, town.ngo])
    assert signed_in(people.bayu).get(agreement.get_absolute_url()).status_code == 404
    assert signed_in(people.dewi).get(agreement.get_absolute_url()).status_code == 200


def test_o6_a_document_may_be_hidden_while_the_agreement_is_public(people: People, town: Town, visitor: Client) -> None:
    paper = document(people.putri)
    agreement = signed(people, town, sight="paperless", documents=[paper])
    outsiders = [visitor, signed_in(people.dewi)]
    for browser in outsiders:
        assert browser.get(agreement.get_absolute_url()).status_code == 200
        assert "naskah.pdf" not in page(browser, agreement.get_absolute_url())
        assert browser.get(paper.get_absolute_url()).status_code == 404
    for insider in (people.bayu, people.putri):
        assert "naskah.pdf" in page(signed_in(insider), agreement.get_absolute_url())
        answer = signed_in(insider).get(paper.get_absolute_url())
        assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
    altered(agreement, people.putri, sight="public")
    assert [browser.get(paper.get_absolute_url()).status_code for browser in outsiders] == [200, 200]
    suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    altered(agreement, people.putri, sight="paperless")
    assert signed_in(people.bayu).get(paper.get_absolute_url()).status_code == 404


def test_a_document_that_is_unticked_is_served_to_nobody(people: People, town: Town) -> None:
    paper, other = document(people.putri), document(people.putri, "lampiran.pdf")
    agreement = signed(people, town, documents=[paper, other])
    altered(agreement, people.putri, kept=[other])
    assert signed_in(people.putri).get(paper.get_absolute_url()).status_code == 404
    assert signed_in(people.putri).get(other.get_absolute_url()).status_code == 200
    assert default_storage.exists(paper.path())


def test_o8_a_party_that_may_not_be_known_is_not_named(people: People, town: Town, visitor: Client) -> None:
    agreement = signed(people, town, parties=[town.office, town.shop])
    set_visibility(town.shop.audience, Visibility.PRIVATE)
    for path in (agreement.get_absolute_url(), LIST, f"{LIST}?organisasi={town.shop.pk}"):
        assert "Warung Bu Narti" not in page(visitor, path)
    assert "Dan 1 pihak lain." in page(visitor, agreement.get_absolute_url())
    assert agreement.title not in page(visitor, f"{LIST}?organisasi={town.shop.pk}")


def test_the_profile_shows_them_with_their_state(people: People, town: Town, visitor: Client) -> None:
    signed(people, town, until_on=ahead(10))
    shown = page(visitor, town.firm.get_absolute_url())
    assert "Air bersih untuk RW 03" in shown
    assert "Segera berakhir" in shown
    assert "Air bersih untuk RW 03" not in page(visitor, town.ngo.get_absolute_url())
    assert "Catat kerja sama" not in shown
    assert "Catat kerja sama" in page(signed_in(people.putri), town.ngo.get_absolute_url())


# What becomes of them


def test_ending_one_early_says_when_and_why_once(people: People, town: Town, visitor: Client) -> None:
    agreement = signed(people, town)
    browser = signed_in(people.putri)
    path = f"{LIST}{agreement.pk}/akhiri/"
    for wrong in (ahead(1), ahead(-31)):
        answer = browser.post(path, {"ended_on": str(wrong), "end_reason": "Disepakati bersama."})
        assert answer.status_code == 422
    assert browser.post(path, {"ended_on": str(ahead(0)), "end_reason": "Disepakati bersama."}).status_code == 303
    assert "Disepakati bersama." in page(visitor, agreement.get_absolute_url())
    assert browser.get(path).status_code == 403
    with pytest.raises(Refused):
        end_agreement(agreement=agreement, by=people.ratna, ended_on=ahead(0), end_reason="Sekali lagi.")


def test_each_change_stands_in_a_history_that_nobody_changes(people: People, town: Town, visitor: Client) -> None:
    agreement = altered(signed(people, town), people.ratna, number="13/MoU/2026", parties=[town.office, town.ngo])
    entry = AgreementChange.objects.get(what="changed")
    assert entry.by == people.ratna
    assert entry.changes == [
        ["number", "12/MoU/2026", "13/MoU/2026"],
        ["parties", ["Kelurahan Tanjung Barat", "PT Sumber Air"], ["Kelurahan Tanjung Barat", "LSM Kali Bersih"]],
    ]
    for wrong in (lambda: AgreementChange.objects.update(what="kept"), lambda: AgreementChange.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    shown = page(signed_in(people.dewi), agreement.get_absolute_url())
    assert "12/MoU/2026 → 13/MoU/2026" in shown
    assert "Ratna" in shown
    assert "Riwayat" not in page(visitor, agreement.get_absolute_url())
    assert "Riwayat" not in page(signed_in(people.sunarti), agreement.get_absolute_url())


def test_a_change_that_changes_nothing_leaves_no_entry(people: People, town: Town) -> None:
    altered(signed(people, town), people.putri)
    assert AgreementChange.objects.filter(what="changed").count() == 0


def test_f5_who_saves_second_sees_both_and_overwrites_nothing(people: People, town: Town) -> None:
    agreement = signed(people, town)
    seen = digest(facts_of(agreement))
    altered(agreement, people.ratna, number="Nomor dari Ratna")
    with pytest.raises(Overtaken):
        altered(agreement, people.putri, number="Nomor dari Putri", seen=seen)
    form = form_of(town, number="Nomor dari Putri", seen=seen)
    answer = signed_in(people.putri).post(f"{LIST}{agreement.pk}/ubah/", form)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Nomor dari Ratna" in shown
    assert "Nomor dari Putri" in shown
    assert Agreement.objects.get().number == "Nomor dari Ratna"
