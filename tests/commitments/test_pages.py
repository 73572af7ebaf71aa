"""The ledger as people read it: whose promises stand in which list, on whose pages, in how many statements."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from commitments.actions import keep_commitment, move_due_date, withdraw_commitment
from commitments.models import Commitment, State
from commitments.queries import Chosen, commitment_list, first_commitments, order
from commitments.queries.lists import ALL, LATE, MINE, OURS
from projects.models import Project
from tests.asking import statements
from tests.commitments.promises import days_pass, in_days, of_a_person, promised
from tests.people import People, signed_in
from tests.town import Town, make_project, partner


@pytest.fixture
def promises(people: People, town: Town, project: Project) -> dict[str, Commitment]:
    """The firm's is late, the NGO's was kept, the shop's withdrawn, sunarti's own runs."""
    late = days_pass(promised(people, project, town.firm, contribution="Tong sampah"), 25)
    kept = promised(people, project, town.ngo, contribution="Pelatihan", amount=2, unit="hari")
    keep_commitment(commitment=kept, by=people.dewi, note="Dua hari penuh.")
    facts: dict[str, Any] = {"amount": None, "unit": "", "amount_idr": 5_000_000}
    withdrawn = promised(people, project, town.shop, contribution="Dana konsumsi", **facts)
    withdraw_commitment(commitment=withdrawn, by=people.sunarti, reason="Modal terpakai.")
    own = of_a_person(people, project, people.sunarti, what="Papan jadwal")
    return {"late": late, "kept": kept, "withdrawn": withdrawn, "own": own}


def listed(query: str = "", browser: Client | None = None) -> list[str]:
    page = (browser or Client()).get(f"/komitmen/{query}").content.decode()
    return [unescape(what) for what in re.findall(r'<h3><a href="/komitmen/\d+/">([^<]+)</a>', page)]


def test_each_list_shows_whose_it_says(people: People, promises: dict[str, Commitment]) -> None:
    sunarti, bayu = signed_in(people.sunarti), signed_in(people.bayu)
    assert listed("", sunarti) == ["Papan jadwal"]
    assert set(listed("?lihat=saya&status=semua", sunarti)) == {"Papan jadwal", "Dana konsumsi"}
    assert listed("?lihat=organisasi", sunarti) == []
    assert listed("?lihat=organisasi&status=withdrawn", sunarti) == ["Dana konsumsi"]
    assert listed("?lihat=organisasi", bayu) == ["Tong sampah"]
    for browser in (Client(), bayu):
        assert listed("?lihat=semua", browser) == ["Papan jadwal", "Dana konsumsi", "Pelatihan", "Tong sampah"]
        assert listed("?lihat=terlambat", browser) == ["Tong sampah"]
        assert listed("?lihat=semua&status=kept", browser) == ["Pelatihan"]


@pytest.mark.parametrize("view", [MINE, OURS, ALL, LATE])
@pytest.mark.parametrize("status", ["", *State.values])
def test_the_first_page_is_what_the_list_holds(
    people: People, town: Town, promises: dict[str, Commitment], private_project: Project, view: str, status: str
) -> None:
    partner(people, private_project, town.rw03)
    hidden = of_a_person(people, private_project, people.putri, what="Rahasia")
    one, place = promises["late"].organisation_id, promises["late"].place_id
    found = 0
    for narrowed in ({}, {"organisation": one}, {"place": place}, {"organisation": one, "place": place}):
        asked = Chosen(view, status, **narrowed)
        for user in (AnonymousUser(), people.bayu, people.sunarti, people.putri, people.dewi):
            if view in (MINE, OURS) and not user.is_authenticated:
                continue  # visitors have none of their own
            first = first_commitments(user, asked)
            assert first == list(commitment_list(user, asked).order_by(*order(asked))), (asked, user)
            assert user == people.putri or hidden.pk not in [row["pk"] for row in first]
            found += len(first)
    assert found or (view == LATE and status in (State.KEPT, State.WITHDRAWN))


@pytest.mark.parametrize(
    "query", ["?lihat=saya", "?lihat=x&status=y&di=z&organisasi=-1", "?setelah=x", "?di=" + "9" * 30]
)
def test_a_visitor_has_none_of_their_own_and_nonsense_narrows_nothing(
    promises: dict[str, Commitment], query: str
) -> None:
    assert len(listed(query)) == 4
    assert "Organisasi saya" not in Client().get("/komitmen/").content.decode()


def test_what_is_promised_how_much_by_whom_where_and_how_it_stands(
    people: People, project: Project, promises: dict[str, Commitment]
) -> None:
    page = unescape(Client().get("/komitmen/").content.decode())
    for said in ("40 tong", "Rp\u00a05.000.000", "PT Sumber Air · Bayu Prasetyo", "Terlambat", "Ditepati", "Ditarik"):
        assert said in page
    assert project.title in page
    assert f"{promises['own'].get_absolute_url()}tepati/" not in page


def test_a_page_without_any_form_can_still_say_how_far_it_was_read(
    people: People, promises: dict[str, Commitment]
) -> None:
    """There was no token to say so with: nothing was marked, and the browser complained."""
    browser, one = signed_in(people.rizky), next(iter(promises.values()))
    html = browser.get(one.get_absolute_url()).content.decode()
    assert ("read-position" in html, 'name="csrfmiddlewaretoken"' in html) == (True, True)


def test_the_acts_stand_in_the_rows_of_ones_own(people: People, promises: dict[str, Commitment]) -> None:
    late = promises["late"].get_absolute_url()
    page = signed_in(people.bayu).get("/komitmen/?lihat=semua&status=semua").content.decode()
    assert [page.count(f'href="{late}{act}/"') for act in ("tepati", "tenggat", "tarik")] == [1, 1, 1]
    assert f"{promises['own'].get_absolute_url()}tepati/" not in page


def test_o5_what_was_promised_in_a_private_project_is_in_nobodys_list_but_theirs(
    people: People, town: Town, private_project: Project
) -> None:
    commitment = promised(people, private_project, town.firm, contribution="Pompa rahasia")
    pages = ("/komitmen/?lihat=semua", f"/komitmen/?di={private_project.thread_id}", town.firm.get_absolute_url())
    for browser in (Client(), signed_in(people.dewi)):
        for path in pages:
            page = browser.get(path).content.decode()
            assert "Pompa rahasia" not in page
            assert "Rahasia Mawar" not in page
        assert "/komitmen/?organisasi" not in browser.get(town.firm.get_absolute_url()).content.decode()
    for person in (people.bayu, people.putri, people.ratna):
        assert listed("?lihat=semua", signed_in(person)) == ["Pompa rahasia"]
    assert signed_in(people.bayu).get(commitment.get_absolute_url()).status_code == 200


def test_the_project_shows_what_was_promised_in_it(
    people: People, town: Town, project: Project, promises: dict[str, Commitment]
) -> None:
    other = make_project(people, town, "Sumur resapan")
    page = Client().get(project.get_absolute_url()).content.decode()
    shown = re.findall(r'<h3><a href="/komitmen/\d+/">([^<]+)</a>', page)
    assert shown[:2] == ["Tong sampah", "Papan jadwal"]
    assert set(shown[2:]) == {"Pelatihan", "Dana konsumsi"}
    assert "/komitmen/" not in Client().get(other.get_absolute_url()).content.decode().partition("<main")[2]


def test_the_organisations_page_counts_kept_due_and_late(
    people: People, town: Town, promises: dict[str, Commitment]
) -> None:
    project = make_project(people, town, "Sumur resapan")
    promised(people, project, town.firm, contribution="Pipa")
    page = Client().get(town.firm.get_absolute_url()).content.decode()
    counts = re.findall(r"<dt>(Ditepati|Berjalan|Terlambat)</dt>\s*<dd>(\d+)</dd>", page)
    assert counts == [("Ditepati", "0"), ("Berjalan", "1"), ("Terlambat", "1")]
    for query, found in (("&lihat=terlambat", ["Tong sampah"]), ("&lihat=semua&status=open", ["Tong sampah", "Pipa"])):
        assert listed(f"?organisasi={town.firm.pk}{query}") == found


@pytest.mark.parametrize("who", ["visitor", "member", "owner", "coordinator"])
def test_the_ledger_asks_eight_statements_at_most_and_pages_no_more_however_many_there_are(
    people: People, town: Town, project: Project, promises: dict[str, Commitment], who: str
) -> None:
    browser = {
        "visitor": Client(),
        "member": signed_in(people.tukimin),
        "owner": signed_in(people.bayu),
        "coordinator": signed_in(people.putri),
    }[who]
    late = promises["late"]
    narrowed = f"?lihat=semua&organisasi={town.firm.pk}&di={project.thread_id}&status=open"
    lists = [f"/komitmen/{query}" for query in ("", "?lihat=semua", "?lihat=terlambat", narrowed)]
    pages = [late.get_absolute_url(), project.get_absolute_url(), town.firm.get_absolute_url()]
    few = [statements(browser, path) for path in (*lists, *pages)]
    for n in range(25):
        other = make_project(people, town, f"Proyek {n}") if n < 2 else project
        days_pass(of_a_person(people, other, people.bayu, what=f"Janji {n}"), n * 2)
    move_due_date(commitment=late, by=people.bayu, due_on=in_days(3), reason="Truk rusak")
    days_pass(late, 30)
    partner(people, project, town.rw03)
    assert [statements(browser, path) for path in (*lists, *pages)] == few
    assert max(few[: len(lists)]) <= 8
    assert max(few[len(lists) : -1]) <= 10


def test_pages_follow_one_another_without_a_gap(people: People, project: Project) -> None:
    for n in range(45):
        of_a_person(people, project, people.sunarti, what=f"Janji {n:02}", due_on=in_days(n) if n % 9 else None)
    for query in ("?lihat=semua", "?lihat=semua&status=open", "?lihat=saya"):
        browser, found, path = signed_in(people.sunarti), list[str](), f"/komitmen/{query}"
        while path:
            page = browser.get(path).content.decode()
            found += re.findall(r'<h3><a href="/komitmen/\d+/">([^<]+)</a>', page)
            following = re.search(r'href="([^"]+)" rel="next"', page)
            path = f"/komitmen/{unescape(following[1])}" if following else ""
        assert sorted(found) == [f"Janji {n:02}" for n in range(45)]
