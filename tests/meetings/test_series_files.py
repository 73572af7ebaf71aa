"""Calendar files of series: two parsers read back every one of them, and agree on each day (M5, M6, M7, M8)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from commons.ical import WholeDay, whole_days
from meetings import ical, ical_series
from meetings.actions import cancel_following, cancel_meeting, invite_to_meeting, move_following, move_meeting, uninvite
from meetings.models import Meeting, MeetingSeries
from meetings.recurrence import Rhythm, monthly_by_date, monthly_by_day, weekly, yearly
from tests.meetings.calendars import read
from tests.meetings.conftest import call_again, holiday, rhythm_in
from tests.meetings.series_files import SeenSeries, read_series
from tests.meetings.test_series import meeting_at
from tests.people import People, signed_in
from tests.town import Town

ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam"]
NEW_YEAR = datetime(2027, 1, 4, 3, tzinfo=UTC)


def mailed(series: MeetingSeries, person: Any) -> SeenSeries:
    return read_series(ical_series.for_person(MeetingSeries.objects.get(pk=series.pk), person).content)


def listed(series: MeetingSeries) -> tuple[datetime, ...]:
    """What the site's list says."""
    rows = series.meetings.filter(cancelled_at=None).order_by("starts_at")
    return tuple(rows.values_list("starts_at", flat=True))


def since(day: date, rule: str, zone: str = "Asia/Jakarta", hour: int = 19, **end: Any) -> Rhythm:
    return Rhythm(rule, day, time(hour), zone, **end)


def test_one_invitation_holds_the_whole_series(people: People, series: MeetingSeries) -> None:
    seen = mailed(series, people.sunarti)
    assert (seen.method, seen.uid, seen.sequence, seen.status) == ("REQUEST", series.uid, 0, "CONFIRMED")
    assert seen.rule == "COUNT=6;FREQ=WEEKLY"
    assert seen.times == listed(series)
    assert seen.attendees == (("mailto:sunarti@contoh.example", "NEEDS-ACTION"),)
    guest = series.invitees.guests().get()
    assert read_series(ical_series.for_guest(guest).content).times == listed(series)


@pytest.mark.parametrize("zone", ZONES)
def test_m5_a_change_of_clocks_shifts_skips_or_doubles_no_meeting(people: People, town: Town, zone: str) -> None:
    with time_machine.travel(NEW_YEAR):
        series = call_again(people, town, rhythm=since(date(2027, 1, 5), weekly(1, [1]), zone, count=52))
        hours = {at.astimezone(ZoneInfo(zone)).strftime("%H.%M") for at in listed(series)}
        assert hours == {"19.00"}
        assert len({at.astimezone(ZoneInfo(zone)).date() for at in listed(series)}) == 52
        assert mailed(series, people.tukimin).times == listed(series)


def test_m5_a_reader_in_another_zone_sees_the_same_moments(people: People, town: Town) -> None:
    with time_machine.travel(NEW_YEAR):
        series = call_again(people, town, rhythm=since(date(2027, 3, 2), weekly(1, [1]), count=6))
        there = [at.astimezone(ZoneInfo("Europe/Amsterdam")).strftime("%H.%M") for at in listed(series)]
    assert there == ["13.00"] * 4 + ["14.00"] * 2, "19.00 WIB stays; Amsterdam's clocks change on 28 March"


