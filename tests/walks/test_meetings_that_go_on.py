"""The loop of a series of meetings, walked twice: called, prepared, held, minuted, ratified, promised, kept.

Its second meeting is moved and its third cancelled. Time moves by moving rows in the database.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from running.processes import wait_until
from running.trial import Trial
from tests.walks.walker import SOON, Walker, in_database, link_in, mails, name_of, next_mail, text_of, walking

STAFF, PARTNER = "yuli@contoh.example", "bayu@contoh.example"
PERSON, GUEST = "endang@contoh.example", "wati@luar.example"
INVITED = (PARTNER, PERSON, GUEST)
FIRM, HOST = "PT Wastu Tirta Lestari", "Kelurahan Tanjung Barat (contoh)"
TITLE = "Rembuk saluran pekanan"
PLACE = "Pos ronda Gang Cempaka"
JAKARTA = ZoneInfo("Asia/Jakarta")
FIRST = datetime.now(JAKARTA).date() + timedelta(days=10)
DECISION, PROMISE = "Kerja bakti saluran setiap Minggu pagi", "Meminjamkan dua pompa air"
OBJECTION = "Debit pompa yang tercatat terlalu besar."


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, STAFF, width=1280)


@pytest.fixture(scope="module")
def partner(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, PARTNER, width=360)


@pytest.fixture(scope="module")
def person(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, PERSON, width=360)


@pytest.fixture(scope="module")
def guest(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    """Without an account, on a phone."""
    yield from walking(browser, running_copy, width=360)


@pytest.fixture(scope="module")
def series(staff: Walker, running_copy: Trial) -> list[int]:
    """The numbers of its three meetings, as staff call them; the dates are shown before anything is saved."""
    page = staff.page
    page.goto("/agenda/baru/")
    page.get_by_label("Nama rapat").fill(TITLE)
    page.get_by_label("Tanggal", exact=True).fill(FIRST.isoformat())
    page.get_by_label("Mulai").fill("19.30")
    page.get_by_label("Selesai").fill("21.00")
    page.get_by_label("Berulang").select_option(label="Tiap pekan")
    page.locator("summary", has_text="Seberapa sering").click()
    page.get_by_label("Atau berapa kali").fill("3")
    page.get_by_label("Tempat (boleh kosong)").fill(PLACE)
    page.get_by_label("Susunan acara").fill(
        "1. Pembukaan (10 menit)\n2. Titik genangan (25 menit)\n3. Jadwal kerja bakti"
    )
    page.get_by_label("Penyelenggara").select_option(label=HOST)
    page.get_by_role("checkbox", name=FIRM).check()
    page.get_by_role("checkbox", name=name_of(running_copy, PERSON)).check()
    page.get_by_label("Undang lewat alamat surel").fill(f"Wati <{GUEST}>")
    page.get_by_role("button", name="Jadwalkan dan kirim undangan").click()
    expect(page.get_by_role("heading", name="3 rapat, belum disimpan")).to_be_visible()
    page.get_by_role("button", name="Jadwalkan 3 rapat dan undang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    rows = in_database(running_copy, "SELECT id FROM meetings_meeting WHERE title = %s ORDER BY id DESC LIMIT 3", TITLE)
    assert len(rows) == 3
    return [row[0] for row in reversed(rows)]


# Before


def test_each_is_invited_once_to_all_three(series: list[int], running_copy: Trial) -> None:
    for address in INVITED:
        events = calendar_in(next_mail(running_copy, address, 0, TITLE))
        assert [(one.method, one.recurrence) for one in events] == [("REQUEST", None)]
        assert events[0].days == [FIRST + timedelta(days=7 * n) for n in range(3)]
    assert len({one.uid for address in INVITED for one in told(running_copy, address)}) == 1


def test_the_second_moves_and_the_third_is_cancelled(series: list[int], staff: Walker, running_copy: Trial) -> None:
    page = staff.page
    page.goto(f"/agenda/{series[1]}/ubah/")
    page.get_by_label("Mulai").fill("16.00")
    page.get_by_label("Selesai").fill("17.30")
    page.get_by_role("button", name="Simpan perubahan").click()
    page.wait_for_load_state()
    if page.locator("#tanggal").count():  # that day is a holiday, which is shown first
        page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_role("main")).to_contain_text("16.00–17.30 WIB")
    page.goto(f"/agenda/{series[2]}/batalkan/")
    page.get_by_label("Alasan").fill("Bertepatan dengan kerja bakti kota.")
    page.get_by_role("button", name="Batalkan rapat").click()
    expect(page.get_by_role("main")).to_contain_text("Bertepatan dengan kerja bakti kota.")
    for address in INVITED:
        moved = calendar_in(next_mail(running_copy, address, 0, f"Berubah: {TITLE}"))
        gone = calendar_in(next_mail(running_copy, address, 0, f"Batal: {TITLE}"))
        assert [(one.method, one.recurrence) for one in moved] == [("REQUEST", FIRST + timedelta(days=7))]
        assert [(one.method, one.recurrence) for one in gone] == [("CANCEL", FIRST + timedelta(days=14))]
        assert moved[0].sequence > 0
        assert {one.uid for one in (*moved, *gone)} == {told(running_copy, address)[0].uid}


def test_answers_come_from_the_mail_and_say_who_comes(
    series: list[int], partner: Walker, guest: Walker, running_copy: Trial
) -> None:
    guest.page.goto(link_in(next_mail(running_copy, GUEST, 0, TITLE), "agenda"))
    guest.page.get_by_label("Akan hadir").first.check()
    guest.page.get_by_role("button", name="Kirim jawaban").click()
    expect(guest.page.get_by_role("status").first).to_be_visible()
    page = partner.page
    page.goto(f"/agenda/{series[0]}/hadir/")
    page.get_by_label("Akan hadir").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("status").first).to_contain_text("Jawaban tersimpan")
    rows = in_database(
        running_copy,
        "SELECT count(*) FROM meetings_invitee WHERE meeting_id = %s AND answer = 'yes'",
        series[0],
    )
    assert rows[0][0] >= 3  # staff, who called it, the partner, the guest


def test_somebody_invited_proposes_an_item_and_the_chair_takes_it_up(
    series: list[int], person: Walker, staff: Walker
) -> None:
    page = person.page
    page.goto(f"/agenda/{series[0]}/acara/usul/")
    page.get_by_label("Pokok").fill("Lampu jalan padam")
    page.get_by_role("button", name="Kirim usulan").click()
    expect(page.get_by_role("status").first).to_contain_text("Usulan terkirim")
    staff.page.goto(f"/agenda/{series[0]}/")
    staff.page.get_by_role("button", name=re.compile("Masukkan.*Lampu jalan padam")).click()
    expect(staff.page.get_by_role("status").first).to_contain_text("Usulan masuk")


def test_each_reminder_comes_once_though_it_falls_due_twice(series: list[int], running_copy: Trial) -> None:
    """Another leaves after the second time: what would have been said twice has been said by then."""
    for occasion in ("1d", "1d", "2h"):
        it_falls_due(running_copy, series[0], occasion)
    assert wait_until(lambda: bool(in_database(running_copy, SENT, GUEST, "%:reminder-2h:%")), SOON, pause=0.5)
    subjects = [str(one["Subject"]) for one in mails(running_copy, GUEST)]
    assert len([one for one in subjects if f"Pengingat: {TITLE}" in one]) == 2, subjects


# During


def test_they_check_in_on_their_phones(
    series: list[int], staff: Walker, partner: Walker, person: Walker, guest: Walker, running_copy: Trial
) -> None:
    it_is_held_now(running_copy, series[0])
    check_in(series[0], staff, partner, person, guest)
    expect(staff.page.get_by_role("main")).to_contain_text("3 orang hadir")


def test_minutes_are_written_by_item_with_a_decision_and_a_promise(
    series: list[int], staff: Walker, running_copy: Trial
) -> None:
    page = staff.page
    write(page, series[0], "Titik genangan", "Genangan di tiga titik; pompa berdebit 40 liter per detik.")
    item_at(page, series[0], "Titik genangan").get_by_role("link", name="Keputusan").click()
    page.get_by_label("Keputusan", exact=True).fill(DECISION)
    page.get_by_role("button", name="Simpan keputusan").click()
    item_at(page, series[0], "Titik genangan").get_by_role("link", name="Tindak lanjut").click()
    page.get_by_label("Apa yang dikerjakan?").fill(PROMISE)
    page.get_by_label("Organisasi").select_option(label=FIRM)
    page.get_by_label("Tenggat").fill((FIRST + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Simpan tindak lanjut").click()
    expect(page.get_by_role("main")).to_contain_text(PROMISE)
    page.goto(f"/agenda/{series[0]}/notulen/")
    for name in ("Pembukaan", "Titik genangan"):
        page.get_by_role("button", name=re.compile(f"Selesai dibahas.*{name}")).click()
    page.get_by_role("button", name=re.compile("Tunda.*Jadwal kerja bakti")).click()
    expect(page.get_by_role("main")).to_contain_text("Ditunda")
    next_mail(running_copy, PARTNER, 0, PROMISE)


# After


def test_one_objects_from_the_mail_with_a_code_and_silence_is_marked(
    series: list[int], staff: Walker, browser: Browser, running_copy: Trial
) -> None:
    circulate(staff.page, running_copy, series[0])
    letter = next_mail(running_copy, PARTNER, 0, f"Notulen diedarkan: {TITLE}")
    page = browser.new_context(base_url=running_copy.address, viewport={"width": 360, "height": 740}).new_page()
    page.goto(link_under(letter, "Ajukan keberatan"))
    before = len(mails(running_copy, PARTNER))
    page.get_by_role("button", name="Kirim kode ke surel saya").click()
    code = re.search(r"\b\d{6}\b", text_of(next_mail(running_copy, PARTNER, before, "Kode konfirmasi")))
    assert code
    page.get_by_label("Bagian").select_option(label="Titik genangan")
    page.get_by_label("Keberatan Anda").fill(OBJECTION)
    page.get_by_label("Kode 6 angka").fill(code[0])
    page.get_by_role("button", name="Kirim keberatan").click()
    expect(page.get_by_role("main")).to_contain_text("Keberatan Anda tercatat")
    page.context.close()
    silence_runs_out(running_copy, series[0])
    state, marks = in_database(running_copy, MARKS, series[0])[0]
    assert (state, set(marks.values())) == ("ratified", {"silent"})


def test_the_record_is_numbered_printed_and_keeps_the_objection(
    series: list[int], staff: Walker, running_copy: Trial
) -> None:
    page = staff.page
    page.goto(f"/agenda/{series[0]}/")
    expect(page.get_by_role("main")).to_contain_text("Disahkan")
    expect(page.get_by_role("main")).to_contain_text(OBJECTION)
    text = paper(page, f"/agenda/{series[0]}/notulen/berita-acara.pdf")
    for said in (OBJECTION, DECISION, PROMISE, name_of(running_copy, PERSON)):
        assert " ".join(said.split()) in text, (said, text)
    assert re.search(r"BA-\d{3}/\d{4}", text), text
    page.goto("/keputusan/")
    page.get_by_role("link", name=DECISION).click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"KEP-\d{3}/\d{4}"))


def test_what_was_not_finished_and_what_was_promised_stand_in_the_next_agenda(
    series: list[int], staff: Walker, partner: Walker
) -> None:
    page = staff.page
    page.goto(f"/agenda/{series[0]}/bawa/")
    page.get_by_label("Ke rapat").select_option(str(series[1]))
    page.get_by_role("button", name="Bawa ke rapat itu").click()
    page.goto(f"/agenda/{series[1]}/")
    expect(page.locator("section", has_text="Ditinjau dalam rapat ini").last).to_contain_text(PROMISE)
    expect(page.locator("section", has=page.get_by_role("heading", name="Susunan acara"))).to_contain_text(
        "Lampu jalan padam"
    )


def test_the_second_meeting_closes_the_loop(
    series: list[int], staff: Walker, partner: Walker, person: Walker, guest: Walker, running_copy: Trial
) -> None:
    """Held, minuted, approved by each sector that came; and the promise, kept meanwhile, comes back no more."""
    it_is_held_now(running_copy, series[1])
    check_in(series[1], staff, partner, person)
    write(staff.page, series[1], "Titik genangan", "Pompa sudah bekerja.")
    circulate(staff.page, running_copy, series[1])
    for walker in (partner, person):
        walker.page.goto(f"/agenda/{series[1]}/notulen/setujui/")
        walker.page.get_by_role("button", name="Setujui").click()
        expect(walker.page.get_by_role("status").first).to_contain_text("Persetujuan Anda tercatat")
    state, marks = in_database(running_copy, MARKS, series[1])[0]
    assert (state, set(marks.values())) == ("ratified", {"approved"})

    page = partner.page
    promise = in_database(running_copy, "SELECT id FROM commitments_commitment WHERE what = %s", PROMISE)[0][0]
    page.goto(f"/komitmen/{promise}/tepati/")
    page.get_by_label("Catatan").fill("Pompa diserahkan di balai RW, dicatat Pak Dedi.")
    page.get_by_role("button", name="Ditepati").click()
    expect(page.get_by_role("main")).to_contain_text("Ditepati")
    staff.page.goto(f"/agenda/{series[1]}/acara/")
    expect(staff.page.get_by_role("main")).not_to_contain_text(PROMISE)


MARKS = "SELECT state, marks FROM meetings_minutes WHERE meeting_id = %s"
SENT = "SELECT id FROM mail_message WHERE address = %s AND key LIKE %s AND state = 'sent'"
REMINDER = "kind = 'meetings.reminder' AND target_id = %s AND occasion = %s"


def it_falls_due(trial: Trial, meeting: int, occasion: str) -> None:
    """As if nobody had told it yet; until it is told."""
    again = f"UPDATE activity_due SET due_at = now(), done_at = NULL, outcome = '' WHERE {REMINDER}"
    in_database(trial, again, meeting, occasion)
    outcome = f"SELECT outcome FROM activity_due WHERE {REMINDER}"
    assert wait_until(lambda: in_database(trial, outcome, meeting, occasion) == [("told",)], SOON, pause=0.5)


def it_is_held_now(trial: Trial, meeting: int) -> None:
    in_database(
        trial,
        "UPDATE meetings_meeting SET starts_at = now() - interval '10 minutes', ends_at = now() + interval '1 hour'"
        " WHERE id = %s",
        meeting,
    )


def check_in(meeting: int, staff: Walker, *others: Walker) -> None:
    """Each on a phone: those with an account by one tap, the guest by the code, name and consent."""
    staff.page.goto(f"/agenda/{meeting}/presensi/")
    for walker in others:
        code = "".join(staff.page.locator(".digits").inner_text().split())
        walker.page.goto("/h/")
        walker.page.get_by_label("Kode enam angka").fill(re.sub(r"\D", "", code))
        walker.page.get_by_role("button", name="Lanjut").click()
        expect(walker.page.get_by_role("button", name="Saya hadir")).to_be_visible()
        if walker.page.get_by_label("Nama lengkap").count():
            walker.page.get_by_label("Nama lengkap").fill("Wati")
            walker.page.get_by_label("Nama saya boleh dicatat").check()
        walker.page.get_by_role("button", name="Saya hadir").click()
        expect(walker.page.get_by_role("status").first).to_contain_text("Anda tercatat hadir")
        staff.page.reload()


def item_at(page: Page, meeting: int, title: str) -> Locator:
    """An item in the editor of the minutes."""
    page.goto(f"/agenda/{meeting}/notulen/")
    return page.locator("section", has=page.get_by_role("heading", name=title))


def write(page: Page, meeting: int, item: str, text: str) -> None:
    item_at(page, meeting, item).get_by_role("link", name="Tulis").click()
    page.get_by_label("Yang dibahas").fill(text)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(text)


def circulate(page: Page, trial: Trial, meeting: int) -> None:
    in_database(trial, "UPDATE meetings_meeting SET ends_at = now() - interval '1 minute' WHERE id = %s", meeting)
    page.goto(f"/agenda/{meeting}/notulen/edarkan/")
    page.get_by_role("button", name="Edarkan").click()
    expect(page.get_by_role("main")).to_contain_text("Diedarkan")


def silence_runs_out(trial: Trial, meeting: int) -> None:
    in_database(
        trial,
        "UPDATE activity_due d SET due_at = now() FROM meetings_minutes m WHERE m.meeting_id = %s"
        " AND d.kind = 'meetings.ratify' AND d.occasion = 'silence' AND d.target_id = m.id",
        meeting,
    )
    assert wait_until(lambda: in_database(trial, MARKS, meeting)[0][0] == "ratified", SOON, pause=0.5)


def paper(page: Page, path: str) -> str:
    """The text of a PDF, with its lines run together."""
    answer = page.request.get(path)
    assert answer.headers["content-type"] == "application/pdf"
    return " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(answer.body())).pages).split())


def link_under(mail: EmailMessage, label: str) -> str:
    found = re.search(rf"{label}:?\s+https?://[^/\s]+(/\S+)", text_of(mail))
    assert found, text_of(mail)
    return found[1]


class Event:
    """An event as two parsers saw it."""

    def __init__(self, method: str, seen: Any, other: Any) -> None:
        self.method, self.uid, self.sequence = method, str(seen["uid"]), int(seen["sequence"])
        assert (self.uid, self.sequence) == (other.uid.value, int(other.sequence.value))
        begins = seen.decoded("dtstart")
        assert begins == other.dtstart.value
        at = seen.get("recurrence-id")
        self.recurrence = at.dt.astimezone(JAKARTA).date() if at else None
        assert bool(at) == ("recurrence-id" in other.contents)
        self.days = [one.astimezone(JAKARTA).date() for one in other.getrruleset(addRDate=True)] if not at else []


def calendar_in(mail: EmailMessage) -> list[Event]:
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    calendar, other = icalendar.Calendar.from_ical(content), vobject.readOne(content.decode())
    assert str(calendar["method"]) == other.method.value
    pairs = zip(calendar.walk("VEVENT"), other.vevent_list, strict=True)
    return [Event(str(calendar["method"]), seen, also) for seen, also in pairs]


def told(trial: Trial, address: str) -> list[Event]:
    return calendar_in(next_mail(trial, address, 0, TITLE))
