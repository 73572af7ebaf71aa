"""Who came: codes that change and that nothing keeps, one row a person, names by hand, and what strangers learn."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone

from commons import formats
from commons.access import Refused
from commons.models import Area
from meetings import presence
from meetings.actions import (
    answer_meeting,
    check_in,
    check_in_by_name,
    forget_walk_ins,
    invite_to_meeting,
    record_invitee,
    record_walk_in,
    undo_attendance,
)
from meetings.models import FORGOTTEN_NAME, Attendance, AttendanceExport, How, Meeting
from meetings.presence import address_now, digits_now, ticket
from tests.asking import statements
from tests.environment import empty_cache
from tests.meetings.conftest import SARI, call, in_days
from tests.people import People, person, signed_in
from tests.town import Town

ELSEWHERE = "Kode sudah berganti. Pindai lagi."


@pytest.fixture
def running(meeting: Meeting) -> Meeting:
    """The public meeting, begun half an hour ago."""
    return at(meeting, -30)


def at(meeting: Meeting, minutes: int) -> Meeting:
    """Its beginning so many minutes from now; it lasts two hours."""
    starts_at = timezone.now() + timedelta(minutes=minutes)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    meeting.refresh_from_db()
    return meeting


def path_of(meeting: Meeting) -> str:
    return address_now(meeting).removeprefix("http://testserver")


def code_of_step(meeting: Meeting, step: int) -> str:
    """The path that the square leads to so many minutes from now."""
    now = int(timezone.now().timestamp()) // presence.STEP
    return f"/h/{presence._sealed(meeting.pk, now + step)}/"


def came(meeting: Meeting) -> list[str]:
    return [one.shown_name for one in meeting.attendances.with_names()]


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


# By the code


def test_one_tap_notes_whoever_is_signed_in_once_and_for_whom_they_speak(
    people: People, town: Town, running: Meeting
) -> None:
    browser = signed_in(people.bayu)
    html = page(browser, path_of(running))
    assert ("Rapat saluran air" in html, "PT Sumber Air" in html) == (True, True)
    assert not Attendance.objects.exists()  # opening it notes nobody
    assert browser.post(path_of(running), {"organisation": town.firm.pk}).status_code == 303
    (one,) = running.attendances.all()
    assert (one.person, one.organisation, one.how) == (people.bayu, town.firm, How.CODE)
    assert one.invitee == running.invitees.get(organisation=town.firm)
    assert f"Anda sudah tercatat {formats.clock(one.at)}." in page(browser, path_of(running))
    again = browser.post(path_of(running), {"organisation": ""}, follow=True)
    assert f"Anda sudah tercatat {formats.clock(one.at)}." in again.content.decode()
    assert running.attendances.count() == 1


def test_nobody_speaks_for_an_organisation_of_others(people: People, town: Town, running: Meeting) -> None:
    assert signed_in(people.bayu).post(path_of(running), {"organisation": town.ngo.pk}).status_code == 422
    with pytest.raises(Refused):
        check_in(meeting=running, by=people.bayu, organisation=town.ngo)
    assert not Attendance.objects.exists()


def test_who_has_no_account_gives_a_name_an_rw_and_a_consent_but_no_phone(
    people: People, town: Town, running: Meeting
) -> None:
    kelurahan = Area.objects.create(level="kelurahan", name="Tanjung Barat")
    browser, rw = Client(), Area.objects.create(level="rw", number=3, parent=kelurahan)
    html = page(browser, path_of(running))
    assert ("Nama lengkap" in html, "phone" in html, 'type="tel"' in html) == (True, False, False)
    typed = {"name": "Mbah Karto", "area": rw.pk}
    assert browser.post(path_of(running), typed).status_code == 422
    assert browser.post(path_of(running), typed | {"agrees": "on"}).status_code == 303
    (one,) = running.attendances.all()
    assert (one.person, one.name, one.area, one.how) == (None, "Mbah Karto", rw, How.CODE)
    again = browser.post(path_of(running), typed | {"agrees": "on", "name": "MBAH KARTO"}, follow=True)
    assert "sudah tercatat" in again.content.decode()
    assert running.attendances.count() == 1


def test_a_code_counts_for_a_minute_before_and_after_and_no_longer(people: People, running: Meeting) -> None:
    browser = signed_in(people.bayu)
    for step, status in ((-1, 200), (0, 200), (1, 200), (-2, 404), (2, 404), (-60, 404)):
        answer = browser.get(code_of_step(running, step))
        # a minute may end between the two
        assert answer.status_code == status or abs(step) in (1, 2), step
    answer = browser.post(code_of_step(running, -5), {})
    assert (answer.status_code, ELSEWHERE in answer.content.decode()) == (404, True)
    assert not Attendance.objects.exists()


def test_a_ticket_lasts_until_one_has_signed_in_and_no_longer(people: People, running: Meeting) -> None:
    assert presence.meeting_shown_by(ticket(running)) == running.pk
    stale = signing.TimestampSigner(salt="meetings.presence")
    assert presence.meeting_shown_by(ticket(running) + "x") is None
    assert presence.meeting_shown_by(signing.dumps(running.pk, salt="another.purpose")) is None
    assert presence.meeting_shown_by(stale.sign("x")) is None
    assert 'href="/masuk/?next=/h/' in page(Client(), path_of(running))


@pytest.mark.parametrize("nonsense", ["x", "1-", "-", "1-0000", ":", "a:b:c", "1" * 500, "0-" + "a" * 20, "é-é"])
def test_what_is_no_code_is_answered_alike(running: Meeting, nonsense: str) -> None:
    answer = Client().get(f"/h/{nonsense}/")
    assert (answer.status_code, ELSEWHERE in answer.content.decode()) == (404, True)


def test_another_meetings_code_notes_nobody_here(
    people: People, town: Town, running: Meeting, private_meeting: Meeting
) -> None:
    other = path_of(at(private_meeting, -30))
    seal = other.split("-")[1]
    mixed = f"{path_of(running).split('-')[0]}-{seal}"
    assert signed_in(people.bayu).post(mixed, {}).status_code == 404
    assert not Attendance.objects.exists()


def test_a_private_meeting_tells_strangers_nothing_without_its_code(people: People, private_meeting: Meeting) -> None:
    at(private_meeting, -30)
    guesses = ("/h/", f"/h/{code_of_step(private_meeting, -9)[3:-1]}/", "/h/1-aaaaaaaaaaaaaaaaaaaa/")
    for browser in (Client(), signed_in(people.dewi)):
        for path in guesses:
            assert "Rapat tertutup" not in browser.get(path).content.decode()
        assert browser.get(private_meeting.attendance_url()).status_code == 404
        assert browser.get(f"{private_meeting.attendance_url()}layar/?layar=1").status_code == 404
    answer = Client().post("/h/", {"digits": "000000"})
    assert "Rapat tertutup" not in answer.content.decode()
    # whoever stands in the room and reads the code is there
    assert "Rapat tertutup" in page(signed_in(people.dewi), path_of(private_meeting))


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (61, "Presensi baru dibuka 60 menit sebelum rapat dimulai."),
        (-60 * 4 - 1, "Presensi sudah ditutup, 2 jam setelah rapat selesai."),
    ],
)
def test_outside_its_hours_nobody_is_noted(people: People, meeting: Meeting, minutes: int, said: str) -> None:
    at(meeting, minutes)
    browser = signed_in(people.bayu)
    assert said in page(browser, path_of(meeting))
    assert said in browser.post(path_of(meeting), {}, follow=True).content.decode()
    with pytest.raises(Refused):
        check_in_by_name(meeting=meeting, name="Mbah Karto")
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("minutes", [59, 0, -60 * 4 + 1])
def test_an_hour_before_until_two_hours_after_one_is_noted(people: People, meeting: Meeting, minutes: int) -> None:
    check_in(meeting=at(meeting, minutes), by=people.bayu)
    assert came(meeting) == ["Bayu"] or len(came(meeting)) == 1


def test_a_cancelled_meeting_notes_nobody(people: People, running: Meeting) -> None:
    Meeting.objects.update(cancelled_at=timezone.now(), cancel_reason="Hujan deras.")
    with pytest.raises(Refused):
        check_in(meeting=running, by=people.bayu)
    assert presence.meetings_with(digits_now(running)) == []


def test_the_digits_lead_to_the_meeting(people: People, running: Meeting) -> None:
    digits = digits_now(running)
    assert re.fullmatch(r"\d{6}", digits)
    answer = Client().post("/h/", {"digits": f"{digits[:3]} {digits[3:]}"})
    assert answer.status_code == 303
    assert "Rapat saluran air" in page(Client(), answer["Location"])
    for wrong in ("", "12345", "abcdef", "٣٤٥٦٧٨", "1" * 30):
        answer = Client().post("/h/", {"digits": wrong})
        assert (answer.status_code, "enam angka" in answer.content.decode()) == (422, True)


def test_who_guesses_has_to_wait_and_who_types_it_right_has_not(people: People, running: Meeting) -> None:
    empty_cache()
    right = digits_now(running)
    wrong = next(f"{n:06}" for n in range(99) if not presence.meetings_with(f"{n:06}"))
    for _n in range(30):
        assert Client().post("/h/", {"digits": right}).status_code == 303
    answers = [Client().post("/h/", {"digits": wrong}).status_code for _n in range(22)]
    assert (answers[0], answers[-1]) == (422, 429)


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_are_one_row(people: People, town: Town) -> None:
    meeting = at(call(people, town), -30)

    def tap(_n: int) -> str:
        try:
            check_in(meeting=meeting, by=people.bayu)
            return "noted"
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        said = sorted(pool.map(tap, range(4)))
    assert said == ["noted", "refused", "refused", "refused"]
    assert meeting.attendances.count() == 1


# By hand


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


def test_a_list_of_paper_is_typed_in_for_a_week(people: People, meeting: Meeting) -> None:
    Meeting.objects.update(starts_at=in_days(-6), ends_at=in_days(-6, 2))
    assert record_walk_in(meeting=meeting, by=people.putri, name="Mbah Karto")
    Meeting.objects.update(starts_at=in_days(-8), ends_at=in_days(-8, 2))
    with pytest.raises(Refused):
        record_walk_in(meeting=meeting, by=people.putri, name="Mbah Kartini")


# The screen, the sheet and the file


def test_the_screen_shows_the_code_and_counts_and_writes_nothing(people: People, running: Meeting) -> None:
    browser, path = signed_in(people.tukimin), running.attendance_url()
    html = page(browser, path)
    digits = digits_now(running)
    assert ("<svg" in html, f"{digits[:3]} {digits[3:]}" in html or digits != digits_now(running)) == (True, True)
    check_in(meeting=running, by=people.bayu)
    now = browser.get(f"{path}layar/?layar=1")
    assert re.search(r"<strong>1</strong> orang hadir", now.content.decode())
    assert browser.get(f"{path}layar/").status_code == 204
    at(running, 90)
    assert "<svg class" not in browser.get(f"{path}layar/?layar=1").content.decode()
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
    assert (entry.person, entry.meeting, entry.rows) == (people.tukimin, running, 1)


def test_the_sheet_to_sign_names_those_who_may_come(people: People, town: Town, meeting: Meeting) -> None:
    answer = signed_in(people.tukimin).get(f"{meeting.attendance_url()}lembar.pdf")
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")


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
