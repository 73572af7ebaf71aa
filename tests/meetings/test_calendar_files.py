"""Files for calendars: two parsers read back every one of them, and agree."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from meetings import ical
from meetings.actions import answer_meeting, cancel_meeting, move_meeting
from meetings.models import Meeting
from tests.meetings.calendars import read
from tests.meetings.conftest import call
from tests.people import People, signed_in
from tests.town import Town

AWKWARD = 'Rapat "air"; warga, RW 03\\04: <b>saluran</b> & got – ☔ ' + "panjang sekali " * 6


def test_the_invitation_says_all_that_a_calendar_asks_for(people: People, meeting: Meeting) -> None:
    seen = read(ical.for_person(meeting, people.sunarti).content)
    assert (seen.method, seen.sequence, seen.status) == ("REQUEST", 0, "CONFIRMED")
    assert (seen.starts_at, seen.ends_at) == (meeting.starts_at, meeting.ends_at)
    assert (seen.title, seen.place) == ("Rapat saluran air", "Balai RW 03")
    assert seen.attendees == (("mailto:sunarti@contoh.example", "NEEDS-ACTION"),)
    assert seen.organiser == f"mailto:{settings.DEFAULT_FROM_EMAIL.partition('<')[2].rstrip('>')}"
    assert "Titik genangan" in seen.description
    assert f"http://testserver{meeting.get_absolute_url()}" in seen.description


def test_the_name_of_a_meeting_in_calendars_stays_and_its_sequence_grows(people: People, meeting: Meeting) -> None:
    first = read(ical.for_person(meeting, people.bayu).content)
    later = meeting.starts_at + timedelta(hours=1)
    moved = move_meeting(
        meeting=meeting,
        by=people.putri,
        starts_at=later,
        ends_at=later + timedelta(hours=1),
        zone=meeting.zone,
        place="A",
    )
    second = read(ical.for_person(moved, people.bayu).content)
    cancelled = cancel_meeting(meeting=moved, by=people.putri, reason="Tidak jadi.")
    third = read(ical.for_person(cancelled, people.bayu).content)
    assert first.uid == second.uid == third.uid
    assert [one.sequence for one in (first, second, third)] == [0, 1, 2]
    assert [one.method for one in (first, second, third)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert third.status == "CANCELLED"
    assert second.starts_at == later


@pytest.mark.parametrize(("answer", "said"), [("yes", "ACCEPTED"), ("maybe", "TENTATIVE"), ("no", "DECLINED")])
def test_what_was_answered_stands_in_the_file(people: People, meeting: Meeting, answer: str, said: str) -> None:
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer=answer)
    assert read(ical.for_person(meeting, people.sunarti).content).attendees[0][1] == said


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam"])
def test_m6_every_zone_that_is_named_is_explained_in_the_same_file(people: People, town: Town, zone: str) -> None:
    meeting = call(people, town, zone=zone, guests=[])
    for content in (
        ical.for_person(meeting, people.tukimin).content,
        ical.published(meeting, AnonymousUser(), is_meant=False),
    ):
        seen = read(content)
        assert seen.zones == {zone}
        assert seen.starts_at == meeting.starts_at


def test_signs_that_mean_something_in_the_format_come_back_as_they_were(people: People, town: Town) -> None:
    meeting = call(people, town, title=AWKWARD, place="Jl. Rancho; No. 1, RT\\RW", agenda="* satu, dua\n* tiga; empat")
    seen = read(ical.for_person(meeting, people.tukimin).content)
    assert (seen.title, seen.place) == (AWKWARD, "Jl. Rancho; No. 1, RT\\RW")
    assert "satu, dua" in seen.description


def test_e5_a_title_with_line_breaks_adds_no_line(people: People, town: Town) -> None:
    meeting = call(people, town, title="Rapat\r\nATTENDEE:mailto:x@jahat.example")
    seen = read(ical.for_person(meeting, people.tukimin).content)
    assert [address for address, _ in seen.attendees] == ["mailto:tukimin@contoh.example"]


def test_the_file_of_the_page_names_nobody_and_hides_where_to_join_online(people: People, town: Town) -> None:
    meeting = call(people, town, online_url="https://rapat.contoh.example/air", people=[people.sunarti])
    path = f"{meeting.get_absolute_url()}rapat.ics"
    answer = Client().get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    seen = read(answer.content)
    assert (seen.method, seen.attendees, seen.organiser) == ("PUBLISH", (), "")
    assert b"rapat.contoh.example" not in answer.content
    assert "https://rapat.contoh.example/air" in read(signed_in(people.sunarti).get(path).content).place


def test_m10_the_file_of_a_private_meeting_is_there_for_the_invited_only(
    people: People, private_meeting: Meeting
) -> None:
    path = f"{private_meeting.get_absolute_url()}rapat.ics"
    for browser in (Client(), signed_in(people.dewi)):
        assert browser.get(path).status_code == 404
    assert read(signed_in(people.bayu).get(path).content).title == "Rapat tertutup"
