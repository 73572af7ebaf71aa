"""Calendars that programs fetch: two parsers read back every one of them, and agree; addresses can be taken back."""

import re
import time
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import actions as accounts
from activity.actions import follow
from commons.calendar import today
from meetings.actions import answer_meeting, cancel_meeting, make_feed, move_meeting, uninvite
from meetings.models import CalendarFeed, Meeting
from meetings.models.feed import digest_of
from projects.models import Milestone, Project
from stakeholders.actions import end_membership, join, suspend_organisation
from tests.commitments.promises import promised
from tests.meetings.conftest import call, in_days
from tests.meetings.feeds import Calendar, read_all
from tests.meetings.test_calendar_page import many
from tests.people import People, signed_in
from tests.town import Town

PUBLIC = "/agenda/kalender.ics"
SECRET = re.compile(r"/agenda/langganan/([\w-]{40,})\.ics")


def fetched(path: str, browser: Client | None = None) -> Calendar:
    answer = (browser or Client()).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return read_all(answer.content)


def path_of(person: Any) -> str:
    return f"/agenda/langganan/{make_feed(by=person)}.ics"


# Everybody's


def test_the_public_calendar_holds_what_visitors_see_whoever_asks(
    people: People, meeting: Meeting, private_meeting: Meeting
) -> None:
    for browser in (Client(), signed_in(people.sunarti), signed_in(people.ratna)):
        assert fetched(PUBLIC, browser).titles() == ["Rapat saluran air"]
    raw = Client().get(PUBLIC).content.decode()
    assert "tertutup" not in raw
    assert "@contoh.example" not in raw
    assert "@warga.example" not in raw
    assert f"http://testserver{meeting.get_absolute_url()}" in raw.replace("\r\n ", "")


def test_where_to_join_online_is_in_the_calendar_of_those_invited_only(people: People, town: Town) -> None:
    url = "https://rapat.contoh.example/air"
    call(people, town, place="Balai", online_url=url, people=[people.sunarti])
    assert fetched(PUBLIC).named("Rapat saluran air").place == "Balai"
    assert fetched(path_of(people.sunarti)).named("Rapat saluran air").place == f"Balai, {url}"
    followed = path_of(people.dewi)
    CalendarFeed.objects.filter(person=people.dewi).update(meetings="followed")
    follow(people.dewi, Meeting.objects.get().thread)
    assert fetched(followed).named("Rapat saluran air").place == "Balai"


