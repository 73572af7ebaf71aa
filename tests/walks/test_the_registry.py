"""An organisation comes into the registry, and people into it: from phones, from mails, and at the counter."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from running.trial import Trial
from running.visitor import Visitor
from tests.walks.walker import Walker, in_database, link_in, mails, next_mail, text_of, walking

STAFF, APPLICANT = "yuli@contoh.example", "rohani@contoh.example"
ASKED, OTHER = "lestari@contoh.example", "fajar@contoh.example"
NAME = "Sanggar Lukis Melati"
RETURNED = f"Perbaiki pendaftaran {NAME}"
MISSING = "Sebutkan jadwal latihan dan siapa pelatihnya."


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, STAFF, width=1280)


@pytest.fixture(scope="module")
def applicant(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, APPLICANT, width=360)


@pytest.fixture(scope="module")
def other(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, OTHER, width=360)


@pytest.fixture(scope="module")
def registered(applicant: Walker, running_copy: Trial) -> str:
    """The path of the organisation that the applicant sent in, in two steps on a phone."""
    page = applicant.page
    page.goto("/direktori/daftar/")
    page.get_by_label("Nama organisasi").fill(NAME)
    page.get_by_label("Masyarakat").check()
    fits(page)
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.goto("/")  # called away: the first step waits as a draft
    page.goto("/direktori/daftar/keterangan/")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.get_by_role("textbox", name="Tentang").fill("Latihan lukis untuk anak-anak.")
    fits(page)
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.get_by_role("main")).to_contain_text("Belum diverifikasi kelurahan")
    fits(page)
    return page.url.removeprefix(running_copy.address)


def fits(page: Page) -> None:
    """Nothing is to be pushed sideways on a phone 360 px wide."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url


def managers(trial: Trial) -> list[str]:
    """The addresses of those who manage it now."""
    found = in_database(
        trial,
        "SELECT u.email FROM stakeholders_membership m JOIN accounts_user u ON u.id = m.person_id"
        " JOIN stakeholders_organisation o ON o.id = m.organisation_id"
        " WHERE o.name = %s AND m.until_on IS NULL AND m.role = 'manager' ORDER BY 1",
        NAME,
    )
    return [email for (email,) in found]


def test_it_is_returned_with_what_is_missing_mended_and_verified(
    registered: str, applicant: Walker, staff: Walker, running_copy: Trial
) -> None:
    desk = staff.page
    desk.goto("/persetujuan/")
    desk.get_by_role("link", name=NAME).click()
    desk.get_by_role("link", name="Kembalikan").click()
    desk.get_by_label("Apa yang perlu diperbaiki?").fill(MISSING)
    desk.get_by_role("button", name="Kembalikan").click()
    expect(desk.get_by_role("main")).to_contain_text("Dikembalikan")

    assert next_mail(running_copy, APPLICANT, 0, f"Kami terima: pendaftaran {NAME}")
    letter = next_mail(running_copy, APPLICANT, 0, RETURNED)
    assert MISSING in text_of(letter)
    page = applicant.page
    page.goto(link_in(letter, "direktori"))
    expect(page.get_by_role("main")).to_contain_text(MISSING)
    fits(page)
    page.get_by_role("link", name="Perbaiki dan kirim lagi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ubah keterangan organisasi")
    fits(page)
    page.get_by_role("textbox", name="Tentang").fill("Latihan lukis untuk anak-anak, Sabtu pukul 9, dilatih Bu Rohani.")
    page.get_by_role("button", name="Kirim lagi").click()

    desk.goto("/persetujuan/")
    desk.get_by_role("link", name=NAME).click()
    expect(desk.get_by_role("main")).to_contain_text("Sabtu pukul 9")
    desk.get_by_role("button", name="Verifikasi").click()
    expect(desk.get_by_role("main")).to_contain_text("Disetujui")
    page.goto(link_in(next_mail(running_copy, APPLICANT, 0, f"{NAME} sudah terverifikasi"), "direktori"))
    expect(page.get_by_role("main")).to_contain_text("Terverifikasi")
    assert NAME in Visitor(running_copy.address).get(f"/direktori/?q={quote(NAME)}").text


