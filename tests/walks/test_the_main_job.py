"""What a kelurahan needs most: a project told of, talked about and met for, with each mail at its time."""

import re
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect

from running.trial import Trial
from running.visitor import Visitor
from tests.walks.walker import Walker, in_database, link_in, mails, name_of, next_digest, next_mail, text_of, walking

STAFF, PARTNER = "yuli@contoh.example", "bayu@contoh.example"
RESIDENT, PERSON, GUEST = "rohani@contoh.example", "endang@contoh.example", "sari@luar.example"
INVITED = (PARTNER, PERSON, GUEST)
FIRM = "PT Wastu Tirta Lestari"
TITLE, TOPIC = "Taman baca Gang Cempaka", "Buku apa yang paling dicari anak-anak?"
ANSWER, MEETING = "Rak dan kursi datang hari Sabtu.", "Rapat pembukaan taman baca"
JAKARTA = ZoneInfo("Asia/Jakarta")
TOMORROW = datetime.now(JAKARTA).date() + timedelta(days=1)


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, STAFF, width=1280)


@pytest.fixture(scope="module")
def partner(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, width=360)


@pytest.fixture(scope="module")
def resident(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, RESIDENT, width=360)


@pytest.fixture(scope="module")
def project(staff: Walker, running_copy: Trial) -> str:
    """The path of the project that staff open, with a partner invited."""
    page = staff.page
    page.goto("/proyek/baru/")
    page.get_by_label("Judul").fill(TITLE)
    page.get_by_label("Penanggung jawab").select_option(label="Kelurahan Tanjung Barat (contoh)")
    page.get_by_role("button", name="Buka proyek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    path = page.url.removeprefix(running_copy.address)
    page.get_by_role("link", name="Mitra dan tim").click()
    page.get_by_role("link", name="Undang mitra").click()
    page.get_by_label("Organisasi").select_option(label=FIRM)
    page.get_by_label("Apa yang diharapkan?").fill("Rak, kursi, dan seratus buku")
    page.get_by_role("button", name="Kirim undangan").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Undangan dikirim kepada {FIRM}.")
    return path


def test_the_partner_accepts_and_tells_how_it_goes(project: str, partner: Walker, running_copy: Trial) -> None:
    page = partner.page
    page.goto(link_in(next_mail(running_copy, PARTNER, 0, f"Undangan bermitra: {TITLE}"), "aksi"))
    page.get_by_role("link", name="Atau masuk ke akun Anda").click()
    partner.sign_in_by_code(PARTNER)
    page.wait_for_url("**/aksi/**")
    page.get_by_label("Terima").check()
    page.get_by_role("button", name="Jawab undangan").click()
    page.goto(project)
    page.get_by_role("link", name="Perbarui status").click()
    page.locator(".choice", has_text="Sesuai rencana").click()
    page.get_by_role("button", name=f"Kirim sebagai {FIRM}").click()
    expect(page.get_by_role("status").first).to_contain_text("Kabar terkirim.")


def test_staff_ask_and_a_resident_follows_and_mentions_the_partner(
    project: str, staff: Walker, resident: Walker, running_copy: Trial
) -> None:
    page = staff.page
    page.goto(project)
    page.get_by_role("link", name="Buat topik").click()
    page.get_by_label("Judul").fill(TOPIC)
    page.get_by_role("textbox", name="Tulisan").fill("Tulis judulnya di sini, nanti kita carikan.")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TOPIC)

    page = resident.page
    page.goto(project)
    page.get_by_role("button", name="Ikuti").first.click()
    page.get_by_role("link", name=TOPIC).first.click()
    page.get_by_role("textbox", name="Tulisan").fill(
        f"Ensiklopedia hewan. @{handle(running_copy, PARTNER)}, ada di gudang?"
    )
    page.get_by_role("button", name="Kirim balasan").click()
    expect(page.locator("#no-2")).to_contain_text("Ensiklopedia hewan")


