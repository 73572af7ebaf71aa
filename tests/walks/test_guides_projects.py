"""The steps of docs/panduan/ on proposing, planning and closing a project and on promises, walked as they are written
there."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from commons.calendar import today
from running.trial import Trial
from tests.walks.guide import DESK, Guide, Someone, someone
from tests.walks.walker import in_database, link_in, next_mail

__all__ = ["someone"]
STAFF, PARTNER, NEIGHBOUR = "yuli@contoh.example", "bayu@contoh.example", "rohani@contoh.example"
FIRM, OFFICE = "PT Wastu Tirta Lestari", "Kelurahan Tanjung Barat (contoh)"
IDEA, BANK, WELLS = "Lampu jalan Gang Delima", "Bank sampah di setiap RW", "Seratus sumur resapan dan biopori"
KEPT, MOVED = "Sumur resapan komunal", "Dana TJSL pekerjaan tanah dan jalur setapak"
# Its rhythm has passed: what waits is moved, never the code's clock.
SILENT = """
    UPDATE projects_project SET next_update_at = now() - interval '1 minute' WHERE id = %s;
    UPDATE activity_due SET due_at = now() - interval '1 minute'
    WHERE kind = 'projects.update_due' AND target_id = %s AND done_at IS NULL"""


@pytest.fixture(scope="module")
def neighbour(someone: Someone, running_copy: Trial) -> Guide:
    in_database(running_copy, "UPDATE accounts_user SET zone = 'Asia/Jakarta' WHERE email = %s", NEIGHBOUR)
    return someone(NEIGHBOUR)


@pytest.fixture(scope="module")
def staff(someone: Someone, running_copy: Trial) -> Guide:
    in_database(running_copy, "UPDATE accounts_user SET zone = 'Asia/Jakarta' WHERE email = %s", STAFF)
    return someone(STAFF, width=DESK)


@pytest.fixture(scope="module")
def partner(someone: Someone) -> Guide:
    return someone(PARTNER)


def project(trial: Trial, title: str) -> str:
    """Its path."""
    return f"/proyek/{in_database(trial, 'SELECT id FROM projects_project WHERE title = %s', title)[0][0]}/"


def test_a_neighbour_proposes_a_project_and_staff_look_at_it(neighbour: Guide, staff: Guide) -> None:
    page = neighbour.page
    page.goto("/proyek/")
    page.get_by_role("link", name="Usulkan proyek").click()
    page.get_by_label("Judul").fill(IDEA)
    page.get_by_label("Apa yang ingin dikerjakan").fill(
        "Gang gelap sejak Agustus. Anak-anak lewat sini sepulang mengaji."
    )
    neighbour.top()
    neighbour.picture("warga-usulkan")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Penanggung jawab").select_option(label=OFFICE)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Perkiraan biaya").fill("6 jt")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("main")).to_contain_text("6.000.000")
    neighbour.picture("warga-periksa")
    page.get_by_role("button", name="Kirim usulan").click()
    expect(page.get_by_role("main")).to_contain_text("menjawab paling lambat")
    neighbour.picture("warga-usulan")

    desk = staff.page
    desk.goto("/persetujuan/")
    desk.get_by_role("link", name=IDEA).click()
    staff.picture("staf-telaah")
    desk.get_by_role("button", name="Mulai telaah").click()
    desk.goto("/proyek/?tahap=review")
    expect(desk.get_by_role("main")).to_contain_text(IDEA)


def test_anybody_looks_at_the_timeline_the_promises_and_passes_a_project_on(
    someone: Someone, running_copy: Trial
) -> None:
    anybody = someone()
    page = anybody.page
    page.goto("/proyek/")
    page.get_by_role("link", name="Linimasa").click()
    anybody.see("#judul-daftar")
    anybody.picture("warga-linimasa")
    page.goto("/komitmen/")
    anybody.picture("warga-komitmen")
    page.goto(project(running_copy, WELLS))
    page.locator("summary", has_text="Bagikan").click()
    anybody.see("details.menu[open]")
    anybody.picture("warga-bagikan")
    sheet = page.get_by_role("link", name="Cetak lembar papan pengumuman").get_attribute("href")
    assert page.request.get(str(sheet)).headers["content-type"] == "application/pdf"


def test_staff_plan_with_milestones_and_indicators(staff: Guide, running_copy: Trial) -> None:
    page, at = staff.page, project(running_copy, BANK)
    page.goto(at)
    page.get_by_role("link", name="Semua tonggak").click()
    page.get_by_role("link", name="Tambah tonggak").click()
    page.get_by_label("Apa yang dicapai?").fill("Lomba pilah sampah antar-RW")
    page.get_by_label("Bobot").fill("10")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("main")).to_contain_text("Jumlah bobot 110")
    staff.top()
    staff.picture("staf-tonggak")
    page.get_by_role("button", name="Ratakan").click()
    expect(page.get_by_role("main")).not_to_contain_text("Jumlah bobot")
    page.goto(at)
    page.get_by_role("link", name="Semua indikator").click()
    page.get_by_role("link", name="Catat angka").first.click()
    page.get_by_label("Tanggal pengukuran").fill(today().isoformat())
    page.get_by_role("textbox", name="Angka").fill("2.750")
    page.get_by_label("Sumber").fill("Buku timbang enam unit")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("main")).to_contain_text("2.750")
    staff.top()
    staff.picture("staf-indikator")


def test_staff_begin_with_a_template_and_look_at_all_stages(staff: Guide) -> None:
    page = staff.page
    page.goto("/proyek/baru/")
    page.get_by_role("combobox", name="Salin dari proyek").select_option(label="Bank sampah RW")
    page.get_by_role("button", name="Salin").click()
    staff.picture("staf-salin")
    page.goto("/proyek/")
    page.get_by_role("link", name="Papan", exact=True).click()
    staff.picture("staf-papan")
    page.get_by_role("link", name="Linimasa", exact=True).click()
    staff.picture("staf-linimasa")
    expect(page.get_by_role("link", name="Tampilan cetak")).to_be_visible()


def test_a_partner_tells_how_it_goes_from_the_mail(someone: Someone, running_copy: Trial) -> None:
    number = project(running_copy, WELLS).split("/")[2]
    in_database(running_copy, SILENT, number, number)
    reader = someone()
    reader.page.goto(link_in(next_mail(running_copy, PARTNER, 0, f"Perbarui status {WELLS}"), "aksi"))
    reader.picture("mitra-kabar-surel")
    reader.page.locator(".choice", has_text="Tidak ada perubahan").click()
    reader.page.get_by_role("button", name="Kirim", exact=True).click()
    expect(reader.page.get_by_role("main")).to_contain_text("Kabar terkirim.")


def test_a_partner_notes_what_is_in_the_way(partner: Guide, running_copy: Trial) -> None:
    page = partner.page
    page.goto(project(running_copy, WELLS))
    page.get_by_role("link", name="Kendala", exact=True).click()
    page.get_by_role("link", name="Catat kendala").click()
    page.get_by_label("Apa kendalanya?").fill("Alat bor tanah rusak, menunggu suku cadang.")
    page.get_by_label("Minta bantuan organisasi").select_option(label="Pengurus RW 02")
    partner.top()
    partner.picture("mitra-kendala")
    page.get_by_role("button", name="Catat kendala").click()
    expect(page.get_by_role("main")).to_contain_text("diminta kepada Pengurus RW 02")
    partner.top()
    partner.picture("mitra-kendala-daftar")


def test_a_partner_keeps_one_promise_and_moves_the_other(partner: Guide) -> None:
    page = partner.page
    page.goto("/komitmen/")
    page.get_by_role("link", name="Organisasi saya").click()
    partner.picture("mitra-komitmen")
    page.get_by_role("listitem").filter(has_text=KEPT).get_by_role("link", name="Ditepati").click()
    page.get_by_label("Catatan").fill("Dua puluh sumur selesai, diperiksa bersama pengurus RW 02 dan RW 03.")
    partner.picture("mitra-tepati")
    page.get_by_role("button", name="Ditepati").click()
    kept = page.get_by_role("listitem").filter(has_text=KEPT)
    expect(kept.locator(".chip")).to_have_text("Ditepati")
    kept.get_by_role("link", name=KEPT, exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Dua puluh sumur selesai")
    page.goto("/komitmen/?lihat=organisasi")
    page.get_by_role("listitem").filter(has_text=MOVED).get_by_role("link", name="Ubah tenggat").click()
    page.get_by_label("Tenggat baru").fill((today() + timedelta(days=75)).isoformat())
    page.get_by_label("Alasan").fill("Pencairan TJSL digeser ke triwulan berikutnya.")
    partner.picture("mitra-tenggat")
    page.get_by_role("button", name="Simpan tenggat baru").click()
    moved = page.get_by_role("listitem").filter(has_text=MOVED)
    expect(moved.get_by_role("button", name="Simpan tenggat baru")).to_have_count(0)
    moved.get_by_role("link", name=MOVED, exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Tenggat pertama")


def test_a_partner_says_that_it_is_done_and_staff_confirm(partner: Guide, staff: Guide, running_copy: Trial) -> None:
    page, desk, at = partner.page, staff.page, project(running_copy, WELLS)
    page.goto(at)
    page.get_by_role("link", name="Usulkan selesai").click()
    page.get_by_label("Apa buktinya").fill("Berita acara serah terima dua puluh sumur dan foto setiap titik.")
    page.get_by_label("Apa hasilnya?").fill("Genangan di Gang Mawar surut dalam 35 menit, dulu dua jam.")
    partner.top()
    partner.picture("mitra-selesai")
    page.get_by_role("button", name="Usulkan selesai").click()
    expect(page.get_by_role("main")).to_contain_text("dianggap dikonfirmasi")
    desk.goto(at)
    desk.get_by_role("link", name="Lihat buktinya").click()
    staff.picture("staf-selesai")
    desk.get_by_role("button", name="Konfirmasi selesai").click()
    expect(desk.locator(".item-header")).to_contain_text("Selesai")
