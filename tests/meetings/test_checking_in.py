"""The code of a meeting: it changes, nothing keeps it, one row a person, and what strangers learn."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone

from commons import formats
from commons.access import Refused
from commons.models import Area
from meetings import presence
from meetings.actions import (
    check_in,
    check_in_by_name,
)
from meetings.models import Attendance, How, Meeting
from meetings.presence import digits_now, ticket
from tests.environment import empty_cache
from tests.meetings.conftest import call
from tests.meetings.held import circulated, come
from tests.meetings.running import at, came, page, path_of
from tests.people import People, signed_in
from tests.town import Town

ELSEWHERE = "Kode sudah berganti. Pindai lagi."


def code_of_step(meeting: Meeting, step: int) -> str:
    """The path that the square leads to so many minutes from now."""
    now = int(timezone.now().timestamp()) // presence.STEP
    return f"/h/{presence._sealed(meeting.pk, now + step)}/"


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
    with time_machine.travel(timezone.now(), tick=False):  # no minute ends between making a code and showing it
        for step, status in ((-1, 200), (0, 200), (1, 200), (-2, 404), (2, 404), (-60, 404)):
            assert browser.get(code_of_step(running, step)).status_code == status, step
    answer = browser.post(code_of_step(running, -5), {})
    assert (answer.status_code, ELSEWHERE in answer.content.decode()) == (404, True)
    assert not Attendance.objects.exists()


def test_a_ticket_lasts_until_one_has_signed_in_and_no_longer(people: People, running: Meeting) -> None:
    shown = ticket(running)
    assert presence.meeting_shown_by(shown) == running.pk
    with time_machine.travel(timezone.now() + timedelta(minutes=9)):
        assert presence.meeting_shown_by(shown) == running.pk
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert presence.meeting_shown_by(shown) is None
    stale = signing.TimestampSigner(salt="meetings.presence")
    assert presence.meeting_shown_by(ticket(running) + "x") is None
    assert presence.meeting_shown_by(signing.dumps(running.pk, salt="another.purpose")) is None
    assert presence.meeting_shown_by(stale.sign("x")) is None
    assert 'href="/masuk/?next=/h/' in page(Client(), path_of(running))


@pytest.mark.parametrize("known", [True, False], ids=["member", "stranger"])
def test_a_ticket_is_not_renewed_by_opening_or_sending_its_page(people: People, running: Meeting, known: bool) -> None:
    """Or who once stood in the room would keep the door open to the end."""
    browser, now = signed_in(people.bayu) if known else Client(), timezone.now()

    def address(path: str) -> str:
        return re.search(r'method="post" action="(/h/[^"]+)"', page(browser, path))[1]  # type: ignore[index]

    with time_machine.travel(now, tick=False):
        given = address(path_of(running))
    with time_machine.travel(now + timedelta(minutes=9), tick=False):
        assert address(given) == given
        answer = browser.post(given, {"name": "", "organisation": ""})
        assert answer["Location"] == given if known else answer.status_code == 422
    with time_machine.travel(now + timedelta(minutes=11), tick=False):
        assert browser.get(given).status_code == 404


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


def test_the_list_is_closed_once_the_minutes_went_round(people: People, meeting: Meeting) -> None:
    """Those in it ratify them: whoever scans the square an hour after the end comes too late."""
    at(meeting, -60 * 3)
    come(meeting, people.sunarti)
    circulated(Meeting.objects.get(pk=meeting.pk), people.tukimin)
    browser, said = signed_in(people.bayu), "Presensi sudah ditutup, karena notulen sudah diedarkan."
    assert said in page(browser, path_of(meeting))
    assert said in browser.post(path_of(meeting), {}, follow=True).content.decode()
    assert not meeting.attendances.filter(person=people.bayu).exists()


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
    assert came(meeting) == [people.bayu.display_name]


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


def test_who_guesses_has_to_wait_and_who_types_it_right_has_not(
    people: People, running: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty_cache()
    now = time.time()
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: now))
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
