"""The three home pages: what goes on here, what waits for me, what did not happen."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from commons.models import Area, Theme
from commons.windows import DESK, HOME_PUBLIC, DashboardCard, Figure
from notifications.fanout import dispatch
from notifications.undone import all_waiting, undone
from projects.actions import post_status
from projects.models import Project
from tests.asking import statements
from tests.people import People, signed_in
from tests.things import offered
from tests.town import Town, invite, make_project, partner

CARD = "components/empty_state.html"


def text_of(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def silence(project: Project, days: int = 3) -> None:
    Project.objects.filter(pk=project.pk).update(next_update_at=timezone.now() - timedelta(days=days))


def test_a_visitor_reads_what_goes_on_here(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    post_status(project=project, author=people.bayu, condition="on_track", acting_as=town.firm, note="Timbangan *tiba*")
    page = text_of(Client(), "/")
    for words in ("Proyek berjalan", "Proyek bergerak", "Kabar terbaru", "Timbangan tiba", "Siapa saja di sini"):
        assert words in page
    assert f"/proyek/{project.pk}/kabar/1/" in page


def test_the_home_of_visitors_is_the_same_bytes_for_all_and_holds_nothing_private(
    people: People, town: Town, private_project: Project
) -> None:
    post_status(project=private_project, author=people.putri, condition="blocked", note="Rahasia Melati")
    pages = {Client().get("/").content for _n in range(3)}
    assert len(pages) == 1
    assert b"Rahasia" not in pages.pop()


def test_a_card_that_fails_is_left_out_and_the_page_stays(db: None) -> None:
    def crash(user: Any) -> dict[str, Any]:
        raise ZeroDivisionError

    with offered(
        DashboardCard("tests.broken", HOME_PUBLIC, "Kartu rusak", CARD, crash),
        DashboardCard("tests.whole", HOME_PUBLIC, "Kartu utuh", CARD, lambda user: {"title": "Isi"}),
        DashboardCard("tests.empty", HOME_PUBLIC, "Kartu kosong", CARD, lambda user: None),
    ):
        page = text_of(Client(), "/")
    assert "Kartu utuh" in page
    assert "Kartu rusak" not in page
    assert "Kartu kosong" not in page


def test_a_database_that_is_away_is_not_a_missing_card(db: None) -> None:
    def away(user: Any) -> dict[str, Any]:
        raise OperationalError("server closed the connection unexpectedly")

    with offered(DashboardCard("tests.away", HOME_PUBLIC, "Kartu", CARD, away)):
        assert Client(raise_request_exception=False).get("/").status_code == 503


def test_a_card_with_a_rule_is_shown_to_those_whom_it_allows(people: People, town: Town) -> None:
    card = DashboardCard("tests.ruled", HOME_PUBLIC, "Kartu petugas", CARD, lambda user: {}, rule="portal.see_desk")
    with offered(card):
        assert "Kartu petugas" not in text_of(Client(), "/beranda/")
        assert "Kartu petugas" not in text_of(signed_in(people.sunarti), "/beranda/")
        assert "Kartu petugas" in text_of(signed_in(people.putri), "/beranda/")


def test_a_figure_leads_to_its_list(db: None) -> None:
    with offered(Figure("tests.many", HOME_PUBLIC, "Hal yang dihitung", lambda user: 1234, "/hal/")):
        page = text_of(Client(), "/")
    assert 'href="/hal/"' in page
    assert "1.234" in page or "1234" in page


def test_a_member_reads_what_is_new_where_they_live_and_why(people: People, town: Town, project: Project) -> None:
    area = Area.objects.create(level="rw", number=7)
    theme = Theme.objects.create(code="lingkungan-uji", name="Lingkungan Uji")
    near, liked = make_project(people, town, "Taman dekat rumah"), make_project(people, town, "Sungai bersih")
    near.areas.add(area)
    liked.themes.add(theme)
    people.sunarti.area = area
    people.sunarti.save()
    people.sunarti.themes.add(theme)
    browser = signed_in(people.sunarti)
    page = text_of(browser, "/")
    part = page.partition("Di RW Anda")[2]
    assert "Taman dekat rumah" in part.partition("Mungkin Anda minati")[0]
    assert "Sungai bersih" in part.partition("Mungkin Anda minati")[2]
    assert "Anda memilih bidang Lingkungan Uji." in page
    assert "Sejak kunjungan terakhir" not in page
    browser.post(f"/ikuti/{project.thread_id}/", {"level": "1"})
    post_status(project=project, author=people.putri, condition="on_track", note="Sudah mulai")
    dispatch()
    assert "Sejak kunjungan terakhir" in text_of(browser, "/")


def test_private_things_near_a_stranger_stay_unknown(people: People, town: Town, private_project: Project) -> None:
    area = Area.objects.create(level="rw", number=7)
    private_project.areas.add(area)
    people.sunarti.area = area
    people.sunarti.save()
    assert "Rahasia" not in text_of(signed_in(people.sunarti), "/")


def test_the_desk_is_the_staffs(people: People, town: Town) -> None:
    assert Client().get("/meja/")["Location"].startswith("/masuk/?next=")
    refused = signed_in(people.sunarti).get("/meja/")
    assert refused.status_code == 403
    assert "Meja Kerja hanya untuk petugas kelurahan." in refused.content.decode()
    for path in ("/", "/meja/"):
        assert "<h1>Meja Kerja</h1>" in text_of(signed_in(people.putri), path)
    assert "<h1>Meja Kerja</h1>" not in text_of(signed_in(people.sunarti), "/")


def test_the_desk_names_what_is_late_and_whom_it_waits_for(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    invite(people, project, town.ngo)
    silence(project)
    page = text_of(signed_in(people.ratna), "/meja/")
    assert "terlambat, tenggat 3 hari yang lalu" in page
    assert "Bayu Prasetyo" in page
    assert "LSM Kali Bersih diundang bermitra" in page
    assert f'href="{project.team_url()}"' in page
    assert "/jawab/" not in page
    assert "Proyek yang perlu dilihat" in page


def test_o5_the_desk_tells_staff_nothing_of_what_they_may_not_see(people: People, town: Town) -> None:
    hidden = make_project(people, town, "Rahasia Mawar", visibility="private")
    silence(hidden)
    other = signed_in(make_staff())
    assert "Rahasia" not in text_of(other, "/meja/")
    assert "Rahasia" in text_of(signed_in(people.putri), "/meja/")


def make_staff() -> Any:
    from tests.people import person

    return person("bagus", "Bagus Wijaya", offices=("staff",))


def test_a_keeper_looks_after_their_own_and_a_row_without_audience_is_nobody_elses(
    people: People, town: Town, project: Project
) -> None:
    partner(people, project, town.firm)
    silence(project)
    rows = all_waiting(timezone.now())
    assert [one.kind for one in undone(people.putri, rows)] == ["projects.update"]
    assert undone(people.bayu, rows) == []
    Project.objects.filter(pk=project.pk).update(coordinator=people.dewi)
    rows = all_waiting(timezone.now())
    assert [one.people for one in undone(people.dewi, rows)] != []


@pytest.mark.parametrize(("who", "path", "most"), [("visitor", "/", 8), ("member", "/", 15), ("staff", "/meja/", 15)])
def test_the_statements_of_a_home_page_do_not_grow(
    people: People, town: Town, project: Project, who: str, path: str, most: int
) -> None:
    partner(people, project, town.firm)
    post_status(project=project, author=people.bayu, condition="blocked", acting_as=town.firm, note="Satu")
    silence(project)
    browser = {"visitor": Client(), "member": signed_in(people.bayu), "staff": signed_in(people.putri)}[who]
    few = statements(browser, path)
    for n in range(12):
        more = make_project(people, town, f"Proyek ke-{n}")
        partner(people, more, town.firm)
        post_status(project=more, author=people.bayu, condition="blocked", acting_as=town.firm, note=f"Kabar {n}")
        silence(more)
    assert statements(browser, path) == few <= most


def test_a_place_nobody_draws_is_noticed() -> None:
    """Cards and figures name one of the three places."""
    from commons import contributions
    from commons.windows import HOME

    offers = [*contributions.all_of(DashboardCard), *contributions.all_of(Figure)]
    assert {offer.place for offer in offers} <= {HOME_PUBLIC, HOME, DESK}


def test_what_an_integrated_service_is_has_its_page(visitor: Client, db: None) -> None:
    assert "Apa itu pelayanan terpadu?" in text_of(visitor, "/pelayanan-terpadu/")
    assert "/pelayanan-terpadu/" in text_of(visitor, "/")