def test_m5_an_hour_that_a_change_of_clocks_leaves_out_is_met_once(people: People, town: Town) -> None:
    with time_machine.travel(NEW_YEAR):
        rhythm = since(date(2027, 3, 27), weekly(1, [5, 6]), "Europe/Amsterdam", 2, count=4)
        series = call_again(people, town, rhythm=rhythm)
    assert len(set(listed(series))) == 4
    assert listed(series)[1] == datetime(2027, 3, 28, 1, tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_m6_every_zone_that_a_series_or_its_exception_names_is_explained(people: People, town: Town, zone: str) -> None:
    series = call_again(people, town, rhythm=rhythm_in(zone=zone, count=3))
    second = meeting_at(series, 1)
    move_meeting(
        meeting=second,
        by=people.tukimin,
        starts_at=second.starts_at + timedelta(hours=1),
        ends_at=second.ends_at + timedelta(hours=1),
        zone="Asia/Jayapura",
        place="Balai",
    )
    second.refresh_from_db()
    assert mailed(series, people.tukimin).zones == {zone, "Asia/Jayapura"}
    assert read(ical.for_person(second, people.tukimin).content).zones == {zone, "Asia/Jayapura"}
    assert read_series(ical_series.published(series, AnonymousUser(), is_meant=False)).zones == {zone, "Asia/Jayapura"}


def test_m7_a_whole_day_ends_on_the_day_after_and_has_no_zone() -> None:
    content = whole_days([WholeDay("hari-1", date(2027, 7, 31), "Kerja bakti", (), "/agenda/")], "Agenda").decode()
    assert "DTSTART;VALUE=DATE:20270731" in content
    assert "DTEND;VALUE=DATE:20270801" in content


def test_m7_a_series_late_in_the_evening_stays_on_its_day_in_the_far_east(people: People, town: Town) -> None:
    with time_machine.travel(NEW_YEAR):
        rhythm = since(date(2027, 7, 30), weekly(1, [4]), "Asia/Jayapura", 22, until_on=date(2027, 8, 13))
        series = call_again(people, town, rhythm=rhythm, minutes=90)
        days = [at.astimezone(ZoneInfo("Asia/Jayapura")).date().isoformat() for at in listed(series)]
        assert days == ["2027-07-30", "2027-08-06", "2027-08-13"]
        assert mailed(series, people.tukimin).times == listed(series)


M8 = [
    ("31 monthly, skipped", date(2027, 1, 31), monthly_by_date(1, 31, is_last=False),
     ["2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31", "2027-08-31", "2027-10-31"]),
    ("31 monthly, last day", date(2027, 1, 31), monthly_by_date(1, 31, is_last=True),
     ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30"]),
    ("30 monthly, last day", date(2027, 1, 30), monthly_by_date(1, 30, is_last=True),
     ["2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30", "2027-05-30", "2027-06-30"]),
    ("fifth Friday", date(2027, 1, 29), monthly_by_day(1, 5, 4),
     ["2027-01-29", "2027-04-30", "2027-07-30", "2027-10-29", "2027-12-31"]),
    ("last Friday", date(2027, 1, 29), monthly_by_day(1, -1, 4),
     ["2027-01-29", "2027-02-26", "2027-03-26", "2027-04-30", "2027-05-28", "2027-06-25"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "first", "days"), [(m[2], m[1], m[3]) for m in M8], ids=[m[0] for m in M8])
def test_m8_days_that_some_months_do_not_have_are_decided(
    people: People, town: Town, rule: str, first: date, days: list[str]
) -> None:
    with time_machine.travel(NEW_YEAR):
        series = call_again(people, town, rhythm=since(first, rule, count=6))
        shown = [at.astimezone(ZoneInfo("Asia/Jakarta")).date().isoformat() for at in listed(series)]
        assert shown == days
        assert mailed(series, people.tukimin).times[: len(days)] == listed(series)


@pytest.mark.parametrize(
    ("is_last", "days"), [(True, ["2028-02-29", "2029-02-28"]), (False, ["2028-02-29", "2032-02-29"])]
)
def test_m8_the_29th_of_february_each_year(people: People, town: Town, is_last: bool, days: list[str]) -> None:
    with time_machine.travel(NEW_YEAR):
        series = call_again(
            people, town, rhythm=since(date(2028, 2, 29), yearly(1, date(2028, 2, 29), is_last=is_last))
        )
        assert [day.isoformat() for day, _ in zip(series.rhythm.days(), days, strict=False)] == days
        shown = mailed(series, people.tukimin).times[:2]
        assert [at.astimezone(ZoneInfo("Asia/Jakarta")).date().isoformat() for at in shown] == days


@pytest.mark.usefixtures("ordinary_days")
def test_skipped_holidays_are_left_out_of_every_file(people: People, town: Town) -> None:
    off = rhythm_in().starts_on + timedelta(days=7)
    holiday(off, "Libur warga")
    series = call_again(people, town, rhythm=rhythm_in(count=4), skips_holidays=True)
    assert off not in {at.astimezone(ZoneInfo("Asia/Jakarta")).date() for at in listed(series)}
    assert mailed(series, people.tukimin).times == listed(series)
    held = call_again(people, town, rhythm=rhythm_in(count=4))
    assert len(listed(held)) == 4


def test_moved_and_cancelled_ones_change_what_the_first_file_put_there(
    people: People, town: Town, series: MeetingSeries
) -> None:
    second, third = meeting_at(series, 1), meeting_at(series, 2)
    turn, later = second.occurs_at, second.starts_at + timedelta(hours=26)
    facts = {"ends_at": later + timedelta(hours=2), "zone": second.zone, "place": second.place}
    move_meeting(meeting=second, by=people.tukimin, starts_at=later, **facts)
    cancel_meeting(meeting=third, by=people.tukimin, reason="Hujan deras.")
    seen = mailed(series, people.sunarti)
    assert seen.times == listed(series)
    assert seen.moved == ((turn, later, 1),)
    for pk, method in ((second.pk, "REQUEST"), (third.pk, "CANCEL")):
        meeting = Meeting.objects.get(pk=pk)
        content = ical.for_person(meeting, people.sunarti).content
        one = read(content)
        assert (one.method, one.uid, one.sequence) == (method, series.uid, 1)
        assert b"RECURRENCE-ID;TZID=Asia/Jakarta:" in content
    assert read(ical.published(Meeting.objects.get(pk=second.pk), AnonymousUser(), is_meant=False)).uid == second.uid


def test_who_is_not_asked_to_one_of_them_has_it_not_in_the_calendar(
    people: People, town: Town, series: MeetingSeries
) -> None:
    second = meeting_at(series, 1)
    uninvite(invitee=second.invitees.get(person=people.sunarti), by=people.tukimin)
    assert second.occurs_at not in mailed(series, people.sunarti).times
    assert second.occurs_at in mailed(series, people.tukimin).times


def test_who_is_asked_to_one_only_gets_that_one(people: People, town: Town, series: MeetingSeries) -> None:
    second = meeting_at(series, 1)
    invite_to_meeting(meeting=second, by=people.tukimin, organisations=[town.ngo])
    seen = read(ical.for_person(second, people.dewi).content)
    assert (seen.uid, seen.starts_at) == (series.uid, second.starts_at)


def test_from_here_on_the_old_series_ends_and_the_new_one_begins(
    people: People, town: Town, series: MeetingSeries
) -> None:
    new = move_following(
        meeting=meeting_at(series, 2), by=people.tukimin, rhythm=rhythm_in(26, count=3), minutes=60, place="Balai"
    )
    old, later = mailed(series, people.sunarti), mailed(new, people.sunarti)
    assert (old.method, old.sequence, old.times) == ("REQUEST", 1, listed(series))
    assert (later.method, later.sequence) == ("REQUEST", 0)
    assert later.uid != old.uid
    assert later.times == listed(new)


def test_an_end_is_a_shorter_series_and_an_end_before_the_first_one_takes_it_all_out(
    people: People, town: Town, series: MeetingSeries
) -> None:
    cancel_following(meeting=meeting_at(series, 3), by=people.tukimin, reason="Sudah selesai.")
    assert mailed(series, people.sunarti).times == listed(series)
    cancel_following(meeting=meeting_at(series, 0), by=people.tukimin, reason="Sudah selesai.")
    seen = mailed(series, people.sunarti)
    assert (seen.method, seen.status, seen.rule, seen.sequence) == ("CANCEL", "CANCELLED", "", 2)


def test_m10_the_file_of_a_private_series_is_there_for_the_invited_only(
    people: People, private_series: MeetingSeries
) -> None:
    path = f"{private_series.get_absolute_url()}seri.ics"
    for browser in (Client(), signed_in(people.dewi)):
        assert browser.get(path).status_code == 404
    seen = read_series(signed_in(people.bayu).get(path).content)
    assert (seen.method, seen.attendees) == ("PUBLISH", ())
    assert len(seen.times) == 6
