"""The projects as board, timeline and table by RW; more filters, orders, and what is printed."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.calendar import today
from commons.models import Area
from projects.actions import add_milestone, change_stage, post_status
from projects.models import Project
from tests.asking import statements
from tests.environment import empty_cache
from tests.people import People, signed_in
from tests.projects.test_pages import following, titles
from tests.town import Town, make_project, partner

VIEWS = ("papan", "linimasa", "rw")


@pytest.fixture
def neighbourhood(db: None) -> Area:
    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    return Area.objects.get_or_create(level="rw", number=3, parent=whole)[0]


def page(query: str, browser: Client | None = None) -> str:
    answer = (browser or Client()).get(f"/proyek/{query}")
    assert answer.status_code == 200, query
    return unescape(answer.content.decode())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("who", ["visitor", "partner", "coordinator"])
def test_each_view_asks_eight_statements_at_most_however_many_projects(
    people: People, town: Town, neighbourhood: Area, view: str, who: str
) -> None:
    browser = {"visitor": Client(), "partner": signed_in(people.bayu), "coordinator": signed_in(people.putri)}[who]

    def more(n: int) -> None:
        days = {"starts_on": today() - timedelta(days=9 + n), "due_on": today() + timedelta(days=9 + n)}
        project = make_project(people, town, f"Proyek ke-{n}", areas=[neighbourhood], **days)
        add_milestone(project=project, by=people.putri, title="Lahan siap", due_on=today() + timedelta(days=n))

    for n in range(3):
        more(n)
    few = statements(browser, f"/proyek/?tampil={view}")
    for n in range(3, 25):
        more(n)
    assert statements(browser, f"/proyek/?tampil={view}") == few <= 8


@pytest.mark.parametrize("view", ["", *VIEWS])
def test_the_first_reader_of_a_minute_is_answered_in_eight_statements_too(
    people: People, town: Town, neighbourhood: Area, view: str
) -> None:
    """Nothing is remembered yet but who the reader is."""
    project = make_project(people, town, areas=[neighbourhood], starts_on=today(), due_on=today() + timedelta(days=9))
    add_milestone(project=project, by=people.putri, title="Lahan siap", due_on=today())
    browser, address = signed_in(people.putri), f"/proyek/?tampil={view}"
    statements(browser, address)
    empty_cache()
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    assert len(seen) <= 8


@pytest.mark.parametrize("view", VIEWS)
def test_o5_a_private_project_is_on_no_view_of_a_stranger(
    people: People, town: Town, private_project: Project, view: str
) -> None:
    Project.objects.filter(pk=private_project.pk).update(starts_on=today(), due_on=today())
    partner(people, private_project, town.ngo)
    query = f"?tampil={view}"
    for browser in (Client(), signed_in(people.bayu)):
        assert "Rahasia Mawar" not in page(query, browser)
        assert f'<option value="{town.ngo.pk}">' not in page(query, browser), "a choice would tell who takes part"
    assert f'<option value="{town.ngo.pk}">' in page(query, signed_in(people.ratna))
    if view != "rw":
        assert "Rahasia Mawar" in page(query, signed_in(people.ratna))
        assert "Rahasia Mawar" not in page(f"{query}&mitra={town.ngo.pk}", signed_in(people.bayu))


def test_the_board_moves_by_a_menu_for_those_who_may(people: People, town: Town, project: Project) -> None:
    for browser in (Client(), signed_in(people.sunarti), signed_in(people.rizky)):
        assert "Pindahkan ke" not in page("?tampil=papan", browser)
    board = page("?tampil=papan", signed_in(people.putri))
    links = re.findall(rf'href="(/proyek/{project.pk}/tahap/\?ke=\w+)"', board)
    assert [link.rpartition("=")[2] for link in links] == list(project.next_stages())
    form = signed_in(people.putri).get(links[0]).context["form"]
    assert form["stage"].value() == project.next_stages()[0]


def test_the_board_has_a_column_for_each_stage_and_a_phone_sees_one(people: People, town: Town) -> None:
    for n in range(14):
        make_project(people, town, f"Berjalan ke-{n}")
    held = make_project(people, town, "Ditahan dulu")
    change_stage(project=held, stage="on_hold", by=people.putri, reason="Menunggu izin.")
    board = Client().get("/proyek/?tampil=papan").context["board"]
    assert [(column.code, column.count, column.more, column.current) for column in board.columns] == [
        ("active", 14, 2, True),
        ("on_hold", 1, 0, False),
    ]
    assert titles(board.columns[0].url.removeprefix("/proyek/")) == [f"Berjalan ke-{n}" for n in reversed(range(14))]
    chosen = Client().get("/proyek/?tampil=papan&tahap=on_hold").context["board"]
    assert [column.code for column in chosen.columns] == ["on_hold"]
    assert [tab.current for tab in chosen.tabs] == [False, True]


def test_the_timeline_shows_what_is_under_way_in_its_quarters(people: People, town: Town) -> None:
    make_project(people, town, "Tahun ini", starts_on=date(2026, 2, 1), due_on=date(2026, 8, 31))
    make_project(people, town, "Dahulu", starts_on=date(2020, 2, 1), due_on=date(2020, 8, 31))
    make_project(people, town, "Terus", starts_on=date(2020, 2, 1))
    make_project(people, town, "Tanpa tanggal")

    def shown(start: str) -> list[str]:
        lines = Client().get(f"/proyek/?tampil=linimasa&mulai={start}").context["lines"]
        return [line.row.title for line in lines]

    assert shown("2026-1") == ["Terus", "Tahun ini", "Tanpa tanggal"]
    assert shown("2020-1") == ["Dahulu", "Terus", "Tanpa tanggal"]
    assert shown("2026-4") == ["Terus", "Tanpa tanggal"]


def test_a_bar_lies_where_its_days_are(people: People, town: Town) -> None:
    project = make_project(people, town, starts_on=date(2026, 4, 1), due_on=date(2026, 6, 30))
    post_status(project=project, author=people.putri, condition="on_track", progress=50)
    add_milestone(project=project, by=people.putri, title="Tengah", due_on=date(2026, 5, 16))
    (line,) = Client().get("/proyek/?tampil=linimasa&mulai=2026-1").context["lines"]
    assert (line.bar.x, line.bar.width, line.bar.begins, line.bar.ends) == (247, 249, True, True)
    assert 120 <= line.bar.done <= 130
    assert [dot.x for dot in line.dots] == [370]
    (line,) = Client().get("/proyek/?tampil=linimasa&mulai=2026-2").context["lines"]
    assert (line.bar.x, line.bar.ends) == (0, True)


@pytest.mark.parametrize("start", ["1990-1", "2099-4", "2026-9", "x", "٢٠٢٦-١", "99999-1", "-1"])
def test_any_quarter_is_an_answer(people: People, project: Project, start: str) -> None:
    page(f"?tampil=linimasa&mulai={start}")


def test_the_timeline_pages_by_key_and_loses_nothing(people: People, town: Town) -> None:
    for n in range(25):
        make_project(people, town, f"Proyek ke-{n:02}", starts_on=today() - timedelta(days=n % 3))
    seen: list[str] = []
    query = "?tampil=linimasa"
    while query:
        answer = Client().get(f"/proyek/{query}")
        seen += [line.row.title for line in answer.context["lines"]]
        query = following(answer.content.decode())
    assert sorted(seen) == [f"Proyek ke-{n:02}" for n in range(25)]


def test_a_number_by_rw_is_the_number_it_leads_to(people: People, town: Town, neighbourhood: Area) -> None:
    whole = Area.objects.get(level="kelurahan")
    make_project(people, town, "Di sini", areas=[neighbourhood])
    make_project(people, town, "Di mana-mana", areas=[whole, neighbourhood])
    make_project(people, town, "Entah")
    make_project(people, town, "Belum mulai", areas=[neighbourhood], start_now=False)
    table = Client().get("/proyek/?tampil=rw").context["table"]
    for line in (*table.lines, table.totals):
        for cell in (*line.cells, line.total):
            assert len(titles(cell.url.removeprefix("/proyek/"))) == cell.number, cell
    assert table.nowhere == 1


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Ketiga", "Pertama", "kedua"]),
        ("tenggat", ["kedua", "Pertama", "Ketiga"]),
        ("progres", ["Pertama", "kedua", "Ketiga"]),
        ("nama", ["kedua", "Ketiga", "Pertama"]),
    ],
)
def test_the_list_is_ordered_as_chosen(people: People, town: Town, order: str, expected: list[str]) -> None:
    for title, progress, due in (("kedua", 20, 5), ("Pertama", 70, 9), ("Ketiga", 0, None)):
        facts: dict[str, Any] = {"due_on": today() + timedelta(days=due)} if due else {}
        project = make_project(people, town, title, **facts)
        Project.objects.filter(pk=project.pk).update(progress=progress)
    assert titles(f"?urut={order}") == expected


@pytest.mark.parametrize("order", ["tenggat", "progres", "nama"])
def test_every_order_pages_by_key_and_loses_nothing(people: People, town: Town, order: str) -> None:
    for n in range(45):
        facts: dict[str, Any] = {"due_on": today() + timedelta(days=n % 4)} if n % 3 else {}
        make_project(people, town, f"Proyek ke-{n:02}", **facts)
    seen: list[str] = []
    query = f"?urut={order}"
    while query:
        seen += titles(query)
        query = following(page(query).replace("&", "&amp;"))
    assert len(seen) == len(set(seen)) == 45


def test_the_list_is_narrowed_by_partner_lead_coordinator_and_year(
    people: People, town: Town, project: Project
) -> None:
    other = make_project(people, town, "Kebun sayur", starts_on=date(2024, 5, 1), due_on=date(2025, 2, 1))
    partner(people, other, town.firm)
    Project.objects.filter(pk=other.pk).update(coordinator=people.ratna, lead=town.ngo)
    for query in (
        f"?mitra={town.firm.pk}",
        f"?penanggung={town.ngo.pk}",
        f"?koordinator={people.ratna.pk}",
        "?tahun=2024",
        "?tahun=2025",
        f"?mitra={town.firm.pk}&tahun=2025&koordinator={people.ratna.pk}",
    ):
        assert titles(query) == ["Kebun sayur"], query
    assert titles("?tahun=2026") == []
    for nonsense in ("?mitra=999999999999999999999", "?penanggung=%F0", "?koordinator=1%27--", "?tahun=٢٠٢٤"):
        assert len(titles(nonsense)) == 2, nonsense
        assert "tidak dikenal" in page(nonsense)


def test_a_print_says_what_it_shows_and_when(people: People, town: Town) -> None:
    for n in range(30):
        make_project(people, town, f"Proyek ke-{n}")
    shown = page("?tahap=active&q=proyek")
    assert "Saringan: Berjalan, “proyek”" in shown
    assert "http://testserver/proyek/?tahap=active&q=proyek" in shown
    assert "Tanpa saringan" in page("")
    assert len(titles("?cetak=1")) == 30


def test_a_filter_that_follows_a_view_stays_in_it(people: People, project: Project) -> None:
    for view in VIEWS:
        shown = page(f"?tampil={view}&tahap=active")
        assert f'<input type="hidden" name="tampil" value="{view}"' in shown
