"""The steps of docs/panduan/ on organisations, their people and what the office keeps of them, walked as they are
written there."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from commons.calendar import today
from running.trial import Trial
from tests.commons.pictures import pdf
from tests.stakeholders.files import HEADINGS, as_csv, row
from tests.walks.guide import DESK, Guide, Someone, someone
from tests.walks.walker import SOON, in_database

__all__ = ["someone"]
STAFF, APPLICANT, NEIGHBOUR = "yuli@contoh.example", "lestari@contoh.example", "fajar@contoh.example"
RESIDENT, CHAIR = "nabila@contoh.example", "sumi@contoh.example"
NAME, FIRM, CLUB = "Sanggar Tari Cendana", "PT Wastu Tirta Lestari", "Karang Taruna Tunas Barat"
MISSING = "Sebutkan jadwal latihan dan siapa pelatihnya."
PHONE_NUMBER = "0812-9000-1234"


@pytest.fixture(scope="module")
def staff(someone: Someone, running_copy: Trial) -> Guide:
    in_database(running_copy, "UPDATE accounts_user SET zone = 'Asia/Jakarta' WHERE email = %s", STAFF)
    return someone(STAFF, width=DESK)


@pytest.fixture(scope="module")
def applicant(someone: Someone) -> Guide:
    return someone(APPLICANT)


@pytest.fixture(scope="module")
def registered(applicant: Guide, running_copy: Trial) -> str:
    """The organisation of the guide for partners; its short address."""
    page = applicant.page
    page.goto("/direktori/")
    page.get_by_role("link", name="Daftarkan organisasi").first.click()
    page.get_by_label("Nama organisasi").fill(NAME)
    page.get_by_label("Masyarakat").check()
    applicant.picture("mitra-daftar")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("textbox", name="Tentang").fill("Latihan tari untuk anak-anak.")
    applicant.picture("mitra-daftar-isi")
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.get_by_role("main")).to_contain_text("Belum diverifikasi kelurahan")
    return f"/direktori/{number_of(running_copy, NAME)}/"


@pytest.fixture(scope="module")
def verified(registered: str, applicant: Guide, staff: Guide) -> str:
    """Returned once, mended, and verified."""
    desk, page = staff.page, applicant.page
    desk.goto("/persetujuan/")
    desk.get_by_role("link", name=NAME).click()
    staff.picture("staf-putusan")
    desk.get_by_role("link", name="Kembalikan").click()
    desk.get_by_label("Apa yang perlu diperbaiki?").fill(MISSING)
    desk.get_by_role("button", name="Kembalikan").click()
    page.goto(registered)
    applicant.picture("mitra-perbaiki")
    page.get_by_role("link", name="Perbaiki dan kirim lagi").click()
    page.get_by_role("textbox", name="Tentang").fill("Latihan tari untuk anak-anak, Sabtu pukul 9, oleh Bu Rohani.")
    page.get_by_role("button", name="Kirim lagi").click()
    desk.goto("/persetujuan/")
    desk.get_by_role("link", name=NAME).click()
    desk.get_by_role("button", name="Verifikasi").click()
    expect(desk.get_by_role("main")).to_contain_text("Disetujui")
    return registered


def number_of(trial: Trial, name: str) -> int:
    return int(in_database(trial, "SELECT id FROM stakeholders_organisation WHERE name = %s", name)[0][0])


def test_an_organisation_registers_mends_and_is_verified(verified: str, applicant: Guide) -> None:
    applicant.page.goto(verified)
    expect(applicant.page.get_by_role("main")).to_contain_text("Terverifikasi")


def test_a_manager_invites_a_list_sends_again_and_cancels(verified: str, applicant: Guide) -> None:
    page = applicant.page
    page.goto(verified)
    page.get_by_role("link", name="Perwakilan").click()
    page.get_by_role("link", name="Undang perwakilan").click()
    page.get_by_role("textbox", name="Surel").fill("wati@contoh.example\nrina@contoh.example\nbeni@contoh.example")
    applicant.picture("mitra-undang")
    page.get_by_role("button", name="Kirim undangan").click()
    page.locator("a", has_text="Kirim ulang: wati@contoh.example").click()
    page.get_by_role("button", name="Kirim ulang").click()
    page.locator("a", has_text="Batalkan: beni@contoh.example").click()
    page.get_by_role("button", name="Batalkan undangan").click()
    applicant.picture("mitra-perwakilan")


def test_somebody_asks_to_join_and_a_manager_answers_then_hands_over(
    verified: str, applicant: Guide, someone: Someone
) -> None:
    neighbour, page = someone(NEIGHBOUR), applicant.page
    neighbour.page.goto(verified)
    neighbour.page.get_by_role("link", name="Minta bergabung").click()
    neighbour.page.get_by_label("Perkenalkan diri Anda").fill("Saya melatih kelas remaja sejak Januari.")
    neighbour.picture("mitra-minta-bergabung")
    neighbour.page.get_by_role("button", name="Kirim permintaan").click()
    page.goto(f"{verified}anggota/")
    page.locator("a", has_text="Jawab: Fajar").click()
    page.get_by_label("Terima sebagai perwakilan").check()
    applicant.picture("mitra-jawab-bergabung")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.goto(f"{verified}anggota/")
    page.get_by_role("link", name="Berhenti mewakili").click()
    page.get_by_label("Fajar Nurrohman").check()
    applicant.picture("mitra-berhenti")


def test_a_manager_says_what_the_organisation_can_give(verified: str, applicant: Guide) -> None:
    page = applicant.page
    page.goto(verified)
    page.get_by_role("link", name="Kelola kemampuan").click()
    page.get_by_role("link", name="Tambah kemampuan").first.click()
    page.get_by_label("Tenaga").check()
    page.get_by_label("Apa", exact=True).fill("Penari untuk acara warga")
    page.get_by_label("Jumlah").fill("12")
    page.get_by_label("Satuan").fill("orang")
    page.get_by_role("button", name="Simpan").click()
    applicant.picture("mitra-kemampuan")


def test_staff_bring_in_a_table_and_undo_it(staff: Guide, folder: Path) -> None:
    page, table = staff.page, folder / "organisasi.csv"
    table.write_bytes(as_csv([HEADINGS, row("Bank Sampah Mawar", Wilayah="RW 999"), row("PKK RT 04", "Antariksa")]))
    page.goto("/direktori/")
    page.get_by_role("link", name="Impor dari berkas").click()
    staff.picture("staf-impor")
    page.get_by_label("Berkas").set_input_files(table)
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()
    expect(page.get_by_text("2 baris perlu diperbaiki")).to_be_visible(timeout=SOON * 1000)
    page.reload()  # the list is ready a moment after the preview
    staff.picture("staf-impor-salah")
    table.write_bytes(as_csv([HEADINGS, row("Bank Sampah Mawar", Wilayah="RW 03"), row("PKK RT 04")]))
    page.get_by_role("link", name="Unggah lagi").click()
    page.get_by_label("Berkas").set_input_files(table)
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()
    page.get_by_role("link", name="Impor 2 baris").click(timeout=SOON * 1000)
    page.get_by_role("button", name="Impor").click()
    expect(page.get_by_role("link", name="Urungkan impor")).to_be_visible()
    staff.picture("staf-impor-selesai")
    page.get_by_role("link", name="Urungkan impor").click()
    page.get_by_role("button", name="Urungkan impor").click()
    expect(page.get_by_text("Impor sudah diurungkan.")).to_be_visible()


def test_staff_record_an_agreement(staff: Guide) -> None:
    page = staff.page
    page.goto("/direktori/")
    page.get_by_role("link", name="Kerja sama yang berlaku").click()
    page.get_by_role("link", name="Catat kerja sama").click()
    page.get_by_label("Nota kesepahaman (MoU)").check()
    page.get_by_label("Judul").fill("Kampung bersih bersama")
    page.get_by_label("Nomor").fill("21/MoU/TB/2026")
    staff.top()
    staff.picture("staf-kerja-sama")
    page.get_by_role("textbox", name="Para pihak").fill(f"Kelurahan Tanjung Barat (contoh)\n{CLUB}")
    page.get_by_label("Ditandatangani").fill(later(-10).isoformat())
    page.get_by_label("Berlaku sampai").fill(later(355).isoformat())
    page.locator("input[type=file]").set_input_files(
        {"name": "naskah.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    page.get_by_role("button", name="Catat kerja sama").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kampung bersih bersama")
    staff.picture("staf-kerja-sama-jadi")


def later(days: int) -> date:
    return today() + timedelta(days=days)


def test_a_resident_asks_to_be_confirmed_and_the_chair_of_the_rw_answers(someone: Someone) -> None:
    resident, chair = someone(RESIDENT), someone(CHAIR)
    page = resident.page
    page.goto("/akun/")
    page.get_by_role("link", name="Domisili").click()
    page.get_by_label("RW").select_option(label="RW 05")
    resident.picture("warga-domisili")
    page.get_by_role("button", name="Minta konfirmasi").click()
    expect(page.get_by_role("main")).to_contain_text("Permintaan untuk RW 05 menunggu")
    page = chair.page
    page.goto("/akun/domisili/")
    page.get_by_role("link", name="Permintaan warga yang menunggu jawaban").click()
    page.get_by_role("link", name="Jawab").first.click()
    page.get_by_label("Ya, warga RW ini").check()
    chair.picture("mitra-domisili")
    page.get_by_role("button", name="Kirim jawaban").click()
    resident.page.goto("/akun/domisili/")
    expect(resident.page.get_by_role("main")).to_contain_text("Warga terverifikasi RW 05")


def test_staff_open_an_account_at_the_counter_and_its_owner_signs_in(staff: Guide, someone: Someone) -> None:
    page = staff.page
    page.goto("/loket/")
    page.get_by_role("link", name="Buka akun").first.click()
    page.get_by_label("Nama lengkap").fill("Nenek Sarmi")
    page.get_by_label("Nomor ponsel").fill(PHONE_NUMBER)
    page.get_by_label("Kebijakan privasi sudah dibaca").check()
    staff.top()
    staff.picture("staf-loket")
    page.get_by_role("button", name="Buka akun").click()
    page.get_by_role("link", name="Cetak slip").click()
    page.get_by_role("button", name="Tampilkan slip").click()
    staff.picture("staf-slip")
    code = page.locator(".stat dd").inner_text()
    guest = someone()
    guest.page.goto("/masuk/")
    guest.page.get_by_role("link", name="nomor ponsel").click()
    guest.page.get_by_label("Nomor ponsel").fill(PHONE_NUMBER)
    guest.page.get_by_label("Kode").fill(code)
    guest.picture("warga-slip")
    guest.page.get_by_role("button", name="Masuk", exact=True).click()
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("Cara masuk berikutnya")


def test_staff_note_a_contact_and_see_who_waits_for_one(staff: Guide, running_copy: Trial) -> None:
    page = staff.page
    page.goto(f"/direktori/{number_of(running_copy, FIRM)}/")
    page.get_by_role("link", name="Tulis catatan").click()
    page.get_by_label("Telepon").check()
    page.get_by_label("Ringkasan").fill("Perusahaan setuju memperpanjang, menunggu rancangan dari kita.")
    page.get_by_label("Langkah berikutnya").fill("Antar rancangan ke kantornya")
    page.get_by_label("Dikerjakan oleh").select_option(label="Yuliana Sari")
    page.get_by_label("Tenggat").fill(later(3).isoformat())
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("main")).to_contain_text("Antar rancangan ke kantornya")
    staff.top()
    staff.picture("staf-catatan")
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("Belum dihubungi selama 90 hari")
    page.goto("/direktori/belum-dihubungi/")
    staff.picture("staf-belum-dihubungi")


def test_staff_suspend_reinstate_and_archive(staff: Guide, running_copy: Trial) -> None:
    page = staff.page
    home = f"/direktori/{number_of(running_copy, 'Dapur Bu Sun')}/"
    page.goto(home)
    page.get_by_role("link", name="Bekukan").click()
    page.get_by_label("Alasan").fill("Pengurusnya tidak dapat dihubungi sejak Oktober.")
    page.get_by_role("button", name="Bekukan").click()
    page.get_by_role("link", name="Pulihkan").click()
    page.get_by_role("button", name="Pulihkan").click()
    page.get_by_role("link", name="Arsipkan").click()
    page.get_by_label("Alasan").fill("Usaha tutup, pemiliknya pindah ke Depok.")
    staff.picture("staf-arsip")
    page.get_by_role("button", name="Arsipkan").click()
    expect(page.get_by_role("main")).to_contain_text("Organisasi ini tidak aktif lagi.")