@time_machine.travel(datetime(2027, 3, 1, 3, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam"])
def test_m6_every_zone_is_explained_once_and_the_hour_is_that_of_the_place(
    people: People, town: Town, zone: str
) -> None:
    """A week before and a week after the clocks of Amsterdam change."""
    before, after = datetime(2027, 3, 24, 18, tzinfo=UTC), datetime(2027, 3, 31, 18, tzinfo=UTC)
    for n, moment in enumerate((before, after)):
        call(people, town, title=f"Rapat {n}", starts_at=moment, zone=zone)
    seen = fetched(PUBLIC)
    assert seen.zones == {zone}
    assert [seen.named(f"Rapat {n}").starts for n in range(2)] == [before, after]
    raw = Client().get(PUBLIC).content.decode()
    assert raw.count("BEGIN:VTIMEZONE") == 1
    hours = {"Asia/Jakarta": "010000", "Asia/Makassar": "020000", "Asia/Jayapura": "030000"}
    starts = re.findall(r"DTSTART;TZID=[\w/]+:\d{8}T(\d{6})", raw)
    assert sorted(starts) == sorted([hours[zone]] * 2 if zone in hours else ["190000", "200000"])


@pytest.mark.parametrize("server_zone", ["UTC", "Pacific/Kiritimati"])
def test_m7_days_are_whole_and_end_on_the_next(people: People, town: Town, project: Project, server_zone: str) -> None:
    day = date(2027, 7, 31)
    people.putri.zone = "Asia/Jayapura"
    people.putri.save()
    Milestone.objects.create(project=project, title="Pompa terpasang", due_on=day)
    with time_machine.travel(datetime(2027, 7, 30, 16, tzinfo=UTC)), timezone.override(server_zone):
        path = path_of(people.putri)
        told = fetched(path).named("Pompa terpasang")
        raw = Client().get(path).content.decode()
    assert (told.starts, told.ends) == (day, date(2027, 8, 1))
    assert "DTSTART;VALUE=DATE:20270731\r\n" in raw
    assert "DTEND;VALUE=DATE:20270801\r\n" in raw
    assert f"tonggak-{Milestone.objects.get().pk}@" in told.uid


def test_a_calendar_reaches_ninety_days_back_and_a_year_ahead(people: People, town: Town) -> None:
    meetings = [call(people, town, title=f"Rapat {n}") for n in range(4)]
    for one, days in zip(meetings, (-92, -88, 360, 370), strict=True):
        Meeting.objects.filter(pk=one.pk).update(starts_at=in_days(days), ends_at=in_days(days, 2))
    assert set(fetched(PUBLIC).titles()) == {"Rapat 1", "Rapat 2"}
    assert set(fetched(path_of(people.tukimin)).titles()) == {"Rapat 1", "Rapat 2"}


def test_a_move_and_a_cancellation_change_the_event_and_keep_its_name(people: People, meeting: Meeting) -> None:
    path = path_of(people.sunarti)
    first = fetched(path).named(meeting.title)
    later = meeting.starts_at + timedelta(days=1)
    moved = move_meeting(
        meeting=meeting, by=people.putri, starts_at=later, ends_at=later + timedelta(hours=1), zone=meeting.zone,
        place="A",
    )  # fmt: skip
    second = fetched(path).named(meeting.title)
    cancel_meeting(meeting=moved, by=people.putri, reason="Tidak jadi.")
    third = fetched(path).named(meeting.title)
    assert first.uid == second.uid == third.uid
    assert (first.sequence, second.sequence, third.sequence) == (0, 1, 2)
    assert (second.starts, second.place) == (later, "A")
    assert [one.status for one in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_who_has_it_already_is_told_so_until_something_is_another(people: People, meeting: Meeting) -> None:
    for path in (PUBLIC, path_of(people.sunarti)):
        etag = Client().get(path)["ETag"]
        with time_machine.travel(timezone.now() + timedelta(hours=3)):
            again = Client().get(path, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        Meeting.objects.update(title=f"Rapat {path[-9:]}")
        assert Client().get(path, headers={"if-none-match": etag}).status_code == 200
        Meeting.objects.update(title="Rapat saluran air")


def test_a_calendar_asks_few_statements_however_much_it_holds(
    people: People, town: Town, project: Project, record_property: Any
) -> None:
    one = call(people, town, organisations=[town.firm])
    path = path_of(people.bayu)

    def asked(path: str) -> int:
        Client().get(path)
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(path).status_code == 200
        writes = [q["sql"] for q in seen if re.search(r"\b(INSERT|UPDATE|DELETE)\b", q["sql"])]
        assert writes == []
        return len(seen)

    few = {path: asked(path) for path in (PUBLIC, path)}
    many(one, [in_days(n % 300) for n in range(200)])
    assert len(fetched(PUBLIC).events) == 201
    assert {path: asked(path) for path in few} == few
    record_property("figures", f"statements of the public calendar {few[PUBLIC]}, of one's own {few[path]}")
    assert few[PUBLIC] <= 2
    assert few[path] <= 8


# One's own


def test_ones_own_holds_invitations_promises_and_deadlines(people: People, town: Town, project: Project) -> None:
    call(people, town, organisations=[town.firm])
    call(people, town, title="Rapat orang lain")
    promised(people, project, town.firm, contribution="Pinjam pompa", due_on=today() + timedelta(days=9))
    Project.objects.filter(pk=project.pk).update(due_on=today() + timedelta(days=40))
    path = path_of(people.bayu)
    assert set(fetched(path).titles()) == {"Rapat saluran air", "Pinjam pompa", project.title}
    CalendarFeed.objects.update(has_promises=False)
    assert set(fetched(path).titles()) == {"Rapat saluran air", project.title}
    CalendarFeed.objects.update(has_deadlines=False)
    assert fetched(path).titles() == ["Rapat saluran air"]
    assert "@contoh.example" not in Client().get(path).content.decode()


def test_ones_own_answer_stands_in_it(people: People, meeting: Meeting) -> None:
    path = path_of(people.sunarti)
    assert "Jawaban Anda: belum menjawab" in fetched(path).named(meeting.title).description
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="maybe")
    assert "Jawaban Anda: Belum pasti" in fetched(path).named(meeting.title).description


def test_meetings_that_one_follows_are_there_when_one_wants_them(people: People, town: Town, meeting: Meeting) -> None:
    path = path_of(people.dewi)
    follow(people.dewi, meeting.thread)
    assert fetched(path).titles() == []
    CalendarFeed.objects.update(meetings="followed")
    assert fetched(path).titles() == ["Rapat saluran air"]
    follow(people.dewi, meeting.thread, 0)
    assert fetched(path).titles() == []
    follow(people.dewi, town.rw03.thread)
    assert fetched(path).titles() == [], "muted itself, though its host is followed"


def test_m11_an_address_is_shown_once_and_kept_as_a_hash(people: People) -> None:
    browser = signed_in(people.sunarti)
    answer = browser.post("/agenda/langganan/buat/")
    (token,) = set(SECRET.findall(answer.content.decode()))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert CalendarFeed.objects.get().digest == digest_of(token)
    assert not SECRET.findall(browser.get("/agenda/langganan/").content.decode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM meetings_calendarfeed f WHERE f::text LIKE %s", [f"%{token}%"])
        assert cursor.fetchone()[0] == 0


def test_m11_a_new_address_ends_the_old_one_at_once_and_taking_it_back_ends_both(people: People) -> None:
    browser = signed_in(people.sunarti)
    old, new = (SECRET.findall(browser.post("/agenda/langganan/buat/").content.decode())[0] for _ in range(2))
    assert Client().get(f"/agenda/langganan/{old}.ics").status_code == 404
    assert Client().get(f"/agenda/langganan/{new}.ics").status_code == 200
    assert "Cabut alamat kalender Anda?" in browser.get("/agenda/langganan/cabut/").content.decode()
    assert browser.post("/agenda/langganan/cabut/").status_code == 303
    assert Client().get(f"/agenda/langganan/{new}.ics").status_code == 404
    assert Client().get(f"/agenda/langganan/{'x' * 43}.ics").status_code == 404


def test_m11_the_address_opens_the_calendar_and_nothing_else(people: People) -> None:
    path = path_of(people.putri)
    browser = Client()
    answer = browser.get(path)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert not answer.cookies
    assert browser.get("/kotak-masuk/").status_code == 302
    for method in (browser.post, browser.put, browser.delete):
        assert method(path).status_code == 405


@pytest.mark.parametrize("what", ["suspended", "leaving", "erased", "unconfirmed"])
def test_m11_the_calendar_of_an_account_that_is_kept_out_or_gone_is_dead(people: People, what: str) -> None:
    path = path_of(people.sunarti)
    assert Client().get(path).status_code == 200
    if what == "suspended":
        people.sunarti.is_active = False
        people.sunarti.save()
    elif what == "unconfirmed":
        people.sunarti.confirmed_at = None
        people.sunarti.save()
    elif what == "leaving":
        accounts.leave(person=people.sunarti)
    else:
        accounts.erase(person=people.sunarti)
        assert not CalendarFeed.objects.exists()
    assert Client().get(path).status_code == 404


def test_m10_what_is_private_leaves_the_calendar_with_the_right_to_see_it(
    people: People, town: Town, private_meeting: Meeting
) -> None:
    firms, ours, mine = path_of(people.bayu), path_of(people.tukimin), path_of(people.sunarti)
    assert [fetched(path).titles() for path in (firms, ours, mine)] == [["Rapat tertutup"]] * 3
    assert fetched(path_of(people.dewi)).titles() == []
    uninvite(invitee=private_meeting.invitees.get(person=people.sunarti), by=people.putri)
    assert fetched(mine).titles() == []
    join(organisation=town.firm, person=people.dewi, role="manager")
    end_membership(membership=town.firm.memberships.get(person=people.bayu), by=people.bayu)
    assert fetched(firms).titles() == []
    assert fetched(path_of(people.dewi)).titles() == ["Rapat tertutup"]
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    assert fetched(path_of(people.dewi)).titles() == []


def test_who_may_not_keep_an_address_is_told_why(people: People) -> None:
    people.sunarti.confirmed_at = None
    people.sunarti.save()
    answer = signed_in(people.sunarti).post("/agenda/langganan/buat/")
    assert answer.status_code == 403
    assert Client().post("/agenda/langganan/buat/").status_code == 403
    assert not CalendarFeed.objects.exists()


def test_the_page_explains_it_and_keeps_what_was_chosen(people: People) -> None:
    html = Client().get("/agenda/langganan/").content.decode()
    assert f"{settings.SITE_URL}{PUBLIC}" in html
    assert ("iPhone" in html, "Android" in html) == (True, True)
    browser = signed_in(people.sunarti)
    browser.post("/agenda/langganan/buat/")
    assert browser.post("/agenda/langganan/isi/", {"meetings": "entah"}).status_code == 422
    assert browser.post("/agenda/langganan/isi/", {"meetings": "followed", "has_promises": "on"}).status_code == 303
    feed = CalendarFeed.objects.get()
    assert (feed.meetings, feed.has_promises, feed.has_deadlines) == ("followed", True, False)


def test_a_program_that_asks_too_often_is_told_to_wait(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: now))
    browser = Client()
    for path in (PUBLIC, path_of(people.sunarti)):
        assert [browser.get(path).status_code for _ in range(61)] == [200] * 60 + [429]
