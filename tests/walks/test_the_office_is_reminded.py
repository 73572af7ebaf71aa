"""An agreement is written down with its document and its end is told in time; a next step reminds on its day."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from functools import partial

import pytest
from playwright.sync_api import Browser, expect

from commons.calendar import today
from commons.formats import short_date
from running.processes import wait_until
from running.trial import Trial
from running.visitor import Visitor
from tests.commons.pictures import pdf
from tests.walks.walker import SOON, Walker, in_database, link_in, mails, next_mail, text_of, walking

STAFF, LEADER, MANAGER = "yuli@contoh.example", "hendra@contoh.example", "rizky@contoh.example"
HEAR = (STAFF, LEADER, "ratna@contoh.example", MANAGER)
# Two who speak for a party but do not manage it; a manager of one that is no party; a neighbour.
HEAR_NOT = ("fajar@contoh.example", "nabila@contoh.example", "dewi@contoh.example", "rohani@contoh.example")
TITLE, NUMBER = "Kampung hijau bersama", "22/MoU/TB/2026"
PARTIES = ("Kelurahan Tanjung Barat (contoh)", "Karang Taruna Tunas Barat")
LIST, FIRM = "/direktori/perjanjian/", "PT Wastu Tirta Lestari"
STEP = "Antar rancangan perjanjian ke kantornya"
A_WHILE = 6  # seconds: three sweeps of a trial
UNTIL = today() + timedelta(days=100)


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, STAFF)


@pytest.fixture(scope="module")
def agreement(staff: Walker, running_copy: Trial) -> int:
    """The number of the one that staff entered, a hundred days before its end: all three notices are ahead."""
    page = staff.page
    page.goto("/direktori/")
    page.get_by_role("link", name="Kerja sama yang berlaku").click()
    page.get_by_role("link", name="Catat kerja sama").click()
    page.get_by_label("Nota kesepahaman (MoU)").check()
    page.get_by_label("Judul").fill(TITLE)
    page.get_by_label("Nomor").fill(NUMBER)
    page.get_by_role("textbox", name="Para pihak").fill("\n".join(PARTIES))
    page.get_by_label("Ditandatangani").fill((today() - timedelta(days=10)).isoformat())
    page.get_by_label("Berlaku sampai").fill(UNTIL.isoformat())
    page.locator("input[type=file]").set_input_files(
        {"name": "naskah.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    page.get_by_role("button", name="Catat kerja sama").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return int(in_database(running_copy, "SELECT id FROM stakeholders_agreement WHERE title = %s", TITLE)[0][0])


def fall_due(trial: Trial, kind: str, target: int, occasion: str) -> None:
    """Time moves by moving what waits, never the code's clock."""
    moved = in_database(
        trial,
        "UPDATE activity_due SET due_at = now() - interval '1 minute'"
        " WHERE kind = %s AND target_id = %s AND occasion = %s AND done_at IS NULL RETURNING id",
        *(kind, target, occasion),
    )
    assert len(moved) == 1


def notices(trial: Trial, email: str) -> list[EmailMessage]:
    return [mail for mail in mails(trial, email) if str(mail["Subject"]).startswith(f"Segera berakhir: {TITLE}")]


def heard(trial: Trial) -> dict[str, int]:
    return {email: len(notices(trial, email)) for email in HEAR}


def have_heard(trial: Trial, times: int) -> bool:
    return heard(trial) == dict.fromkeys(HEAR, times)


def test_it_is_in_the_public_list_with_its_parties_its_days_and_its_document(
    agreement: int, running_copy: Trial
) -> None:
    visitor = Visitor(running_copy.address)
    listed = visitor.get(LIST)
    assert TITLE in listed.text
    shown = visitor.get(next(link for link in listed.links if f"{LIST}{agreement}-" in link))
    for told in (NUMBER, *PARTIES, "Berlaku", short_date(UNTIL)):
        assert told in shown.text, told
    assert visitor.get(next(link for link in shown.links if "/lampiran/" in link)).status == 200
    assert set(waiting(running_copy, agreement)) == {"90d", "30d", "7d"}


def waiting(trial: Trial, agreement: int) -> dict[str, date]:
    """The days on which something will be said, by occasion."""
    found = in_database(
        trial,
        "SELECT occasion, (due_at AT TIME ZONE 'Asia/Jakarta')::date FROM activity_due"
        " WHERE kind = 'stakeholders.agreement_ending' AND target_id = %s AND done_at IS NULL",
        agreement,
    )
    return dict(found)


