"""The directory leaves as a file: what one may see, safe in any spreadsheet, and never without an entry."""

import pytest
import vobject
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.models import Area
from commons.tables import neutral, restored
from stakeholders.actions import carry_out_import, register_organisation, submit_organisation
from stakeholders.models import ContactPerson, ExportEntry, Organisation
from tests.people import People, signed_in
from tests.stakeholders.files import imported, outcomes, rows_of
from tests.town import Town

EVIL = [
    '=HYPERLINK("http://evil")',
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "+1",
    "\r=1",
    " =1",
    "'=1",
    "'a",
    "''",
    "3174012345678901",
]


def taken(browser: Client, kind: str = "csv", **narrowed: str) -> bytes:
    answer = browser.post("/direktori/unduh/", {"bentuk": kind, **narrowed})
    assert answer.status_code == 200, answer.status_code
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("text", [*EVIL, "003", "", "biasa", "a=b", "0812-3456-7890", 'x;"y"\nz'])
def test_i2_what_went_out_comes_back_as_it_was(text: str) -> None:
    assert restored(neutral(text)) == text


@pytest.mark.parametrize("text", EVIL)
def test_i2_a_formula_is_text(text: str) -> None:
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("number", [-50000, 0, 3.5, True])
def test_i2_a_number_stays_a_number(number: object) -> None:
    assert neutral(number) is number


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_i2_a_hostile_name_is_text_in_the_file_and_comes_back(people: People, town: Town, kind: str) -> None:
    for name in ("=HYPERLINK(1)", "-2+3 Warung", "@SUM(1)"):
        register_organisation(by=people.ratna, name=name, sector="private", about='a;"b"\n=c')
    data = taken(signed_in(people.putri), kind)
    names = [line[1] for line in rows_of(data)]
    assert {"'=HYPERLINK(1)", "'-2+3 Warung", "'@SUM(1)"} <= set(names)
    batch = imported(signed_in(people.putri), data, f"daftar.{kind}")
    assert set(outcomes(batch)) == {"same"}, list(batch.rows.values("name", "outcome", "said"))


def test_i3_it_opens_in_a_spreadsheet(people: People, town: Town) -> None:
    register_organisation(by=people.ratna, name='Kafé "Melati"; Mawar, 1', sector="private", about="satu\ndua")
    data = taken(signed_in(people.sunarti))
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    found = {line[1]: line for line in rows_of(data)[1:]}
    assert found['Kafé "Melati"; Mawar, 1'][4] == "satu\ndua"
    assert all(line[0].isdigit() for line in found.values())


@pytest.mark.parametrize("kind", ["csv", "xlsx", "vcf"])
def test_only_what_one_may_see_leaves(people: People, town: Town, kind: str) -> None:
    submit_organisation(by=people.sunarti, name="Jahit Tersembunyi", sector="private")
    for who, sees in ((people.tukimin, False), (people.sunarti, True), (people.putri, True)):
        data = taken(signed_in(who), kind, status="belum")
        text = data.decode() if kind != "xlsx" else str(rows_of(data))
        assert ("Jahit Tersembunyi" in text) == sees, who
        assert "Karang Taruna" not in text


def test_contact_people_are_for_staff(people: People, town: Town) -> None:
    ContactPerson.objects.create(organisation=town.firm, name="Rahasia Sekali", email="rahasia@contoh.example")
    assert b"Rahasia Sekali" in taken(signed_in(people.putri))
    for kind in ("csv", "xlsx", "vcf"):
        data = taken(signed_in(people.bayu), kind)
        assert "ahasia" not in (str(rows_of(data)) if kind == "xlsx" else data.decode())
    assert b"ahasia" not in taken(signed_in(people.putri), "vcf")
    for browser in (Client(), signed_in(people.bayu)):
        assert b"ahasia" not in browser.get(town.firm.get_absolute_url()).content
    assert b"rahasia@contoh.example" in signed_in(people.putri).get(town.firm.get_absolute_url()).content


def test_the_filters_of_the_list_hold_for_the_file(people: People, town: Town) -> None:
    names = {line[1] for line in rows_of(taken(signed_in(people.sunarti), unsur="private", q="sumber"))[1:]}
    assert names == {"PT Sumber Air"}


def test_each_file_leaves_an_entry_that_nobody_changes(people: People, town: Town) -> None:
    taken(signed_in(people.sunarti), "xlsx", unsur="private")
    entry = ExportEntry.objects.get()
    assert (entry.person, entry.form, entry.narrowed_by, entry.rows) == (people.sunarti, "xlsx", "unsur=private", 2)
    for change in (lambda: ExportEntry.objects.update(rows=1), lambda: ExportEntry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert ExportEntry.objects.get().rows == 2


def test_a_visitor_takes_nothing_along_and_a_get_writes_nothing(people: People, town: Town) -> None:
    assert Client().post("/direktori/unduh/", {"bentuk": "csv"}).status_code != 200
    assert Client().get("/direktori/unduh/").status_code == 405
    assert not ExportEntry.objects.exists()
    assert "Setiap unduhan dicatat" in Client().get("/direktori/").content.decode()


def test_an_unknown_kind_of_file_is_said(people: People, town: Town) -> None:
    answer = signed_in(people.sunarti).post("/direktori/unduh/", {"bentuk": "exe"}, follow=True)
    assert "Pilih CSV, XLSX, atau vCard." in answer.content.decode()


def test_it_is_limited(people: People, town: Town) -> None:
    browser = signed_in(people.sunarti)
    for _ in range(30):
        taken(browser, "vcf")
    assert browser.post("/direktori/unduh/", {"bentuk": "vcf"}).status_code == 429


def test_the_card_of_an_organisation_is_read_by_an_address_book(people: People, town: Town) -> None:
    name = "Yayasan Melati; " + "Mawar, " * 12 + "Kenanga é"
    made = register_organisation(
        by=people.ratna, name=name, sector="external", email="melati@contoh.example", phone="+6281234567890"
    )
    card = vobject.readOne(Client().get(f"/direktori/{made.pk}/kontak.vcf").content.decode())
    assert (card.fn.value, card.email.value, card.tel.value) == (name, "melati@contoh.example", "+6281234567890")
    assert all(len(line) <= 75 for line in Client().get(f"/direktori/{made.pk}/kontak.vcf").content.split(b"\r\n"))
    hidden = submit_organisation(by=people.sunarti, name="Jahit Tersembunyi", sector="private")
    assert Client().get(f"/direktori/{hidden.pk}/kontak.vcf").status_code == 404


def test_all_cards_are_in_one_file(people: People, town: Town) -> None:
    cards = list(vobject.readComponents(taken(signed_in(people.sunarti), "vcf").decode()))
    assert len(cards) == Organisation.objects.count()


def test_it_asks_as_many_statements_for_many_as_for_few(people: People, town: Town) -> None:
    area = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]

    def statements() -> int:
        taken(signed_in(people.putri))
        with CaptureQueriesContext(connection) as seen:
            taken(signed_in(people.putri))
        return len(seen)

    few = statements()
    for n in range(25):
        register_organisation(by=people.ratna, name=f"Warga {n}", sector="community", areas=[area])
    assert statements() == few


def test_an_undone_import_leaves_no_trace_in_a_file(people: People, town: Town) -> None:
    data = taken(signed_in(people.putri))
    batch = imported(signed_in(people.putri), data.replace(b"PT Sumber Air", b"PT Sumber Baru"))
    assert outcomes(batch).count("changed") == 1
    carry_out_import(batch=batch, by=people.putri)
    assert b"PT Sumber Baru" in taken(signed_in(people.sunarti))
