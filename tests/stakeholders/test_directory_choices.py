"""The directory's choices: each with its number, all of them in the address, laid out as list, cards or table."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.calendar import today
from commons.models import Area, Theme
from stakeholders.actions import register_organisation, submit_organisation
from stakeholders.actions.capabilities import add_capability
from stakeholders.models import Capability, Organisation
from tests.environment import empty_cache
from tests.people import People, signed_in
from tests.stakeholders.files import rows_of
from tests.stakeholders.test_directory import names
from tests.stakeholders.test_export import taken
from tests.town import Town


@pytest.fixture
def places(people: People, town: Town) -> dict[str, Area]:
    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    rw = {f"rw{n}": Area.objects.get_or_create(level="rw", number=n, parent=whole)[0] for n in (3, 5)}
    places = {"whole": whole} | rw
    green = Theme.objects.get_or_create(code="lingkungan", defaults={"name": "Lingkungan"})[0]
    health = Theme.objects.get_or_create(code="kesehatan", defaults={"name": "Kesehatan"})[0]
    for name, kind, where, themes in (
        ("Bank Sampah Tiga", "bank_sampah", ["rw3"], [green]),
        ("Bank Sampah Lima", "bank_sampah", ["rw5", "rw3"], [green, health]),
        ("Posyandu Semua", "posyandu", ["whole", "rw3"], [health]),
        ("PKK Tanpa Tempat", "pkk", [], []),
    ):
        register_organisation(
            by=people.ratna, name=name, sector="community", kind=kind, areas=[places[one] for one in where],
            themes=themes,
        )  # fmt: skip
        add_capability(
            organisation=Organisation.objects.get(name=name), by=people.ratna, category="labour", what="Relawan"
        )
    add_capability(organisation=town.firm, by=people.ratna, category="funds", what="Dana", amount_idr=1_000_000)
    return places


def choices(html: str, name: str) -> dict[str, int]:
    """The numbers beside the options of a list of the form."""
    select = re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL)
    assert select is not None
    options = re.findall(r'<option value="([^"]+)"[^>]*>[^<(]*\((\d+)\)', select[0])
    return {value: int(number) for value, number in options}


QUERIES = ["", "?q=bank", "?unsur=community", "?rw=3", "?bidang=kesehatan", "?jenis=bank_sampah&rw=5", "?status=belum"]
FULL = "?q=bank&unsur=community&jenis=bank_sampah&rw=3&bidang=lingkungan&kemampuan=labour&urut=terbaru"
QUERIES += ["?kemampuan=labour", "?kemampuan=labour&rw=5&bidang=kesehatan"]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("who", ["visitor", "applicant", "staff"])
def test_s3_each_number_is_the_length_of_the_list_it_leads_to(
    people: People, places: dict[str, Area], query: str, who: str
) -> None:
    mine = submit_organisation(by=people.sunarti, name="Bank Jahit", sector="private", areas=[places["rw3"]])
    Capability.objects.create(organisation=mine, category="labour", what="Penjahit")
    browser = {"visitor": Client(), "applicant": signed_in(people.sunarti), "staff": signed_in(people.putri)}[who]
    html = browser.get(f"/direktori/{query}").content.decode()
    for name in ("rw", "bidang", "jenis", "kemampuan"):
        shown = choices(html, name)
        assert shown
        for value, number in list(shown.items())[:8] if name != "jenis" else [("bank_sampah", shown["bank_sampah"])]:
            kept = "&".join(part for part in query.lstrip("?").split("&") if not part.startswith(f"{name}="))
            assert len(names(f"?{kept}&{name}={value}", browser)) == number, (name, value)


def test_words_of_the_text_are_found_too(people: People, town: Town) -> None:
    register_organisation(by=people.ratna, name="Melati", sector="community", about="Membina pengrajin anyaman bambu.")
    assert names("?q=anyaman") == ["Melati"]


def test_vision_and_mission_are_found_too_by_who_may_see_them(people: People, town: Town) -> None:
    said = {"vision": "Semua anak pandai berenang.", "mission": "Melatih penyelamat."}
    register_organisation(by=people.ratna, name="Melati", sector="community", **said)
    submit_organisation(by=people.sunarti, name="Mawar", sector="community", **said)
    for asked in ("berenang", "penyelamat"):
        assert names(f"?q={asked}") == ["Melati"]
        assert names(f"?q={asked}&status=belum", signed_in(people.sunarti)) == ["Mawar"]
        assert names(f"?q={asked}&status=belum", signed_in(people.tukimin)) == []
        for browser in (Client(), signed_in(people.tukimin)):
            html = browser.get(f"/cari/?q={asked}").content.decode()
            assert "Melati" in html
            assert f"<mark>{asked}</mark>" in html
            assert "Mawar" not in html


def test_it_is_narrowed_by_what_an_organisation_can_give(people: People, town: Town) -> None:
    for one in (town.firm, town.ngo, town.shop, town.youth):
        add_capability(organisation=one, by=people.ratna, category="equipment", what="Tenda")
    town.ngo.capabilities.update(is_active=False)
    town.shop.capabilities.update(until_on=today() - timedelta(days=1))
    town.youth.capabilities.update(from_on=today() + timedelta(days=9), until_on=today() + timedelta(days=9))
    assert names("?kemampuan=equipment") == ["Karang Taruna Pelita", "PT Sumber Air"]
    assert names("?kemampuan=equipment&unsur=private") == ["PT Sumber Air"]
    assert names("?kemampuan=funds") == []
    html = Client().get("/direktori/?kemampuan=equipment").content.decode()
    assert choices(html, "kemampuan") == {
        "funds": 0, "labour": 0, "infrastructure": 0, "equipment": 2, "expertise": 0,
    }  # fmt: skip
    assert "Hapus saringan </span>Peralatan" in html
    assert names("?kemampuan=sihir") == names("")


def test_what_a_hidden_organisation_can_give_is_counted_for_who_may_know(people: People, town: Town) -> None:
    mine = submit_organisation(by=people.sunarti, name="Jahit Mawar", sector="private")
    before = Client().get("/direktori/?status=belum").content.decode()
    Capability.objects.create(organisation=mine, category="expertise", what="Menjahit")
    after = Client().get("/direktori/?status=belum").content.decode()
    assert choices(before, "kemampuan") == choices(after, "kemampuan")
    for who, number in ((people.tukimin, 0), (people.sunarti, 1), (people.putri, 1)):
        html = signed_in(who).get("/direktori/?status=belum").content.decode()
        assert choices(html, "kemampuan")["expertise"] == number
        assert len(names("?status=belum&kemampuan=expertise", signed_in(who))) == number


def test_files_hold_what_the_list_was_narrowed_by(people: People, town: Town) -> None:
    add_capability(organisation=town.firm, by=people.ratna, category="equipment", what="Tenda")
    found = {line[1] for line in rows_of(taken(signed_in(people.tukimin), kemampuan="equipment"))[1:]}
    assert found == {"PT Sumber Air"}


def test_what_nobody_knows_narrows_nothing_and_is_said(people: People, places: dict[str, Area]) -> None:
    html = Client().get("/direktori/?rw=99&unsur=zzz").content.decode()
    assert "Sebagian saringan di alamat ini tidak dikenal" in html
    assert "zzz" not in html
    assert "tidak dikenal" not in Client().get("/direktori/?rw=03").content.decode()
    assert names("?rw=03") == names("?rw=3")


def test_cards_and_order_are_links_that_keep_the_rest(people: People, places: dict[str, Area]) -> None:
    answer = Client().get("/direktori/?tampil=kartu&rw=3&urut=terbaru")
    html = answer.content.decode()
    assert 'class="cards"' in html
    assert answer.context["page"].rows[0].name == "Posyandu Semua"
    assert 'href="/direktori/?rw=3&amp;urut=terbaru"' in html
    assert [one.label for one in answer.context["narrowing"].applied] == ["RW\xa003"]


@pytest.mark.parametrize("query", ["", FULL])
@pytest.mark.parametrize("who", ["visitor", "staff"])
def test_eight_statements_at_most_even_when_nothing_is_remembered(
    people: People, places: dict[str, Area], query: str, who: str
) -> None:
    browser = {"visitor": Client(), "staff": signed_in(people.putri)}[who]
    browser.get("/direktori/")
    empty_cache()
    with CaptureQueriesContext(connection) as seen:
        browser.get(f"/direktori/{query}")
    assert len(seen) <= 8


def test_the_table_says_who_is_where(people: People, places: dict[str, Area]) -> None:
    answer = Client().get("/direktori/rw/")
    matrix = answer.context["matrix"]
    rows = {line.label: [cell.number for cell in line.cells] for line in matrix.lines}
    assert rows == {"RW\xa003": [0, 0, 3, 0], "RW\xa005": [0, 0, 2, 0]}
    assert [cell.number for cell in matrix.totals.cells] == [1, 2, 6, 1]
    assert matrix.totals.total.number == 10
    assert matrix.nowhere == 7
    for line in (*matrix.lines, matrix.totals):
        for cell in (*line.cells, line.total):
            assert len(names(cell.url.removeprefix("/direktori/"))) == cell.number, cell
    html = answer.content.decode()
    assert 'aria-label="RW\xa003, Masyarakat: 3 organisasi"' in html
    assert 'data-step="3"' in html


def test_the_table_counts_only_what_one_may_see(people: People, places: dict[str, Area]) -> None:
    before = Client().get("/direktori/rw/").content
    submit_organisation(by=people.sunarti, name="Jahit", sector="private", areas=[places["rw3"]])
    assert Client().get("/direktori/rw/").content == before