def test_its_end_is_told_90_30_and_7_days_before_once_each_to_those_who_can_renew_it(
    agreement: int, staff: Walker, running_copy: Trial
) -> None:
    assert waiting(running_copy, agreement) == {f"{n}d": UNTIL - timedelta(days=n) for n in (90, 30, 7)}
    for told, occasion in enumerate(("90d", "30d", "7d"), start=1):
        fall_due(running_copy, "stakeholders.agreement_ending", agreement, occasion)
        assert wait_until(partial(have_heard, running_copy, told), SOON, pause=0.3), heard(running_copy)
    time.sleep(A_WHILE)
    assert have_heard(running_copy, 3), heard(running_copy)
    assert [email for email in HEAR_NOT if notices(running_copy, email)] == []

    letter = notices(running_copy, MANAGER)[-1]
    assert str(letter["Subject"]) == f"Segera berakhir: {TITLE}, {short_date(UNTIL)}"
    text = text_of(letter)
    assert f"Kerja sama {TITLE} berakhir {short_date(UNTIL)}." in text
    assert f"Nota kesepahaman (MoU) {NUMBER}" in text
    assert "Perpanjang atau siapkan penutupannya bersama para pihak." in text
    staff.page.goto(link_in(letter, "direktori"))
    expect(staff.page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_after_its_last_day_it_is_in_force_no_longer(agreement: int, running_copy: Trial) -> None:
    in_database(
        running_copy,
        "UPDATE stakeholders_agreement SET signed_on = signed_on - 200, from_on = from_on - 200, until_on = %s"
        " WHERE id = %s",
        *(today(), agreement),
    )
    visitor = Visitor(running_copy.address)
    assert TITLE in visitor.get(LIST).text  # the last day counts
    in_database(running_copy, "UPDATE stakeholders_agreement SET until_on = until_on - 1 WHERE id = %s", agreement)
    assert TITLE not in visitor.get(LIST).text
    assert TITLE not in visitor.get(f"{LIST}?status=ends_soon").text
    ended = visitor.get(f"{LIST}?status=ended")
    assert TITLE in ended.text
    page = visitor.get(next(link for link in ended.links if f"{LIST}{agreement}-" in link))
    assert "Sudah berakhir" in page.text


def test_a_next_step_reminds_its_owner_on_its_day_and_nobody_else(staff: Walker, running_copy: Trial) -> None:
    page = staff.page
    page.goto("/direktori/?q=Wastu")
    page.get_by_role("link", name=FIRM).click()
    page.get_by_role("link", name="Tulis catatan").click()
    page.get_by_label("Telepon").check()
    page.get_by_label("Ringkasan").fill("Perusahaan setuju memperpanjang, menunggu rancangan.")
    page.get_by_label("Langkah berikutnya").fill(STEP)
    page.get_by_label("Dikerjakan oleh").select_option(label="Hendra Wijanarko")
    page.get_by_label("Tenggat").fill((today() + timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("main")).to_contain_text(STEP)

    ((entry, due),) = in_database(
        running_copy,
        "SELECT d.target_id, (d.due_at AT TIME ZONE 'Asia/Jakarta')::date FROM activity_due d"
        " JOIN stakeholders_engagement e ON e.id = d.target_id"
        " WHERE d.kind = 'stakeholders.next_step_due' AND e.next_step = %s",
        STEP,
    )
    assert due == today() + timedelta(days=3)
    fall_due(running_copy, "stakeholders.next_step_due", entry, "day")
    letter = next_mail(running_copy, LEADER, 0, f"Langkah berikutnya: {FIRM}")
    assert f"Waktunya langkah berikutnya dengan {FIRM}." in text_of(letter)
    assert STEP in text_of(letter)
    time.sleep(A_WHILE)
    for email in (STAFF, LEADER, MANAGER):
        told = [mail for mail in mails(running_copy, email) if "Langkah berikutnya" in str(mail["Subject"])]
        assert len(told) == (email == LEADER), email
    page.goto(link_in(letter, "direktori"))
    expect(page.get_by_role("main")).to_contain_text(STEP)
    outside = Visitor(running_copy.address)
    assert STEP not in outside.get(link_in(letter, "direktori")).text
