"""The list as a file and milestones as a calendar: what one may see, safe to open, and read alike by others."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from django.db import DatabaseError, transaction
from django.test import Client

from commons.calendar import today
from projects.actions import add_milestone, reach_milestone
from projects.models import Project, ProjectExport
from tests.people import People, signed_in
from tests.stakeholders.files import rows_of
from tests.town import Town, make_project, partner

AWKWARD = 'Tonggak "air"; warga, RW 03\\04: <b>got</b> & – ☔ ' + "panjang sekali" * 5


def taken(browser: Client, kind: str = "csv", **narrowed: str) -> bytes:
    answer = browser.post("/proyek/unduh/", {"bentuk": kind, **narrowed})
    assert answer.status_code == 200, answer.status_code
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_i2_a_hostile_title_is_text_in_the_file(people: People, town: Town, kind: str) -> None:
    for title in ('=HYPERLINK("http://evil")', "-2+3 Pompa", "@SUM(1)"):
        make_project(people, town, title, budget_idr=1250000, next_step="+1")
    lines = rows_of(taken(signed_in(people.sunarti), kind))
    assert {line[1] for line in lines[1:]} == {'\'=HYPERLINK("http://evil")', "'-2+3 Pompa", "'@SUM(1)"}
    assert {line[15] for line in lines[1:]} == {"'+1"}
    assert {str(line[12]) for line in lines[1:]} == {"1250000"}


def test_i3_the_table_opens_in_a_spreadsheet(people: People, town: Town) -> None:
    make_project(people, town, 'Bank "sampah"; RW 03, é', next_step="3174012509870001")
    content = taken(signed_in(people.sunarti))
    assert content.startswith(b"\xef\xbb\xbf")
    assert '"Bank ""sampah""; RW 03, é"'.encode() in content
    assert content.endswith(b"\r\n")
    for kind in ("csv", "xlsx"):
        line = rows_of(taken(signed_in(people.sunarti), kind))[1]
        assert line[15] == "'3174012509870001", "a long number stays a text"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_p4_budgets_leave_as_whole_numbers_that_add_up(people: People, town: Town, kind: str) -> None:
    for amount in (33_333_333, 33_333_333, 33_333_334, None, 999_999_999_999_999):
        make_project(people, town, f"Anggaran {amount}", budget_idr=amount)
    cells = [line[12] for line in rows_of(taken(signed_in(people.sunarti), kind))[1:]]
    assert sorted(int(cell) for cell in cells if cell) == [33_333_333, 33_333_333, 33_333_334, 999_999_999_999_999]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_only_what_one_may_see_leaves(
    people: People, town: Town, project: Project, private_project: Project, kind: str
) -> None:
    for who, sees in ((people.sunarti, False), (people.bayu, False), (people.putri, True)):
        assert ("Rahasia Mawar" in str(rows_of(taken(signed_in(who), kind)))) == sees, who


def test_the_filters_of_the_list_hold_for_the_file(people: People, town: Town, project: Project) -> None:
    other = make_project(people, town, "Kebun sayur")
    partner(people, other, town.firm)
    lines = rows_of(taken(signed_in(people.sunarti), mitra=str(town.firm.pk), q="kebun"))
    assert [line[1] for line in lines[1:]] == ["Kebun sayur"]
    assert "PT Sumber Air" in lines[1][4]


def test_each_file_leaves_an_entry_that_nobody_changes(people: People, project: Project) -> None:
    taken(signed_in(people.sunarti), "xlsx", tahap="active")
    entry = ProjectExport.objects.get()
    assert (entry.person, entry.form, entry.narrowed_by, entry.rows) == (people.sunarti, "xlsx", "tahap=active", 1)
    for change in (lambda: ProjectExport.objects.update(rows=9), lambda: ProjectExport.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_visitor_takes_nothing_along_and_a_get_writes_nothing(project: Project) -> None:
    assert Client().post("/proyek/unduh/", {"bentuk": "csv"}).status_code != 200
    assert Client().get("/proyek/unduh/").status_code == 405
    assert not ProjectExport.objects.exists()
    assert "Setiap unduhan dicatat" in Client().get("/proyek/").content.decode()


def test_an_unknown_kind_of_file_is_said(people: People, project: Project) -> None:
    answer = signed_in(people.sunarti).post("/proyek/unduh/", {"bentuk": "exe"}, follow=True)
    assert "Pilih CSV atau XLSX" in answer.content.decode()


@dataclass(frozen=True)
class Seen:
    """What a calendar understood of an event."""

    uid: str
    first: date
    end: date
    title: str
    url: str


def read(content: bytes) -> list[Seen]:
    """What two parsers see that know nothing of one another."""
    raw = content.decode()
    assert raw.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(content)
    first = [
        Seen(str(e["uid"]), e["dtstart"].dt, e["dtend"].dt, str(e["summary"]), str(e["url"]))
        for e in calendar.walk("VEVENT")
    ]
    parsed: Any = vobject.readOne(raw)
    second = [
        Seen(e.uid.value, e.dtstart.value, e.dtend.value, e.summary.value, e.url.value)
        for e in parsed.contents.get("vevent", [])
    ]
    assert first == second
    assert raw.count("DTSTART;VALUE=DATE:") == raw.count("DTEND;VALUE=DATE:") == len(first)
    return first


def test_m7_a_milestone_is_a_whole_day_that_ends_on_the_next(people: People, project: Project) -> None:
    day = today() + timedelta(days=9)
    milestone = add_milestone(project=project, by=people.putri, title=AWKWARD, due_on=day)
    add_milestone(project=project, by=people.putri, title="Tanpa hari")
    answer = Client().get(f"/proyek/{project.pk}/tonggak.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (seen,) = read(answer.content)
    assert seen == Seen(
        f"tonggak-{milestone.pk}@testserver",
        day,
        day + timedelta(days=1),
        f"{AWKWARD} – {project.title}",
        f"http://testserver{project.get_absolute_url()}",
    )
    assert type(seen.first) is date


def test_the_calendar_of_the_list_is_narrowed_as_the_list_is(people: People, town: Town, project: Project) -> None:
    held = make_project(people, town, "Kebun sayur", start_now=False)
    for one in (project, held):
        add_milestone(project=one, by=people.putri, title="Lahan siap", due_on=today())
    shown = Client().get("/proyek/?tahap=approved").context["report"].calendar_url
    assert [event.title for event in read(Client().get(shown).content)] == ["Lahan siap – Kebun sayur"]
    assert len(read(Client().get("/proyek/tonggak.ics").content)) == 2
    assert read(Client().get("/proyek/tonggak.ics?q=zwqpty4826").content) == []


def test_m10_a_private_project_is_in_nobody_elses_calendar(people: People, private_project: Project) -> None:
    milestone = add_milestone(project=private_project, by=people.putri, title="Mawar mekar", due_on=today())
    reach_milestone(milestone=milestone, by=people.putri)
    for browser in (Client(), signed_in(people.bayu)):
        assert browser.get(f"/proyek/{private_project.pk}/tonggak.ics").status_code == 404
        assert "Mawar" not in browser.get("/proyek/tonggak.ics").content.decode()
    assert len(read(signed_in(people.ratna).get("/proyek/tonggak.ics").content)) == 1
