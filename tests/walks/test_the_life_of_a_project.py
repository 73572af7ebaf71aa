"""A project from its proposal to the archive, through every stage, by four people who each do their part."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from running.processes import wait_until
from running.trial import Trial
from tests.walks.walker import SOON, Walker, in_database, link_in, next_mail, text_of, walking

PROPOSER, STAFF, LEADER, RESIDENT = (f"{name}@contoh.example" for name in ("bayu", "yuli", "hendra", "rohani"))
FIRM = "PT Wastu Tirta Lestari"
TITLE = "Keran air minum di taman RW 04"
RESULT = "Empat keran terpasang dan diuji setiap pekan."


@pytest.fixture(scope="module")
def proposer(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, PROPOSER, width=360)


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, STAFF, width=1280)


@pytest.fixture(scope="module")
def leader(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, LEADER, width=1280)


@pytest.fixture(scope="module")
def resident(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    """Who has not signed in: what she reads, everybody reads."""
    yield from walking(browser, running_copy, width=360)


@pytest.fixture(scope="module")
def project(proposer: Walker, running_copy: Trial) -> str:
    """The path of the project, proposed in four steps on a phone."""
    page = proposer.page
    page.goto("/proyek/")
    page.get_by_role("link", name="Usulkan proyek").click()
    page.get_by_label("Judul").fill(TITLE)
    page.get_by_label("Apa yang ingin dikerjakan").fill(
        "Anak-anak membeli air kemasan karena tidak ada keran di taman."
    )
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Penanggung jawab").select_option(label=FIRM)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Perkiraan biaya").fill("24 jt")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("main")).to_contain_text("24.000.000")
    page.get_by_role("button", name="Kirim usulan").click()
    expect(page.get_by_role("main")).to_contain_text("menjawab paling lambat")
    number = page.url.rstrip("/").rpartition("/")[2]
    return f"/proyek/{number}/"


def stage(page: Page, project: str, name: str) -> None:
    """What the project's page says of where it is."""
    page.goto(project)
    expect(page.locator(".item-header")).to_contain_text(name)


def decide(page: Page, button: str) -> None:
    page.goto("/persetujuan/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name=button).click()


def go_on(page: Page, project: str, name: str, reason: str) -> None:
    page.goto(f"{project}tahap/")
    page.get_by_label(name).check()
    page.get_by_label("Alasan perubahan").fill(reason)
    page.get_by_role("button", name="Ubah tahap").click()
    expect(page.locator(".item-header")).to_contain_text(name)


def say_it_is_done(page: Page, project: str) -> None:
    page.goto(f"{project}selesai/")
    page.get_by_label("Apa buktinya").fill("Berita acara uji air dan foto keempat keran.")
    page.get_by_label("Apa hasilnya?").fill(RESULT)
    page.get_by_label("Berapa biayanya?").fill("23.400.000")
    page.get_by_role("button", name="Usulkan selesai").click()
    expect(page.get_by_role("main")).to_contain_text("dianggap dikonfirmasi")


def test_nobody_else_sees_it_until_staff_begin_the_review_and_the_leader_approves(
    project: str, proposer: Walker, staff: Walker, leader: Walker, resident: Walker, running_copy: Trial
) -> None:
    received = next_mail(running_copy, PROPOSER, 0, f"Kami terima: usulan {TITLE}")
    assert "USL-" in text_of(received)
    assert resident.page.request.get(project).status == 404
    decide(staff.page, "Mulai telaah")
    stage(resident.page, project, "Ditelaah")
    decide(leader.page, "Setujui")
    stage(resident.page, project, "Disetujui")
    approved = next_mail(running_copy, PROPOSER, 0, f"Disetujui: {TITLE}")
    proposer.page.goto(link_in(approved, "proyek"))
    expect(proposer.page.get_by_role("main")).to_contain_text("Hendra Wijanarko")


def test_it_runs_pauses_with_a_reason_and_runs_again(project: str, proposer: Walker, resident: Walker) -> None:
    go_on(proposer.page, project, "Berjalan", "Pipa dan keran sudah datang.")
    go_on(proposer.page, project, "Tertunda", "Menunggu izin galian.")
    go_on(proposer.page, project, "Berjalan", "Izin galian sudah terbit.")
    resident.page.goto(f"{project}riwayat/")
    expect(resident.page.get_by_role("main")).to_contain_text("Menunggu izin galian.")


def test_it_is_done_when_the_kelurahan_confirms_from_the_mail(
    project: str, proposer: Walker, staff: Walker, resident: Walker, running_copy: Trial
) -> None:
    say_it_is_done(proposer.page, project)
    asked = next_mail(running_copy, STAFF, 0, f"Mohon konfirmasi: {TITLE}")
    staff.page.goto(link_in(asked, "proyek"))
    staff.page.get_by_role("button", name="Konfirmasi selesai").click()
    stage(resident.page, project, "Selesai")
    expect(resident.page.get_by_role("main")).to_contain_text(RESULT)
    expect(resident.page.get_by_role("main")).to_contain_text("Yuliana Sari")


def test_opened_again_it_is_done_by_silence_and_ends_in_the_archive(
    project: str, proposer: Walker, staff: Walker, resident: Walker, running_copy: Trial
) -> None:
    page = proposer.page
    page.goto(f"{project}buka-lagi/")
    page.get_by_label("Mengapa dibuka lagi?").fill("Satu keran bocor.")
    page.get_by_role("button", name="Buka lagi").click()
    expect(page.locator(".item-header")).to_contain_text("Berjalan")
    say_it_is_done(page, project)
    in_database(
        running_copy,
        "UPDATE activity_due SET due_at = now() WHERE kind = 'projects.completion_silent' AND done_at IS NULL",
    )

    def is_done() -> bool:
        return "tidak ada keberatan" in resident.page.request.get(project).text()

    assert wait_until(is_done, SOON, pause=1)
    number = project.split("/")[2]
    in_database(
        running_copy, f"UPDATE projects_project SET stage_since = now() - interval '15 days' WHERE id = {number}"
    )
    staff.page.goto(project)
    staff.page.get_by_role("link", name="Arsipkan").click()
    staff.page.get_by_role("button", name="Arsipkan").click()
    expect(staff.page.get_by_role("main")).to_contain_text("hanya dapat dibaca")
    resident.page.goto("/proyek/?tahap=arsip")
    expect(resident.page.get_by_role("main")).to_contain_text(TITLE)
    assert page.request.get(f"{project}perbarui/").status == 403
