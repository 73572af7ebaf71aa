"""The agenda: what comes, from every app, as a list by key and as a month; narrowed by links."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from commitments.models import Commitment
from commons.calendar import at
from commons.contributions import all_of
from commons.dated import CalendarSource
from commons.models import Area
from meetings.models import Meeting
from meetings.queries.asking import kinds
from projects.models import Milestone, Project
from tests.asking import statements
from tests.commitments.promises import promised
from tests.meetings.conftest import call, in_days
from tests.meetings.held import circulated, come, over
from tests.people import People, signed_in
from tests.town import Town

WEDNESDAY = at(date(2026, 12, 2), 9)


def titles(browser: Client, path: str) -> list[str]:
    answer = browser.get(path)
    assert answer.status_code == 200
    return [row.title for row in answer.context["rows"]]


def page(browser: Client, path: str) -> str:
    return str(browser.get(path).content.decode())


def milestone(project: Project, day: date, title: str = "Pompa terpasang", **more: Any) -> Milestone:
    return Milestone.objects.create(project=project, title=title, due_on=day, **more)


def test_parts_are_today_this_week_and_later(people: People, town: Town) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        for title, day in (("Rapat nanti", 7), ("Rapat Minggu", 6), ("Rapat hari ini", 2)):
            call(people, town, title=title, starts_at=at(date(2026, 12, day), 19))
        answer = Client().get("/agenda/")
    rows = answer.context["rows"]
    assert [(row.heading, row.title) for row in rows] == [
        ("Hari ini", "Rapat hari ini"), ("Pekan ini", "Rapat Minggu"), ("Nanti", "Rapat nanti"),
    ]  # fmt: skip


def test_days_of_other_apps_stand_among_the_meetings(people: People, town: Town, project: Project) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        call(people, town, title="Rapat sore", starts_at=at(date(2026, 12, 9), 16))
        milestone(project, date(2026, 12, 9))
        Project.objects.filter(pk=project.pk).update(due_on=date(2026, 12, 30))
        browser = Client()
        answer = browser.get("/agenda/")
        assert [row.title for row in answer.context["rows"]] == ["Pompa terpasang", "Rapat sore", project.title]
        assert titles(browser, "/agenda/?jenis=projects.milestone") == ["Pompa terpasang"]
        assert titles(browser, "/agenda/?jenis=meetings.meeting") == ["Rapat sore"]
        assert titles(browser, "/agenda/?jenis=entah") == ["Pompa terpasang", "Rapat sore", project.title]
        assert "Tonggak proyek" in answer.content.decode()


def test_m10_nobody_sees_days_of_what_is_hidden_from_them(
    people: People, town: Town, private_project: Project, private_meeting: Meeting
) -> None:
    soon = timezone.localtime().date() + timedelta(days=3)
    milestone(private_project, soon, "Tonggak rahasia")
    Project.objects.filter(pk=private_project.pk).update(due_on=soon)
    hidden = ("Tonggak rahasia", "Rapat tertutup", private_project.title)
    queries = ("", f"tanggal={soon}", f"bulan={soon:%Y-%m}", f"proyek={private_project.pk}")
    for browser in (Client(), signed_in(people.dewi)):
        for query in queries:
            html = page(browser, f"/agenda/?{query}")
            assert [word for word in hidden if word in html] == []
    assert "Tonggak rahasia" in page(signed_in(people.ratna), "/agenda/")


def test_a_source_of_days_is_the_same_in_every_language() -> None:
    """What is prepared for one reader serves those of the other language too."""
    for source in all_of(CalendarSource):
        hashes = set()
        for language in ("id", "en"):
            with translation.override(language):
                hashes.add(hash(source))
        assert len(hashes) == 1, source.code


def test_of_promises_only_ones_own_unless_one_asks_for_promises(people: People, town: Town, project: Project) -> None:
    in_four_days = timezone.localtime().date() + timedelta(days=4)
    promised(people, project, town.firm, contribution="Pinjam pompa", due_on=in_four_days)
    assert titles(signed_in(people.bayu), "/agenda/") == ["Pinjam pompa"]
    assert titles(Client(), "/agenda/") == titles(signed_in(people.dewi), "/agenda/") == []
    assert titles(Client(), "/agenda/?jenis=commitments.due") == ["Pinjam pompa"]
    assert Commitment.objects.count() == 1


def test_the_list_goes_on_by_key_through_all_kinds_and_loses_nothing(
    people: People, town: Town, project: Project
) -> None:
    first = timezone.localtime().date() + timedelta(days=1)
    Project.objects.filter(pk=project.pk).update(due_on=None)
    for n in range(30):
        call(people, town, title=f"Rapat {n:02}", starts_at=at(first + timedelta(days=n // 3), 19 if n % 2 else 0))
        milestone(project, first + timedelta(days=n // 3), f"Tonggak {n:02}")
    seen: list[str] = []
    query = ""
    while True:
        answer = Client().get(f"/agenda/{query}")
        seen += [row.title for row in answer.context["rows"]]
        query = answer.context["page"].following
        if not query:
            break
        assert query.startswith("/agenda/?setelah=")
        query = query.removeprefix("/agenda/")
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("who", ["visitor", "member", "staff"])
def test_the_page_asks_eight_statements_at_most_however_much_there_is(
    people: People, town: Town, project: Project, who: str, record_property: Any
) -> None:
    call(people, town, people=[people.sunarti])
    browser = {"visitor": Client(), "member": signed_in(people.sunarti), "staff": signed_in(people.putri)}[who]
    few = statements(browser, "/agenda/")
    for n in range(25):
        call(people, town, title=f"Rapat ke-{n}", starts_at=in_days(n + 1), people=[people.sunarti])
        milestone(project, timezone.localtime().date() + timedelta(days=n), f"Tonggak {n}")
    record_property("figures", f"agenda of a {who}: {few} statements")
    assert statements(browser, "/agenda/") == few <= 8


@time_machine.travel(WEDNESDAY, tick=False)
def test_five_hundred_meetings_a_month_draw_a_few_links_a_day_and_say_how_many_more(people: People, town: Town) -> None:
    one = call(people, town, starts_at=at(date(2027, 3, 10), 19))
    many(one, [at(date(2027, 3, 10), 8) + timedelta(minutes=n) for n in range(499)])
    with CaptureQueriesContext(connection) as seen:
        html = page(Client(), "/agenda/?bulan=2027-03")
    (month,) = re.findall(r'<table class="month">.*?</table>', html, re.DOTALL)
    assert month.count("<a ") == 4
    assert re.search(r">497 lagi<", month)
    assert 'href="/agenda/?tanggal=2027-03-10"' in month
    assert len(seen) <= 8
    assert html.count("<li") < 120


def many(like: Meeting, moments: list[datetime]) -> None:
    """The same meeting at other times, by rows alone."""
    from activity.actions import name_threads
    from activity.models import Thread
    from meetings.models import new_uid

    threads = Thread.objects.bulk_create(Thread(kind="meetings.meeting", audience=like.audience) for _ in moments)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            title=f"Rapat {n}", host=like.host, chair=like.chair, place="Balai", starts_at=at_,
            ends_at=at_ + timedelta(hours=1), zone="Asia/Jakarta", called_by=like.called_by, audience=like.audience,
            thread=thread, uid=new_uid(),
        )
        for n, (at_, thread) in enumerate(zip(moments, threads, strict=True))
    )  # fmt: skip
    name_threads(threads, meetings)


@pytest.mark.parametrize(
    "month", ["2026-13", "0000-00", "9999-12", "x", "2026-1", "%00", "2026-12-31", "-1", "２０２６-12"]
)
def test_a_bad_month_is_this_month(people: People, month: str) -> None:
    answer = Client().get("/agenda/", {"bulan": month})
    assert answer.status_code == 200
    assert answer.context["asked"].month == timezone.localtime().date().replace(day=1)
    assert not answer.context["asked"].is_month


@pytest.mark.parametrize(
    "query",
    [
        "setelah=!!", "setelah=1-2", "setelah=9999999999999999999-0-1", "setelah=-1-0-1", "proyek=99999999999999999999",
        "proyek=x", "penyelenggara=-1", "rw=99", "milik=saya", "tanggal=2026-02-30", "waktu=lewat&setelah=x", "rw=%27",
        "setelah=999999999999999999-0-1", "setelah=1-99-999999999999999999",
        "setelah=253402300799000000-1-1", "setelah=253402214400000000-0-1", "setelah=0-1-1",
        "waktu=lewat&setelah=WyI5OTk5LTEyLTMxVDIzOjU5OjU5LTIzOjU5IiwgIjEiXQ",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_narrows_nothing(people: People, town: Town, query: str) -> None:
    assert Client().get(f"/agenda/?{query}").status_code == 200
    assert signed_in(people.sunarti).get(f"/agenda/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "said", "link"),
    [
        ("waktu=lewat&milik=saya", "Tidak ada yang cocok dengan saringan ini.", "/agenda/?waktu=lewat"),
        ("bulan=2027-12&milik=saya", "Tidak ada yang cocok dengan saringan ini.", "/agenda/?bulan=2027-12"),
        ("tanggal=2027-12-24", "Belum ada agenda pada tanggal ini.", "/agenda/?bulan=2027-12"),
        ("waktu=lewat", "Belum ada rapat yang lewat", ""),
    ],
)
def test_an_empty_list_says_why_and_leads_on(people: People, query: str, said: str, link: str) -> None:
    html = page(signed_in(people.rizky), f"/agenda/?{query}")
    assert (said in html, "Belum ada agenda bulan ini." in html) == (True, False)
    assert not link or f'class="btn" href="{link}"' in html or f'class="btn btn--primary" href="{link}"' in html


def test_an_empty_month_leads_to_the_next(people: People) -> None:
    html = page(Client(), "/agenda/?bulan=2027-12")
    assert "Belum ada agenda bulan ini." in html
    assert re.search(r'href="/agenda/\?bulan=2028-01"[^>]*>[^<]*Lihat bulan depan', html)
    assert 'href="/agenda/?bulan=2027-11"' in html


@time_machine.travel(WEDNESDAY, tick=False)
def test_a_month_holds_its_own_days_and_a_day_its_own(people: People, town: Town) -> None:
    for day in (date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 31), date(2027, 4, 1)):
        call(people, town, title=f"Rapat {day:%d-%m}", starts_at=at(day, 0), zone="Asia/Jakarta")
    assert titles(Client(), "/agenda/?bulan=2027-03") == ["Rapat 01-03", "Rapat 31-03"]
    assert titles(Client(), "/agenda/?tanggal=2027-03-31") == ["Rapat 31-03"]
    html = page(Client(), "/agenda/?bulan=2027-03")
    (month,) = re.findall(r'<table class="month">.*?</table>', html, re.DOTALL)
    assert ("Rapat 01-03" in month, "Rapat 01-04" in month) == (True, False)


def test_my_meetings_are_those_that_invite_me_or_my_organisation(people: People, town: Town) -> None:
    call(people, town, title="Rapat kami", organisations=[town.firm])
    call(people, town, title="Rapat lain")
    assert titles(signed_in(people.bayu), "/agenda/?milik=saya") == ["Rapat kami"]
    assert set(titles(signed_in(people.bayu), "/agenda/")) == {"Rapat kami", "Rapat lain"}
    assert set(titles(Client(), "/agenda/?milik=saya")) == {"Rapat kami", "Rapat lain"}


def test_one_narrows_to_a_project_and_to_a_host_by_a_link(people: People, town: Town, project: Project) -> None:
    call(people, town, title="Rapat proyek", project=project, host=town.office)
    call(people, town, title="Rapat RW")
    assert titles(Client(), f"/agenda/?proyek={project.pk}&jenis=meetings.meeting") == ["Rapat proyek"]
    assert titles(Client(), f"/agenda/?penyelenggara={town.rw03.pk}&jenis=meetings.meeting") == ["Rapat RW"]
    assert project.get_absolute_url() in page(Client(), f"/agenda/?proyek={project.pk}")


def test_in_an_rw_stand_the_meetings_of_its_projects_and_organisations(
    people: People, town: Town, project: Project
) -> None:
    kelurahan = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    here, there = (Area.objects.get_or_create(level="rw", number=n, parent=kelurahan)[0] for n in (3, 5))
    project.areas.set([here])
    town.rw03.areas.set([here])
    town.ngo.areas.set([there])
    call(people, town, title="Rapat proyek", project=project, host=town.office)
    call(people, town, title="Rapat RW")
    call(people, town, title="Rapat lain", host=town.ngo)
    milestone(project, timezone.localtime().date() + timedelta(days=20))
    assert set(titles(Client(), f"/agenda/?rw={here.number}")) == {"Rapat proyek", "Rapat RW", "Pompa terpasang"}
    assert titles(Client(), f"/agenda/?rw=0{there.number}") == ["Rapat lain"]


def test_what_is_over_leads_to_its_minutes(people: People, town: Town) -> None:
    past = over(call(people, town, title="Rapat lampau"))
    come(past, people.tukimin)
    circulated(past, people.putri)
    html = page(Client(), "/agenda/?waktu=lewat")
    assert ("Rapat lampau" in html, "Notulen" in html) == (True, True)
    assert "Rapat lampau" not in titles(Client(), "/agenda/")


def test_every_source_of_days_has_a_kind_that_one_can_ask_for(people: People) -> None:
    assert {one.code for one in all_of(CalendarSource)} == {
        "projects.due", "projects.milestone", "commitments.due", "stakeholders.agreement",
    }  # fmt: skip
    for code, label, _icon in kinds():
        assert label in page(Client(), f"/agenda/?jenis={code}")
