"""Who came, noted by hand: the list, the screen, the sheet, the file, and what is forgotten."""

import csv
import io
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from commons.access import Refused
from meetings.actions import (
    answer_meeting,
    check_in,
    forget_walk_ins,
    invite_to_meeting,
    record_invitee,
    record_walk_in,
    undo_attendance,
)
from meetings.models import FORGOTTEN_NAME, Attendance, AttendanceExport, How, Meeting
from meetings.presence import digits_now
from tests.asking import statements
from tests.meetings.conftest import SARI, call, in_days
from tests.meetings.held import circulated
from tests.meetings.running import at, came, page
from tests.people import People, person, signed_in
from tests.town import Town


def test_the_invited_are_noted_with_one_tap(people: People, town: Town, running: Meeting) -> None:
    firm = running.invitees.get(organisation=town.firm)
    answer_meeting(
        invitee=firm, by=people.bayu, answer="yes", people=[people.bayu], names=["Pak Teknisi"], note="",
    )  # fmt: skip
    browser, path = signed_in(people.tukimin), f"{running.attendance_url()}tambah/"
    html = page(browser, path)
    for name in ("Sunarti", SARI.name, "Pak Teknisi", "PT Sumber Air"):
        assert name in html
    guest = running.invitees.guests().get()
    envoys = {envoy.shown_name: envoy.pk for envoy in firm.envoys.all()}
    for typed in (
        {"invitee": running.invitees.get(person=people.sunarti).pk},
        {"invitee": guest.pk},
        *({"invitee": firm.pk, "envoy": pk} for pk in envoys.values()),
    ):
        assert browser.post(path, typed).status_code == 303
    assert set(came(running)) == {people.sunarti.display_name, SARI.name, "Pak Teknisi", people.bayu.display_name}
    assert {one.organisation for one in running.attendances.filter(invitee=firm)} == {town.firm}
    page(browser, path)  # which says whom it has noted
    html = page(browser, path)
    assert (SARI.name in html, "Pak Teknisi" in html) == (False, False)
    for twice in ({"invitee": guest.pk}, {"invitee": firm.pk}, {"invitee": "x"}, {"invitee": 2**63}):
        assert browser.post(path, twice).status_code == 303
    assert running.attendances.count() == 4


def test_who_comes_for_an_organisation_is_found_by_name(people: People, town: Town, running: Meeting) -> None:
    firm = running.invitees.get(organisation=town.firm)
    answer_meeting(
        invitee=firm, by=people.bayu, answer="yes", people=[people.bayu], names=["Pak Teknisi"],
    )  # fmt: skip
    browser, path = signed_in(people.tukimin), f"{running.attendance_url()}tambah/"
    for words in ("Bayu", "teknisi", "Bayu sumber"):
        html = page(browser, f"{path}?q={words}")
        assert (html.count("Pak Teknisi") > 0, "Sunarti" in html) == (True, False), words


def test_somebody_of_another_meeting_is_not_noted_here(people: People, town: Town, running: Meeting) -> None:
    other = call(people, town, people=[people.rizky]).invitees.get(person=people.rizky)
    signed_in(people.tukimin).post(f"{running.attendance_url()}tambah/", {"invitee": other.pk})
    assert not Attendance.objects.exists()


def test_whoever_walks_in_is_written_down_and_taken_out_again(people: People, town: Town, running: Meeting) -> None:
    browser, path = signed_in(people.putri), running.attendance_url()
    assert browser.post(f"{path}tulis/", {"name": ""}).status_code == 422
    assert browser.post(f"{path}tulis/", {"name": "Bu Lurah", "organisation": town.ngo.pk}).status_code == 303
    one = running.attendances.get()
    assert (one.name, one.organisation, one.how, one.recorded_by) == ("Bu Lurah", town.ngo, How.WALK_IN, people.putri)
    assert "Bu Lurah" in page(browser, path)
    assert signed_in(people.sunarti).post(f"{path}{one.pk}/hapus/").status_code == 403
    assert browser.post(f"{path}{one.pk}/hapus/").status_code == 303
    assert not running.attendances.exists()


def test_the_minute_taker_notes_but_only_the_chair_takes_out(people: People, town: Town) -> None:
    meeting = at(call(people, town, minute_taker=people.sunarti), -30)
    one = record_walk_in(meeting=meeting, by=people.sunarti, name="Mbah Karto")
    with pytest.raises(Refused):
        undo_attendance(attendance=one, by=people.sunarti)
    undo_attendance(attendance=one, by=people.tukimin)


def test_who_may_not_note_others_is_refused(people: People, running: Meeting) -> None:
    mine = running.invitees.get(person=people.sunarti)
    for stranger in (people.sunarti, people.bayu, people.dewi):
        with pytest.raises(Refused):
            record_invitee(meeting=running, by=stranger, invitee=mine)
        with pytest.raises(Refused):
            record_walk_in(meeting=running, by=stranger, name="Mbah Karto")
        for path in ("", "tambah/", "tulis/", "lembar.pdf", "layar/?layar=1"):
            assert signed_in(stranger).get(running.attendance_url() + path).status_code == 403
        assert signed_in(stranger).post(f"{running.attendance_url()}unduh/", {"bentuk": "csv"}).status_code == 403


def test_a_list_of_paper_is_typed_in_until_the_minutes_go_round_however_late(people: People, running: Meeting) -> None:
    Meeting.objects.update(starts_at=in_days(-90), ends_at=in_days(-90, 2))
    running.refresh_from_db()
    browser, path = signed_in(people.putri), f"{running.attendance_url()}tulis/"
    assert browser.post(path, {"name": "Mbah Karto"}).status_code == 303
    mistaken = record_walk_in(meeting=running, by=people.tukimin, name="Mbah Kromo")
    undo_attendance(attendance=mistaken, by=people.tukimin)
    circulated(running, people.tukimin)
    assert came(running) == ["Mbah Karto"]
    with pytest.raises(Refused, match="sampai notulen diedarkan"):
        record_walk_in(meeting=running, by=people.tukimin, name="Mbah Kromo")