def test_the_partner_hears_of_it_by_mail_and_answers_in_the_topic(
    partner: Walker, resident: Walker, running_copy: Trial
) -> None:
    letter = next_mail(running_copy, PARTNER, 0, TOPIC)
    assert "Ensiklopedia hewan." in text_of(letter)
    page = partner.page
    page.goto(link_in(letter, "forum"))
    expect(page.locator("#no-2")).to_contain_text("Ensiklopedia hewan")
    page.get_by_role("textbox", name="Tulisan").fill(ANSWER)
    page.get_by_role("button", name="Kirim balasan").click()
    expect(page.locator("#no-3")).to_contain_text(ANSWER)
    resident.page.reload()
    expect(resident.page.locator("#no-3")).to_contain_text(ANSWER)


def test_staff_call_a_meeting_for_tomorrow(project: str, staff: Walker, running_copy: Trial) -> None:
    page = staff.page
    page.goto(project)
    page.get_by_role("link", name="Jadwalkan rapat").click()
    page.get_by_label("Nama rapat").fill(MEETING)
    page.get_by_label("Tanggal").fill(TOMORROW.isoformat())
    page.get_by_label("Mulai").fill("19.30")
    page.get_by_label("Selesai").fill("21.00")
    page.get_by_label("Tempat (boleh kosong)").fill("Balai RW 03")
    page.get_by_label("Susunan acara").fill("1. Pembukaan\n2. Jadwal jaga")
    page.get_by_role("checkbox", name=FIRM).check()
    page.get_by_role("checkbox", name=name_of(running_copy, PERSON)).check()
    page.get_by_label("Undang lewat alamat surel").fill(f"Sari Wulandari <{GUEST}>")
    page.get_by_role("button", name="Jadwalkan dan kirim undangan").click()
    page.wait_for_load_state()
    if page.locator("#tanggal").count():  # tomorrow is a holiday: that is shown first
        page.get_by_role("button", name="dan undang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(MEETING)
    expect(page.get_by_role("main")).to_contain_text("19.30–21.00 WIB")


def test_the_three_answer_from_their_mails_and_a_scanner_answers_nothing(browser: Browser, running_copy: Trial) -> None:
    invitations = {address: next_mail(running_copy, address, 0, f"Undangan: {MEETING}") for address in INVITED}
    for letter in invitations.values():
        assert "Balai RW 03" in text_of(letter)
        assert "19.30–21.00 WIB" in text_of(letter)
        for address in re.findall(r"https?://\S+", text_of(letter)):
            urllib.request.urlopen(address, timeout=10)
    assert answers(running_copy) == ["", "", "", "yes"]

    for address, label in ((PARTNER, "Akan hadir"), (PERSON, "Belum pasti")):
        page = a_page(browser, running_copy)
        page.goto(link_under(invitations[address], label))
        page.get_by_role("button", name=label).click()
        expect(page.get_by_role("main")).to_contain_text("Jawaban tersimpan")
    page = a_page(browser, running_copy)
    page.goto(link_in(invitations[GUEST], "agenda"))
    page.get_by_label("Berhalangan").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert answers(running_copy) == ["maybe", "no", "yes", "yes"]


def test_the_meeting_moves_by_an_hour_and_everybody_is_told_once(staff: Walker, running_copy: Trial) -> None:
    page = staff.page
    page.goto(f"/agenda/{meeting(running_copy)}/")
    page.get_by_role("link", name="Ubah waktu atau tempat").click()
    page.get_by_label("Mulai").fill("20.30")
    page.get_by_label("Selesai").fill("22.00")
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_role("main")).to_contain_text("20.30–22.00 WIB")
    for address in INVITED:
        before = invitation(next_mail(running_copy, address, 0, f"Undangan: {MEETING}"))
        letter = next_mail(running_copy, address, 0, f"Berubah: {MEETING}")
        assert "20.30–22.00 WIB" in text_of(letter)
        after = invitation(letter)
        assert after["uid"] == before["uid"]
        assert int(after["sequence"]) > int(before["sequence"])
        assert after.decoded("dtstart") - before.decoded("dtstart") == timedelta(hours=1)
    assert answers(running_copy) == ["maybe", "no", "yes", "yes"]