def test_two_are_invited_a_wrong_account_gives_nothing_and_the_last_manager_stays(
    registered: str, applicant: Walker, other: Walker, browser: Browser, running_copy: Trial
) -> None:
    page = applicant.page
    people = f"/direktori/{registered.split('/')[2].partition('-')[0]}/anggota/"
    page.goto(f"{people}undang/")
    page.get_by_role("textbox", name="Surel").fill(f"{ASKED}\n{OTHER}")
    page.get_by_role("button", name="Kirim undangan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Perwakilan")

    invitation = next_mail(running_copy, ASKED, 0, NAME)
    other.page.goto(link_in(invitation, "undangan"))
    expect(other.page.get_by_role("main")).to_contain_text("Anda sedang masuk dengan akun lain")
    assert managers(running_copy) == [APPLICANT]

    asked = Walker(browser, running_copy, width=360)
    asked.page.goto(link_in(invitation, "undangan"))
    before = len(mails(running_copy, ASKED))
    asked.page.get_by_role("button", name="Masuk dengan kode").click()
    asked.enter_code(ASKED, before)
    asked.page.get_by_role("button", name="Terima").click()
    page.goto(people)
    expect(page.get_by_role("list").filter(has_text="Lestari").first).to_be_visible()

    asked.page.goto(people)
    asked.page.get_by_role("link", name="Berhenti mewakili").click()
    asked.page.get_by_role("button", name="Berhenti mewakili").click()
    assert asked.page.request.get(people).status in (403, 404)  # at once
    assert "Undangan ini tidak berlaku lagi" in asked.page.request.get(link_in(invitation, "undangan")).text()

    page.goto(people)
    page.get_by_role("link", name="Berhenti mewakili").click()
    expect(page.get_by_role("main")).to_contain_text("Organisasi terverifikasi harus punya pengelola")
    assert managers(running_copy) == [APPLICANT]
    assert asked.complaints == []


def test_with_somebody_else_there_the_last_manager_hands_over_or_stays(
    registered: str, applicant: Walker, other: Walker, running_copy: Trial
) -> None:
    people = f"/direktori/{registered.split('/')[2].partition('-')[0]}/anggota/"
    other.page.goto(link_in(next_mail(running_copy, OTHER, 0, NAME), "undangan"))
    other.page.get_by_role("button", name="Terima").click()
    page = applicant.page
    page.goto(people)
    page.locator("a", has_text="Ubah peran: Rohani").click()
    page.get_by_label("Peran").select_option(label="Perwakilan")
    page.get_by_role("button", name="Simpan").click()
    assert managers(running_copy) == [APPLICANT]
    expect(page.get_by_text("Jadikan orang lain pengelola dulu")).to_be_visible()
    applicant.complaints[:] = [said for said in applicant.complaints if "status of 403" not in said]  # refused
    page.goto(people)
    page.get_by_role("link", name="Berhenti mewakili").click()
    page.get_by_label("Fajar Nurrohman").check()
    page.get_by_role("button", name="Berhenti mewakili").click()
    other.page.goto(people)
    expect(other.page.get_by_role("link", name="Undang perwakilan")).to_be_visible()
    assert managers(running_copy) == [OTHER]


def test_somebody_without_mail_signs_in_with_the_slip_from_the_counter_once(
    staff: Walker, browser: Browser, running_copy: Trial
) -> None:
    desk = staff.page
    desk.goto("/loket/")
    desk.get_by_role("link", name="Buka akun").first.click()
    desk.get_by_label("Nama lengkap").fill("Kakek Wiryo")
    desk.get_by_label("Nomor ponsel").fill("0812-9000-4321")
    desk.get_by_label("Kebijakan privasi sudah dibaca").check()
    desk.get_by_role("button", name="Buka akun").click()
    expect(desk.get_by_role("main")).to_contain_text("Dibantu petugas")
    desk.get_by_role("link", name="Cetak slip").click()
    desk.get_by_role("button", name="Tampilkan slip").click()
    code = desk.locator(".stat dd").inner_text()

    for works in (True, False):
        guest = Walker(browser, running_copy, width=360)
        guest.page.goto("/masuk/ponsel/")
        guest.page.get_by_label("Nomor ponsel").fill("081290004321")
        guest.page.get_by_label("Kode").fill(code)
        guest.page.get_by_role("button", name="Masuk", exact=True).click()
        signed_in = guest.page.get_by_role("link", name="Keluar").or_(guest.page.get_by_role("button", name="Keluar"))
        if works:
            expect(guest.page).to_have_url(f"{running_copy.address}/akun/cara-masuk/")
            expect(guest.page.get_by_role("link", name="Buat kata sandi")).to_be_visible()
            fits(guest.page)
        else:
            expect(signed_in).to_have_count(0)
            expect(guest.page).to_have_url(f"{running_copy.address}/masuk/ponsel/")