# The screen, the sheet and the file


def test_the_screen_shows_the_code_and_counts_and_writes_nothing(people: People, running: Meeting) -> None:
    browser, path = signed_in(people.tukimin), running.attendance_url()
    with time_machine.travel(timezone.now(), tick=False):
        html, digits = page(browser, path), digits_now(running)
    assert ("<svg viewBox=" in html, f"{digits[:3]} {digits[3:]}" in html) == (True, True)
    check_in(meeting=running, by=people.bayu)
    now = browser.get(f"{path}layar/?layar=1")
    assert re.search(r"<strong>1</strong> orang hadir", now.content.decode())
    assert browser.get(f"{path}layar/").status_code == 204
    at(running, 90)
    assert "<svg viewBox=" not in browser.get(f"{path}layar/?layar=1").content.decode()
    assert "Kode presensi tampil di sini mulai" in page(browser, path)


def test_names_of_who_came_are_for_those_who_note_them_the_number_for_everybody(
    people: People, running: Meeting
) -> None:
    record_walk_in(meeting=running, by=people.putri, name="Mbah Karto")
    for browser in (Client(), signed_in(people.sunarti)):
        html = page(browser, running.get_absolute_url())
        assert ("1 orang tercatat hadir." in html, "Mbah Karto" in html) == (True, False)


@pytest.mark.parametrize("path", ["presensi/", "presensi/tambah/", "presensi/layar/?layar=1", "undangan/"])
def test_lists_ask_as_many_statements_however_many_come(
    people: People, town: Town, running: Meeting, path: str
) -> None:
    browser = signed_in(people.putri)
    check_in(meeting=running, by=people.bayu)
    answer_meeting(
        invitee=running.invitees.get(organisation=town.firm), by=people.bayu, answer="yes",
        people=[people.bayu], names=["Pak A"],
    )  # fmt: skip
    few = statements(browser, f"/agenda/{running.pk}/{path}")
    others = [person(f"warga-{n}", f"Warga {n}") for n in range(12)]
    new = invite_to_meeting(meeting=running, by=people.putri, people=others, organisations=[town.ngo, town.shop])
    answer_meeting(
        invitee=new[0], by=people.dewi, answer="yes", people=[people.dewi], names=["Pak B", "Pak C"],
    )  # fmt: skip
    for n in range(9):
        record_walk_in(meeting=running, by=people.putri, name=f"Tetangga {n}", organisation=town.ngo)
    assert statements(browser, f"/agenda/{running.pk}/{path}") == few <= 10


def test_the_list_leaves_as_a_file_and_an_entry_says_who_took_it(people: People, town: Town, running: Meeting) -> None:
    record_walk_in(meeting=running, by=people.putri, name="=cmd()", organisation=town.ngo)
    answer: Any = signed_in(people.tukimin).post(f"{running.attendance_url()}unduh/", {"bentuk": "csv"})
    table = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))
    if len(table[0]) == 1:
        table = [row[0].split(",") for row in table]
    assert table[0][:3] == ["Nomor", "Nama", "Organisasi"]
    assert table[1][2:4] == ["LSM Kali Bersih", str(town.ngo.get_sector_display())]
    assert not table[1][1].startswith("=")
    entry = AttendanceExport.objects.get()
    assert (entry.person, entry.narrowed_by, entry.rows) == (people.tukimin, f"/agenda/{running.pk}/", 1)


def test_the_sheet_to_sign_names_those_who_may_come(people: People, town: Town, meeting: Meeting) -> None:
    from meetings.queries.sign_sheet import EMPTY_LINES, _values

    invite_to_meeting(meeting=meeting, by=people.putri, people=[people.rizky], organisations=[town.ngo])
    firm = meeting.invitees.get(organisation=town.firm)
    answer_meeting(
        invitee=firm, by=people.bayu, answer="yes", people=[people.bayu], names=["Pak Teknisi"],
    )  # fmt: skip
    answer_meeting(invitee=meeting.invitees.get(person=people.rizky), by=people.rizky, answer="no")
    answer = signed_in(people.tukimin).get(f"{meeting.attendance_url()}lembar.pdf")
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    rows = [(row["name"], row["place"]) for row in _values(meeting)["rows"]]
    named, empty = rows[:-EMPTY_LINES], rows[-EMPTY_LINES:]
    assert named == [
        *sorted(
            [
                (people.bayu.display_name, "PT Sumber Air"),
                ("Pak Teknisi", "PT Sumber Air"),
                (SARI.name, ""),
                (people.sunarti.display_name, ""),
                (people.tukimin.display_name, ""),
            ],
            key=lambda row: row[0].lower(),
        ),
        ("", "LSM Kali Bersih"),  # which has not said who comes
    ]
    assert empty == [("", "")] * 15


# A year later


def test_names_without_an_account_are_forgotten_after_a_year_and_the_number_stays(
    people: People, running: Meeting
) -> None:
    check_in(meeting=running, by=people.bayu)
    record_walk_in(meeting=running, by=people.putri, name="Mbah Karto")
    assert forget_walk_ins() == 0
    Meeting.objects.update(starts_at=in_days(-367), ends_at=in_days(-366))
    assert (forget_walk_ins(), forget_walk_ins()) == (1, 0)
    assert set(came(running)) == {people.bayu.display_name, FORGOTTEN_NAME}
