"""The queue, the page of one approval, and the pages of the deputies."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from approvals.actions import grant
from approvals.models import Approval, Deputy
from approvals.queries import waiting_decisions
from commons.calendar import today
from stakeholders.actions import submit_organisation
from stakeholders.models import Organisation
from tests.approvals.conftest import approval_of, deputy
from tests.asking import statements
from tests.people import People, signed_in


def sent(people: People, n: int) -> list[Approval]:
    made = [submit_organisation(by=people.rizky, name=f"Koperasi {k:02}", sector="private") for k in range(n)]
    return [approval_of(one) for one in made]


def shown(browser: Client, query: str = "") -> list[str]:
    answer = browser.get(f"/persetujuan/{query}")
    assert answer.status_code == 200
    return [row.title for row in answer.context["rows"]]


def test_the_queue_is_the_offices(people: People, approval: Approval) -> None:
    assert Client().get("/persetujuan/")["Location"].startswith("/masuk/?next=")
    assert signed_in(people.rizky).get("/persetujuan/").status_code == 403
    for one in (people.putri, people.ratna):
        assert shown(signed_in(one)) == ["Koperasi Melati"]


def test_each_part_shows_its_own(people: People) -> None:
    _waiting, late, returned, granted = sent(people, 4)
    past = timezone.now() - timedelta(days=1)
    Approval.objects.filter(pk=late.pk).update(asked_at=past - timedelta(days=9), due_at=past)
    browser = signed_in(people.putri)
    browser.post(f"{returned.get_absolute_url()}kembalikan/", {"reason": "Lengkapi susunan pengurus."})
    grant(approval=granted, by=people.putri)
    assert shown(browser) == ["Koperasi 01", "Koperasi 00"]  # what is due first in front
    assert shown(browser, "?tampil=terlambat") == ["Koperasi 01"]
    assert shown(browser, "?tampil=dikembalikan") == ["Koperasi 02"]
    assert shown(browser, "?tampil=selesai") == ["Koperasi 03"]
    assert shown(browser, "?tampil=apa&setelah=x") == ["Koperasi 01", "Koperasi 00"]
    html = browser.get("/persetujuan/")
    assert [tab.count for tab in html.context["tabs"]] == [2, 1, 1, 1]
    assert "Terlambat" in html.content.decode()


def test_it_pages_by_key_and_loses_nothing(people: People) -> None:
    sent(people, 25)
    browser, seen, path = signed_in(people.putri), [], ""
    while True:
        answer = browser.get(f"/persetujuan/{path}")
        seen += [row.title for row in answer.context["rows"]]
        if not (path := answer.context["page"].following):
            break
    assert len(seen) == len(set(seen)) == 25


def test_pages_ask_the_same_whatever_their_number(people: People) -> None:
    (first, *_rest) = sent(people, 2)
    browser = signed_in(people.putri)
    queue, page = statements(browser, "/persetujuan/"), statements(browser, first.get_absolute_url())
    sent(people, 10)
    assert statements(browser, "/persetujuan/") == queue <= 10
    assert statements(browser, first.get_absolute_url()) == page <= 16


def test_what_waits_is_asked_in_two_statements_for_any_number_of_people(
    people: People, django_assert_num_queries: Any
) -> None:
    sent(people, 3)
    with django_assert_num_queries(2):
        rows = list(waiting_decisions(timezone.now(), [one.pk for one in vars(people).values()]))
    assert {row.person_id for row in rows} == {people.putri.pk, people.ratna.pk}
    assert len(rows) == 6


def test_the_page_shows_what_was_written_and_what_can_be_decided(people: People, approval: Approval) -> None:
    html = signed_in(people.putri).get(approval.get_absolute_url()).content.decode()
    for words in ("Pendaftaran organisasi", "Koperasi", "Jahe", "dari 5 hari kerja", "Verifikasi", "Tolak"):
        assert words in html
    own = signed_in(people.rizky).get(approval.get_absolute_url()).content.decode()
    assert "setujui/" not in own
    assert "Diajukan oleh Rizky Maulana" in own
    assert signed_in(people.dewi).get(approval.get_absolute_url()).status_code == 404


def test_what_is_granted_is_public_and_its_approval_is_not(people: People, approval: Approval) -> None:
    grant(approval=approval, by=people.putri)
    assert Client().get(Organisation.objects.get().get_absolute_url()).status_code == 200
    assert Client().get(approval.get_absolute_url())["Location"].startswith("/masuk/?next=")
    assert signed_in(people.dewi).get(approval.get_absolute_url()).status_code == 403
    for one, finds_it in ((people.putri, True), (people.rizky, True), (people.dewi, False)):
        page = signed_in(one).get(Organisation.objects.get().get_absolute_url()).content.decode()
        assert (f'href="{approval.get_absolute_url()}"' in page) == finds_it


def test_old_addresses_lead_to_the_decision(people: People, sent_in: Organisation, approval: Approval) -> None:
    browser, path = signed_in(people.putri), approval.get_absolute_url()
    assert browser.get(f"/direktori/{sent_in.pk}/verifikasi/")["Location"] == path
    assert browser.get(f"/direktori/{sent_in.pk}/kembalikan/")["Location"] == f"{path}kembalikan/"
    assert signed_in(people.rizky).get(f"/direktori/{sent_in.pk}/verifikasi/").status_code == 403


def test_staff_name_a_deputy_and_end_the_term(people: People) -> None:
    browser = signed_in(people.putri)
    typed = {
        "person": "@dewi",
        "kind": "plh",
        "office": "lurah",
        "from_on": today().strftime("%d/%m/%Y"),
        "to_on": (today() + timedelta(days=3)).isoformat(),
        "decree": "821/12/2026",
    }
    assert browser.post("/persetujuan/pelaksana/baru/", typed).status_code == 303
    term = Deputy.objects.get()
    assert (term.person, str(term), term.set_by) == (people.dewi, "Plh. Lurah", people.putri)
    html = browser.get("/persetujuan/pelaksana/").content.decode()
    for words in ("Plh. Lurah Dewi Lestari", "821/12/2026", "Sedang bertugas"):
        assert words in html
    assert browser.post(f"/persetujuan/pelaksana/{term.pk}/akhiri/").status_code == 303
    term.refresh_from_db()
    assert (term.ended_by, term.is_over) == (people.putri, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"person": "tidak-ada"}, "Tidak ada akun aktif"),
        ({"to_on": "2020-01-01"}, "Pilih hari yang belum lewat"),
        ({"from_on": "kemarin"}, "Tulis tanggal seperti"),
        ({"office": "camat"}, 'value="dewi@contoh.example"'),
        ({"office": "sekretaris"}, "Bayu Prasetyo sudah menjadi Plt. Sekretaris Kelurahan"),
    ],
)
def test_a_deputy_that_cannot_be_is_said_and_what_was_typed_stays(
    people: People, typed: dict[str, str], said: str
) -> None:
    deputy(people.bayu, people.ratna, kind="plt", office="sekretaris")
    facts = {"person": "dewi@contoh.example", "kind": "plh", "office": "lurah", "decree": "821/7"}
    days = {"from_on": today().isoformat(), "to_on": today().isoformat()}
    answer = signed_in(people.putri).post("/persetujuan/pelaksana/baru/", facts | days | typed)
    html = answer.content.decode()
    assert (answer.status_code, said in html, 'value="821/7"' in html) == (422, True, True)
    assert Deputy.objects.count() == 1
