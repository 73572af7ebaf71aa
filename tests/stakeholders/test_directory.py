"""The directory: found though typed wrong, narrowed by links, paged by key, in few statements."""

from typing import Any

import pytest
from django.test import Client

from commons import drawn
from commons.models import Area, Theme
from stakeholders.actions import register_organisation, submit_organisation
from tests.asking import statements
from tests.people import People, signed_in
from tests.town import Town


@pytest.fixture
def places(people: People) -> dict[str, Area]:
    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    rw = {f"rw{n}": Area.objects.get_or_create(level="rw", number=n, parent=whole)[0] for n in (3, 5)}
    return {"whole": whole} | rw


def drawn_anew(query: str, browser: Client | None = None) -> Any:
    """What the page was drawn with: not the drawing that visitors share, for this browser brings something its own."""
    browser = browser or Client()
    browser.cookies["punya"] = "sendiri"
    answer = browser.get(f"/direktori/{query}")
    assert answer.status_code == 200
    return answer.context


def names(query: str, browser: Client | None = None) -> list[str]:
    return [organisation.name for organisation in drawn_anew(query, browser)["page"].rows]


@pytest.mark.parametrize(
    "typed", ["Puskesmas", "puskemas", "PUSKESMAS  tanjung", "puskesmas+tanjng", "kesmas", "Puskesmas%2C+%28Tanjung%29"]
)
def test_a_name_is_found_though_it_was_typed_wrong(people: People, town: Town, typed: str) -> None:
    register_organisation(by=people.ratna, name="Puskesmas Pembantu Tanjung", sector="government", kind="puskesmas")
    assert names(f"?q={typed}")[0] == "Puskesmas Pembantu Tanjung"


def test_the_nearest_comes_first_and_strangers_do_not_come(people: People, town: Town) -> None:
    register_organisation(by=people.ratna, name="Karang Taruna Mawar", sector="community")
    assert names("?q=karang+tarna+pelita")[0] == "Karang Taruna Pelita"
    assert names("?q=karang+taruna") == ["Karang Taruna Mawar", "Karang Taruna Pelita"]
    assert names("?q=zwqpty4826") == []


# pitfall: A7
@pytest.mark.parametrize(
    "typed", ["%25", "%27%3B--", "%00", "_", "a%00b", "%5C", "%22%22", "%F0%9F%8C%BF", "%EF%BF%BF", "x" * 5000, "%ff"]
)
def test_whatever_is_typed_is_answered_in_words(people: People, town: Town, typed: str) -> None:
    answer = Client().get(
        f"/direktori/?q={typed}&rw={typed}&unsur={typed}&jenis={typed}&bidang={typed}&setelah={typed}"
    )
    assert answer.status_code in (200, 400)


def test_it_is_narrowed_by_sector_kind_place_and_subject(people: People, town: Town, places: dict[str, Area]) -> None:
    theme = Theme.objects.get_or_create(code="lingkungan", defaults={"name": "Lingkungan"})[0]
    for name, area in (("Bank Sampah RW 3", "rw3"), ("Bank Sampah RW 5", "rw5"), ("Bank Sampah Semua", "whole")):
        register_organisation(
            by=people.ratna, name=name, sector="community", kind="bank_sampah", areas=[places[area]], themes=[theme]
        )
    assert names("?rw=3") == ["Bank Sampah RW 3", "Bank Sampah Semua"]
    assert names("?bidang=lingkungan&rw=5&jenis=bank_sampah") == ["Bank Sampah RW 5", "Bank Sampah Semua"]
    assert names("?unsur=private") == ["PT Sumber Air", "Warung Bu Narti"]
    assert names("?unsur=private&jenis=bank_sampah") == []
    assert len(names("?unsur=x&jenis=y&rw=99&bidang=z&status=w")) == 9


def test_every_link_of_the_page_keeps_what_else_is_chosen(people: People, town: Town, places: dict[str, Area]) -> None:
    shown = Client().get("/direktori/?unsur=private&rw=3&q=air&setelah=x").context
    links = {chip.label: chip.url for chip in shown["choices"].sectors}
    assert links["Masyarakat"] == "/direktori/?unsur=community&rw=3&q=air"
    assert [one.url for one in shown["narrowing"].applied] == ["/direktori/?unsur=private&q=air"]


@pytest.mark.parametrize("query", ["?unsur=private", "?unsur=private&q=guna", "?q=jahit+mawar", "?status=belum"])
def test_a_number_beside_a_chip_is_the_number_it_leads_to(people: People, town: Town, query: str) -> None:
    register_organisation(by=people.ratna, name="Bank Guna", sector="private", kind="bank")
    submit_organisation(by=people.sunarti, name="Jahit Mawar", sector="private", kind="kelompok_usaha")
    for browser in (Client(), signed_in(people.sunarti), signed_in(people.putri)):
        shown = drawn_anew(query, browser)["choices"]
        assert shown.total == len(names(query, browser))
        for chip in [*shown.sectors, *shown.kinds]:
            assert len(names(chip.url.removeprefix("/direktori/"), browser)) == chip.count, chip


def test_an_empty_result_says_what_to_do(people: People, town: Town) -> None:
    html = Client().get("/direktori/?q=zwqpty4826").content.decode()
    assert "Belum ada organisasi dengan saringan ini" in html
    assert "Hapus saringan" in html
    assert 'href="/direktori/daftar/"' in html


@pytest.mark.parametrize("query", ["?q=warga", "?unsur=community", ""])
def test_it_pages_by_key_and_loses_nothing(people: People, query: str) -> None:
    for n in range(45):
        register_organisation(by=people.ratna, name=f"{'Warga' if n % 2 else 'warga'} {n:02}", sector="community")
    seen, path = [], query
    while True:
        answer = Client().get(f"/direktori/{path}")
        seen += [organisation.name for organisation in answer.context["page"].rows]
        if not (path := answer.context["page"].following):
            break
        assert query.lstrip("?") in path
    assert len(seen) == len(set(seen)) == 45
    if not query.startswith("?q"):
        assert seen == sorted(seen, key=str.lower)


@pytest.mark.parametrize("who", ["visitor", "member", "staff"])
@pytest.mark.parametrize("query", ["", "?q=warga&unsur=community&rw=3"])
def test_it_asks_eight_statements_at_most_however_many_there_are(
    people: People, town: Town, places: dict[str, Area], who: str, query: str
) -> None:
    browser = {"visitor": Client(), "member": signed_in(people.sunarti), "staff": signed_in(people.putri)}[who]

    few = statements(browser, f"/direktori/{query}")
    for n in range(25):
        register_organisation(by=people.ratna, name=f"Warga {n}", sector="community", areas=[places["rw3"]])
    assert statements(browser, f"/direktori/{query}") == few <= 8


def test_visitors_read_one_drawing_until_something_changes(
    people: People, town: Town, places: dict[str, Area], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And whatever changes is seen at once: a name, a place, a number beside a filter, an organisation that is gone."""
    monkeypatch.setattr(drawn, "this_minute", lambda: 1)

    def page() -> str:
        return Client().get("/direktori/").content.decode()

    first = page()
    assert Client().get("/direktori/").templates == []
    town.firm.name = "PT Mata Air"
    town.firm.save(update_fields=["name"])
    renamed = page()
    assert "PT Mata Air" in renamed
    assert "PT Mata Air" not in first
    town.firm.areas.add(places["rw3"])
    assert page() != renamed
    audience = town.firm.audience
    audience.visibility = "private"
    audience.save(update_fields=["visibility"])
    assert "PT Mata Air" not in page()
