"""The ledger as a file and as a calendar: what one may see, safe to open, and read alike by others."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from commitments.actions import exports, keep_commitment, move_due_date
from commitments.models import Commitment, CommitmentExport
from commitments.personal_data import export
from projects.actions import end_partnership
from projects.models import Project
from stakeholders.actions import join
from tests.commitments.promises import days_pass, in_days, of_a_person, promised
from tests.people import People, signed_in
from tests.projects.test_files import Seen, read
from tests.stakeholders.files import rows_of
from tests.town import REPRESENTATIVE, Town

CALENDAR = "/komitmen/tenggat.ics"


def taken(browser: Client, kind: str = "csv", **narrowed: str) -> list[list[Any]]:
    """The rows of the file, without its headings."""
    answer = browser.post("/komitmen/unduh/", {"bentuk": kind, "lihat": "semua", **narrowed})
    assert answer.status_code == 200, answer.status_code
    assert "attachment" in answer["Content-Disposition"]
    return rows_of(b"".join(answer.streaming_content))[1:]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_p4_a_row_says_what_the_page_says_and_money_stays_a_number(
    people: People, town: Town, project: Project, kind: str
) -> None:
    facts: dict[str, Any] = {"amount": None, "unit": "", "amount_idr": 100_000_000}
    money = promised(people, project, town.shop, contribution="Dana konsumsi", **facts)
    bins = promised(people, project, town.firm, contribution="Tong sampah")
    move_due_date(commitment=bins, by=people.bayu, due_on=in_days(30), reason="Pabrik libur")
    keep_commitment(commitment=money, by=people.sunarti, note="Ditransfer.")
    first, second = taken(signed_in(people.dewi), kind)
    assert [str(cell or "") for cell in first] == [
        str(bins.pk), "Tong sampah", "40", "tong", "", "PT Sumber Air", "Bayu Prasetyo", project.title,
        str(in_days(0)), str(in_days(20)), str(in_days(30)), "Berjalan", "",
        f"http://testserver/komitmen/{bins.pk}/",
    ]  # fmt: skip
    assert [str(cell or "") for cell in second[1:6]] == ["Dana konsumsi", "", "", "100000000", "Warung Bu Narti"]
    assert (second[11], second[12]) == ("Ditepati", str(in_days(0)))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_i2_a_hostile_promise_is_text_in_the_file(people: People, project: Project, kind: str) -> None:
    for what in ('=HYPERLINK("http://evil")', "-2+3 tong", "@SUM(1)", '+1; "tong", baris'):
        of_a_person(people, project, people.sunarti, what=what, amount=3, unit="=1+1")
    lines = taken(signed_in(people.dewi), kind)
    assert {line[1] for line in lines} == {
        '\'=HYPERLINK("http://evil")', "'-2+3 tong", "'@SUM(1)", "'+1; \"tong\", baris",
    }  # fmt: skip
    assert {(str(line[2]), line[3]) for line in lines} == {("3", "'=1+1")}


def test_i3_the_table_opens_in_a_spreadsheet(people: People, project: Project) -> None:
    of_a_person(people, project, people.sunarti, what='Tong "besar"; 40, é')
    answer = signed_in(people.dewi).post("/komitmen/unduh/", {"bentuk": "csv", "lihat": "semua"})
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert '"Tong ""besar""; 40, é"'.encode() in content
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_o8_only_what_one_may_see_leaves_and_asked_anew_each_time(
    people: People, town: Town, private_project: Project, kind: str
) -> None:
    hidden = promised(people, private_project, town.firm, contribution="Pompa rahasia")
    for who, sees in ((people.dewi, False), (people.sunarti, False), (people.bayu, True), (people.putri, True)):
        lines = taken(signed_in(who), kind)
        assert ("Pompa rahasia" in str(lines), "Rahasia Mawar" in str(lines)) == (sees, sees), who
    end_partnership(partnership=hidden.source, by=people.putri, reason="Program selesai")
    assert taken(signed_in(people.bayu), kind) == []


def test_the_filters_of_the_list_hold_for_the_file(people: People, town: Town, project: Project) -> None:
    days_pass(promised(people, project, town.firm, contribution="Tong sampah"), 25)
    of_a_person(people, project, people.sunarti, what="Papan jadwal")
    browser = signed_in(people.sunarti)
    for narrowed, found in (
        ({"lihat": "terlambat"}, ["Tong sampah"]),
        ({"lihat": "saya"}, ["Papan jadwal"]),
        ({"organisasi": str(town.firm.pk)}, ["Tong sampah"]),
        ({"status": "kept"}, []),
        ({"lihat": "x", "status": "y", "di": "z"}, ["Papan jadwal"]),
    ):
        assert [line[1] for line in taken(browser, **narrowed)] == found, narrowed


def test_each_file_leaves_an_entry_that_nobody_changes(people: People, project: Project) -> None:
    taken(signed_in(people.sunarti), "xlsx", status="open")
    entry = CommitmentExport.objects.get()
    assert (entry.person, entry.form, entry.narrowed_by, entry.rows) == (
        people.sunarti, "xlsx", "lihat=semua&status=open", 0,
    )  # fmt: skip
    assert [one["form"] for one in export(people.sunarti)["exports"]] == ["xlsx"]
    for change in (lambda: CommitmentExport.objects.update(rows=9), lambda: CommitmentExport.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_visitor_takes_nothing_along_and_a_get_writes_nothing(people: People, project: Project) -> None:
    of_a_person(people, project, people.sunarti)
    for path in ("/komitmen/unduh/", CALENDAR):
        assert Client().post(path, {"bentuk": "csv"}).status_code != 200
    assert Client().get("/komitmen/unduh/").status_code == 405
    assert Client().get(CALENDAR).status_code == 302
    assert not CommitmentExport.objects.exists()
    assert "Setiap unduhan dicatat" in Client().get("/komitmen/").content.decode()


def test_too_many_and_an_unknown_kind_of_file_are_said(
    people: People, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_a_person(people, project, people.sunarti)
    browser = signed_in(people.sunarti)
    answer = browser.post("/komitmen/unduh/", {"bentuk": "exe"}, follow=True)
    assert "Pilih CSV atau XLSX" in answer.content.decode()
    monkeypatch.setattr(exports, "MOST", 0)
    answer = browser.post("/komitmen/unduh/", {"bentuk": "csv", "lihat": "semua"}, follow=True)
    assert "Saring dulu, lalu unduh lagi." in answer.content.decode()
    assert not CommitmentExport.objects.exists()


def test_m7_ones_own_promises_are_whole_days_of_a_calendar(people: People, town: Town, project: Project) -> None:
    own = of_a_person(people, project, people.sunarti, what='Papan "jadwal"; RW 03, ☔', due_on=in_days(9))
    of_a_person(people, project, people.sunarti, what="Tanpa hari", due_on=None)
    of_a_person(people, project, people.dewi, what="Orang lain")
    done = of_a_person(people, project, people.sunarti, what="Sudah selesai")
    keep_commitment(commitment=done, by=people.sunarti, note="Beres.")
    answer = signed_in(people.sunarti).get(CALENDAR)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (seen,) = read(answer.content)
    assert seen == Seen(
        f"komitmen-{own.pk}@testserver",
        in_days(9),
        in_days(9) + timedelta(days=1),
        own.what,
        f"http://testserver{own.get_absolute_url()}",
    )
    assert type(seen.first) is date


def test_the_organisations_calendar_is_its_representatives_alone(people: People, town: Town, project: Project) -> None:
    commitment = promised(people, project, town.firm)
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    browser = signed_in(people.sunarti)
    assert read(browser.get(CALENDAR).content) == []
    shown = browser.get("/komitmen/?lihat=organisasi").content.decode()
    assert f"{CALENDAR}?lihat=organisasi" in shown
    assert [event.title for event in read(browser.get(f"{CALENDAR}?lihat=organisasi").content)] == [commitment.what]
    for view in ("saya", "organisasi", "semua", "x"):
        assert read(signed_in(people.dewi).get(f"{CALENDAR}?lihat={view}").content) == []


def test_m10_what_one_may_no_longer_see_leaves_the_calendar(
    people: People, town: Town, private_project: Project
) -> None:
    of_a_person(people, private_project, people.sunarti, what="Mawar mekar")
    promised(people, private_project, town.firm, contribution="Pupuk mawar")
    assert read(signed_in(people.sunarti).get(CALENDAR).content) == []
    assert [event.title for event in read(signed_in(people.bayu).get(CALENDAR).content)] == ["Pupuk mawar"]
    end_partnership(partnership=Commitment.objects.get(organisation=town.firm).source, by=people.putri)
    assert read(signed_in(people.bayu).get(CALENDAR).content) == []
