"""The steps of docs/panduan/ on projects, meetings, the forum and one's account, walked as they are written there."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from commons.calendar import today
from running.trial import Trial
from tests.walks.guide import DESK, Someone, someone
from tests.walks.walker import in_database, link_in, mails, next_mail, text_of

__all__ = ["someone"]
NEWCOMER, NEIGHBOUR = "wati@contoh.example", "rohani@contoh.example"
PARTNER, STAFF = "bayu@contoh.example", "yuli@contoh.example"
TITLE = "Sumur pantau RW 06"
MEETING, QUESTION = "Rapat sumur pantau", "Lampu jalan Gang Delima mati"


@pytest.fixture(scope="module")
def project(someone: Someone, running_copy: Trial) -> int:
    """What the guide for staff makes; the guide for partners goes on with it."""
    in_database(running_copy, "UPDATE accounts_user SET zone = 'Asia/Jakarta' WHERE email = %s", STAFF)
    staff = someone(STAFF, width=DESK)
    page = staff.page
    page.goto("/proyek/")
    page.get_by_role("link", name="Buka proyek").first.click()
    page.get_by_label("Judul").fill(TITLE)
    page.get_by_label("Ringkasan").fill("Mencatat muka air tanah setiap pekan di enam titik.")
    staff.picture("staf-buka-proyek")
    page.get_by_label("Penanggung jawab").select_option(label="Kelurahan Tanjung Barat (contoh)")
    page.get_by_role("button", name="Buka proyek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("link", name="Mitra dan tim").click()
    page.get_by_role("link", name="Undang mitra").click()
    page.get_by_label("Organisasi").select_option(label="PT Wastu Tirta Lestari")
    page.get_by_label("Apa yang diharapkan?").fill("Alat ukur muka air dan dua teknisi")
    staff.picture("staf-undang-mitra")
    page.get_by_role("button", name="Kirim undangan").click()
    expect(page.get_by_role("status").first).to_contain_text("Undangan dikirim kepada PT Wastu Tirta Lestari.")
    staff.picture("staf-tim", toast=True)
    return int(in_database(running_copy, "SELECT id FROM projects_project WHERE title = %s", TITLE)[0][0])


def test_staff_open_a_project_and_invite_a_partner(project: int) -> None:
    assert project


def test_staff_move_a_project_to_its_next_stage(someone: Someone, project: int) -> None:
    staff = someone(STAFF, width=DESK)
    staff.page.goto(f"/proyek/{project}/")
    staff.page.get_by_role("link", name="Ubah tahap").click()
    staff.picture("staf-tahap")


def test_staff_begin_the_day_at_the_desk(someone: Someone) -> None:
    staff = someone(STAFF, width=DESK)
    staff.page.goto("/")
    expect(staff.page.get_by_role("heading", level=1)).to_contain_text("Meja Kerja")
    staff.picture("staf-meja")


def test_staff_call_a_meeting(someone: Someone, project: int) -> None:
    staff = someone(STAFF, width=DESK)
    page = staff.page
    page.goto(f"/proyek/{project}/")
    page.get_by_role("link", name="Jadwalkan rapat").click()
    page.get_by_label("Nama rapat").fill(MEETING)
    page.get_by_label("Tanggal").fill((today() + timedelta(days=9)).isoformat())
    page.get_by_label("Mulai").fill("19.30")
    page.get_by_label("Selesai").fill("21.00")
    page.get_by_label("Tempat (boleh kosong)").fill("Balai RW 06")
    page.get_by_label("Susunan acara").fill("1. Hasil enam titik\n2. Jadwal bulan depan")
    staff.picture("staf-rapat")
    page.get_by_role("checkbox", name="PT Wastu Tirta Lestari").check()
    page.get_by_role("button", name="Jadwalkan dan kirim undangan").click()
    page.wait_for_load_state()
    if page.locator("#tanggal").count():  # that day is a holiday: it is shown first
        page.get_by_role("button", name="dan undang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(MEETING)
    staff.picture("staf-rapat-jadi", toast=True)


def test_a_partner_answers_the_invitation_from_the_mail(someone: Someone, project: int, running_copy: Trial) -> None:
    partner = someone()
    letter = next_mail(running_copy, PARTNER, 0, f"Undangan bermitra: {TITLE}")
    page = partner.page
    page.goto(link_in(letter, "aksi"))
    partner.picture("mitra-undangan")
    page.get_by_role("link", name="Atau masuk ke akun Anda").click()
    partner.sign_in_by_code(PARTNER)
    page.wait_for_url("**/aksi/**")
    page.get_by_label("Terima").check()
    partner.picture("mitra-jawab")
    page.get_by_role("button", name="Jawab undangan").click()
    expect(page.get_by_role("main")).to_contain_text("Jawaban Anda tersimpan.")


def test_a_partner_tells_how_it_goes_in_three_taps(someone: Someone, project: int, running_copy: Trial) -> None:
    in_database(running_copy, "UPDATE accounts_user SET zone = 'Asia/Jakarta'")  # the letters of the day have left
    partner = someone(PARTNER)
    page = partner.page
    page.goto(f"/proyek/{project}/")
    partner.picture("mitra-proyek")
    page.get_by_role("link", name="Perbarui status").click()
    page.locator(".choice", has_text="Sesuai rencana").click()
    partner.picture("mitra-perbarui")
    page.get_by_role("button", name="Kirim sebagai PT Wastu Tirta Lestari").click()
    expect(page.get_by_role("status").first).to_contain_text("Kabar terkirim.")
    page.get_by_role("link", name="Buka proyek").click()
    partner.see("section:has(.timeline)")
    partner.picture("mitra-kabar")


def test_a_partner_answers_a_meeting_from_the_mail(someone: Someone, project: int, running_copy: Trial) -> None:
    partner = someone()
    partner.page.goto(link_in(next_mail(running_copy, PARTNER, 0, f"Undangan: {MEETING}"), "aksi"))
    partner.picture("mitra-rapat")
    partner.page.get_by_role("button", name="Akan hadir").click()
    expect(partner.page.get_by_role("main")).to_contain_text("Jawaban tersimpan")


def test_a_neighbour_makes_an_account(someone: Someone, running_copy: Trial) -> None:
    newcomer = someone()
    page = newcomer.page
    page.goto("/")
    newcomer.picture("warga-beranda")
    page.goto("/daftar/")
    page.get_by_label("Nama").fill("Wati Handayani")
    page.get_by_label("Surel").fill(NEWCOMER)
    newcomer.picture("warga-daftar")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Daftar", exact=True).click()
    letter = next_mail(running_copy, NEWCOMER, 0)
    newcomer.picture("warga-kode")
    code = re.search(r"\b\d{6}\b", text_of(letter))
    assert code
    page.get_by_label("Kode").fill(code[0])
    page.get_by_label("Kode").press("Enter")
    page.wait_for_url("**/")
    expect(page.get_by_role("main")).to_be_visible()
    assert page.context.cookies()


def test_a_neighbour_signs_in_with_a_code(someone: Someone, running_copy: Trial) -> None:
    neighbour = someone()
    neighbour.page.goto("/masuk/")
    neighbour.picture("warga-masuk")
    neighbour.sign_in_by_code(NEIGHBOUR)
    neighbour.page.wait_for_url("**/")
    assert mails(running_copy, NEIGHBOUR)


def test_a_neighbour_looks_around_and_follows_a_project(someone: Someone) -> None:
    neighbour = someone(NEIGHBOUR)
    page = neighbour.page
    page.goto("/direktori/")
    neighbour.picture("warga-direktori")
    page.goto("/proyek/")
    neighbour.picture("warga-proyek")
    page.get_by_role("link", name="Seratus sumur resapan").first.click()
    page.get_by_role("button", name="Ikuti").first.click()
    neighbour.picture("warga-ikuti")


def test_a_neighbour_asks_in_the_forum(someone: Someone) -> None:
    neighbour = someone(NEIGHBOUR)
    page = neighbour.page
    page.goto("/forum/")
    neighbour.picture("warga-forum")
    page.get_by_role("link", name="Buat topik").first.click()
    page.get_by_label("Judul").fill(QUESTION)
    page.get_by_role("textbox", name="Tulisan").fill("Lampu di tikungan mati sejak Senin. Siapa yang mengurusnya?")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    neighbour.picture("warga-topik")


def test_a_neighbour_looks_for_a_meeting_and_searches(someone: Someone, project: int) -> None:
    neighbour = someone(NEIGHBOUR)
    page = neighbour.page
    page.goto("/agenda/")
    neighbour.picture("warga-agenda")
    page.get_by_role("link", name=MEETING).first.click()
    neighbour.picture("warga-rapat")
    page.goto("/cari/?q=sumur")
    neighbour.picture("warga-cari")


def test_a_neighbour_reads_the_inbox_and_chooses_how_to_hear(someone: Someone) -> None:
    neighbour = someone(NEIGHBOUR)
    neighbour.page.goto("/kotak-masuk/")
    neighbour.picture("warga-kotak-masuk")
    neighbour.page.goto("/akun/pemberitahuan/")
    neighbour.see("#rangkuman")
    neighbour.picture("warga-rangkuman")
