"""Silence becomes visible, a reminder leads to an update in three taps, and what two misses mean is told."""

import re
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Locator, expect

from running.trial import Trial
from running.visitor import Visitor
from tests.walks.walker import Walker, in_database, mails, next_mail, text_of

PARTNER, COORDINATOR, STAFF = "agus@contoh.example", "sarpani@contoh.example", "yuli@contoh.example"
TITLE = "Bank sampah di setiap RW"
NOTE = "Kelas foto sudah berjalan, tinggal satu pertemuan."


@pytest.fixture(scope="module")
def project(running_copy: Trial) -> int:
    return int(in_database(running_copy, "SELECT id FROM projects_project WHERE title = %s", TITLE)[0][0])


class Phone(Walker):
    """A narrow screen whose owner taps, and counts."""

    def __init__(self, browser: Browser, trial: Trial) -> None:
        super().__init__(browser, trial, width=360, has_touch=True)
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def open_mail(self, letter: EmailMessage) -> None:
        """Its HTML, as a program for mail shows it."""
        part = letter.get_body(("html",))
        assert part is not None
        self.page.goto("about:blank")
        self.page.set_content(part.get_content())
        self.taps = 0


@pytest.fixture
def phone(browser: Browser, running_copy: Trial) -> Iterator[Phone]:
    walker = Phone(browser, running_copy)
    yield walker
    assert walker.complaints == []


def fall_silent(trial: Trial, project: int) -> None:
    """Its rhythm has passed: what waits is moved, never the code's clock."""
    in_database(
        trial, "UPDATE projects_project SET next_update_at = now() - interval '1 minute' WHERE id = %s", project
    )


def fall_due(trial: Trial, project: int, kind: str) -> None:
    moved = in_database(
        trial,
        "UPDATE activity_due SET due_at = now() - interval '1 minute'"
        " WHERE kind = %s AND target_id = %s AND done_at IS NULL RETURNING id",
        *(kind, project),
    )
    assert len(moved) == 1, kind


def reminded(trial: Trial, project: int) -> EmailMessage:
    before = len(mails(trial, PARTNER))
    fall_silent(trial, project)
    fall_due(trial, project, "projects.update_due")
    return next_mail(trial, PARTNER, before, f"Perbarui status {TITLE}")


def updates(trial: Trial, project: int) -> list[tuple[str, bool]]:
    return in_database(
        trial,
        "SELECT u.condition, u.is_no_change FROM projects_statusupdate u JOIN accounts_user p ON p.id = u.author_id"
        " WHERE u.project_id = %s AND p.email = %s AND u.created_at > now() - interval '10 minutes' ORDER BY u.number",
        *(project, PARTNER),
    )


def test_three_taps_lead_from_the_opened_mail_to_what_was_sent(project: int, phone: Phone, running_copy: Trial) -> None:
    letter, page = reminded(running_copy, project), phone.page
    silent = Visitor(running_copy.address).get(f"/proyek/{project}/")
    assert "Yang menjaga kabar proyek ini: Sarpani." in silent.text
    phone.open_mail(letter)
    phone.tap(page.get_by_role("link", name="Perbarui status"))
    assert updates(running_copy, project) == []
    phone.tap(page.locator(".choice", has_text="Tidak ada perubahan"))
    phone.tap(page.get_by_role("button", name="Kirim"))
    expect(page.get_by_role("main")).to_contain_text("Kabar terkirim.")
    assert phone.taps == 3
    assert updates(running_copy, project) == [("on_track", True)]
    assert "Yang menjaga kabar proyek ini" not in Visitor(running_copy.address).get(f"/proyek/{project}/").text
    undo = next_mail(running_copy, PARTNER, 0, "Tercatat: Perbarui status")
    assert "Bukan saya" in text_of(undo)


def test_a_line_that_is_cut_loses_nothing_and_sends_nothing_twice(
    project: int, phone: Phone, running_copy: Trial
) -> None:
    letter, page = reminded(running_copy, project), phone.page
    before = len(updates(running_copy, project))
    phone.open_mail(letter)
    phone.tap(page.get_by_role("link", name="Perbarui status"))
    phone.tap(page.locator(".choice", has_text="Sesuai rencana"))
    page.get_by_label("Catatan").fill(NOTE)
    page.wait_for_timeout(1500)  # a second after the last key the phone keeps it
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim").tap()
    expect(page.get_by_text("Tidak ada sinyal.")).to_be_visible()
    expect(page.get_by_label("Catatan")).to_have_value(NOTE)
    assert len(updates(running_copy, project)) == before

    page.context.set_offline(False)
    page.reload()  # the phone was put away, and the page opened again
    page.get_by_role("link", name=re.compile("Lanjutkan")).or_(
        page.get_by_role("button", name=re.compile("Lanjutkan"))
    ).first.tap()
    expect(page.get_by_label("Catatan")).to_have_value(NOTE)
    expect(page.get_by_label("Sesuai rencana")).to_be_checked()
    page.get_by_role("button", name="Kirim").tap()
    expect(page.get_by_role("main")).to_contain_text("Kabar terkirim.")
    assert len(updates(running_copy, project)) == before + 1
    assert NOTE in Visitor(running_copy.address).get(f"/proyek/{project}/").text


def test_after_two_misses_the_coordinator_and_the_office_hear_of_the_silence(project: int, running_copy: Trial) -> None:
    before = {email: len(mails(running_copy, email)) for email in (COORDINATOR, STAFF)}
    fall_silent(running_copy, project)
    fall_due(running_copy, project, "projects.stale")
    for email, seen in before.items():
        letter = next_mail(running_copy, email, seen, f"{TITLE} belum diperbarui")
        assert "Yang menjaga kabarnya: Sarpani." in text_of(letter)