def test_the_reminder_comes_once_to_those_who_may_come(running_copy: Trial) -> None:
    for _ in range(2):  # due a second time, and still said once
        in_database(
            running_copy,
            "UPDATE activity_due SET due_at = now() WHERE kind = 'meetings.reminder' AND occasion = '2h'"
            " AND target_id = %s",
            meeting(running_copy),
        )
        for address in (PARTNER, PERSON):
            letter = next_mail(running_copy, address, 0, f"Pengingat: {MEETING}")
            assert "20.30–22.00 WIB" in text_of(letter)


def test_the_digest_comes_once_and_its_links_work(resident: Walker, running_copy: Trial) -> None:
    in_database(
        running_copy,
        "UPDATE notifications_schedule s SET frequency = 'weekly' FROM accounts_user u"
        " WHERE u.id = s.person_id AND u.email = %s",
        RESIDENT,
    )
    text = next_digest(resident, RESIDENT)
    assert f"{MEETING} (2 kabar)" in text, text
    assert "\n  Tempat: Balai RW 03\n" in text.replace("\r", ""), text
    told = {address: [str(one["Subject"]) for one in mails(running_copy, address)] for address in (RESIDENT, *INVITED)}
    assert sum("hal di" in subject for subject in told[RESIDENT]) == 1
    reminded = {address: sum(f"Pengingat: {MEETING}" in one for one in told[address]) for address in INVITED}
    assert reminded == {PARTNER: 1, PERSON: 1, GUEST: 0}


def test_when_it_becomes_private_a_stranger_sees_nothing_of_it(
    project: str, staff: Walker, running_copy: Trial
) -> None:
    ((topic,),) = in_database(running_copy, "SELECT id FROM forums_topic WHERE title = %s", TOPIC)
    number = meeting(running_copy)
    paths = (
        *("/", "/proyek/", project, "/forum/", f"/forum/topik/{topic}/", "/agenda/"),
        *(f"/agenda/{number}/", f"/agenda/{number}-rapat/rapat.ics", "/cari/?q=taman+baca", "/cari/?q=rak+kursi"),
    )
    stranger = Visitor(running_copy.address)
    assert any(TITLE in stranger.get(path).text for path in paths)
    page = staff.page
    page.goto(project)
    page.get_by_role("link", name="Ubah", exact=True).click()
    page.get_by_label("Terbatas").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("status").first).to_contain_text("Keterangan proyek disimpan.")
    for path in paths:
        told = stranger.get(path).text
        assert [one for one in (TITLE, TOPIC, ANSWER, MEETING) if one in told] == [], path


def handle(trial: Trial, email: str) -> str:
    return str(in_database(trial, "SELECT handle FROM accounts_user WHERE email = %s", email)[0][0])


def meeting(trial: Trial) -> int:
    return int(in_database(trial, "SELECT id FROM meetings_meeting WHERE title = %s", MEETING)[0][0])


def answers(trial: Trial) -> list[str]:
    """Those of everybody invited, and of the one who leads it and comes of course."""
    rows = in_database(trial, "SELECT answer FROM meetings_invitee WHERE meeting_id = %s", meeting(trial))
    return sorted(answer for (answer,) in rows)


def a_page(browser: Browser, trial: Trial) -> Page:
    """Where nobody is signed in: a link in a mail is enough."""
    return browser.new_context(base_url=trial.address, viewport={"width": 360, "height": 740}).new_page()


def link_under(letter: EmailMessage, label: str) -> str:
    """The path of the link that the text calls so."""
    found = re.search(rf"{label}:\s+https?://[^/\s]+(/\S+)", text_of(letter))
    assert found, text_of(letter)
    return found[1]


def invitation(letter: EmailMessage) -> Any:
    """The event of the calendar part."""
    part = next(one for one in letter.walk() if one.get_content_type() == "text/calendar")
    return icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")[0]
