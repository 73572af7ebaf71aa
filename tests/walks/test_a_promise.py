"""A promise, from the invitation in which it was hoped for to its end: kept from the mail, late, moved, withdrawn."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from commons.formats import long_date
from running.trial import Trial
from tests.walks.walker import Walker, in_database, link_in, mails, next_mail, text_of, walking

STAFF, PARTNER = "yuli@contoh.example", "bayu@contoh.example"
FIRM = "PT Wastu Tirta Lestari"
TITLE, BINS, PAINT, COURSE = "Gang bersih Cempaka", "Tong sampah tiap gang", "Cat marka gang", "Pelatihan pemilahan"
TODAY = datetime.now(ZoneInfo("Asia/Jakarta")).date()
# A day that has passed since: the guards of what was promised are put aside for it.
EARLIER = """
    ALTER TABLE commitments_commitment DISABLE TRIGGER USER;
    UPDATE commitments_commitment SET due_on = due_on - %s, first_due_on = first_due_on - %s WHERE what = %s;
    ALTER TABLE commitments_commitment ENABLE TRIGGER USER"""
NOW = """
    UPDATE activity_due d SET due_at = now() - interval '1 minute', useful_until = now() + interval '1 hour'
    FROM commitments_commitment c WHERE d.kind = 'commitments.due' AND d.target_id = c.id AND d.done_at IS NULL
        AND c.what = %s AND d.occasion = %s"""


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, STAFF, width=1280)


@pytest.fixture(scope="module")
def partner(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, width=360)


@pytest.fixture(scope="module")
def project(staff: Walker, running_copy: Trial) -> str:
    """The path of the project that staff open, with a partner invited who is asked for forty bins."""
    page = staff.page
    page.goto("/proyek/baru/")
    page.get_by_label("Judul").fill(TITLE)
    page.get_by_label("Penanggung jawab").select_option(label="Kelurahan Tanjung Barat (contoh)")
    page.get_by_role("button", name="Buka proyek").click()
    path = page.url.removeprefix(running_copy.address)
    page.get_by_role("link", name="Mitra dan tim").click()
    page.get_by_role("link", name="Undang mitra").click()
    page.get_by_label("Organisasi").select_option(label=FIRM)
    page.get_by_label("Apa yang diharapkan?").fill(BINS)
    page.get_by_label("Jumlah").fill("40")
    page.get_by_label("Satuan").fill("tong")
    page.get_by_label("Tenggat").fill((TODAY + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Kirim undangan").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Undangan dikirim kepada {FIRM}.")
    return path


@pytest.fixture(scope="module")
def accepted(project: str, partner: Walker, running_copy: Trial) -> str:
    """The partner says yes from the mail, and so promises what was hoped for."""
    page = partner.page
    page.goto(link_in(next_mail(running_copy, PARTNER, 0, f"Undangan bermitra: {TITLE}"), "aksi"))
    page.get_by_role("link", name="Atau masuk ke akun Anda").click()
    partner.sign_in_by_code(PARTNER)
    page.wait_for_url("**/aksi/**")
    expect(page.get_by_role("main")).to_contain_text("Tong sampah tiap gang · 40 tong")
    page.get_by_label("Terima").check()
    page.get_by_role("button", name="Jawab undangan").click()
    page.goto(project)
    expect(page.get_by_role("main")).to_contain_text(BINS)
    return project


def test_on_the_day_the_partner_is_reminded_and_keeps_it_from_the_mail(
    accepted: str, partner: Walker, browser: Browser, running_copy: Trial
) -> None:
    before = len(mails(running_copy, PARTNER))
    in_database(running_copy, NOW, BINS, "day")
    letter = next_mail(running_copy, PARTNER, before, "Jatuh tempo")
    assert "40 tong" in text_of(letter)
    page = partner.page
    page.goto(link_in(letter, "aksi"))
    page.get_by_label("Catatan").fill("Empat puluh tong diterima pengurus RW.")
    page.get_by_role("button", name="Ditepati").click()
    expect(page.get_by_role("main")).to_contain_text("tercatat ditepati")
    anybody = Walker(browser, running_copy, width=360)
    anybody.page.goto("/komitmen/?lihat=semua&status=kept")
    anybody.page.get_by_role("link", name=BINS).click()
    expect(anybody.page.get_by_role("main")).to_contain_text("Empat puluh tong diterima pengurus RW.")
    assert anybody.complaints == []


def test_staff_give_the_partner_two_tasks_of_a_milestone(accepted: str, staff: Walker, running_copy: Trial) -> None:
    page = staff.page
    way, due_on = f"/proyek/{accepted.split('/')[2].partition('-')[0]}/tonggak/", TODAY + timedelta(days=10)
    page.goto(f"{way}tambah/")
    page.get_by_label("Apa yang dicapai?").fill("Gang siap dilalui")
    page.get_by_role("button", name="Simpan").click()
    for what in (PAINT, COURSE):
        page.goto(way)
        page.get_by_role("link", name="Beri tugas").click()
        page.get_by_label("Apa yang dikerjakan?").fill(what)
        page.get_by_label("Organisasi").select_option(label=FIRM)
        page.get_by_label("Tenggat").fill(due_on.isoformat())
        page.get_by_role("button", name="Catat tugas").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(what)
    letter = next_mail(running_copy, PARTNER, 0, f"Komitmen untuk Anda: {PAINT}")
    assert f"Tenggat: {long_date(due_on)}" in text_of(letter)


def test_three_days_late_the_coordinator_hears_it_too_and_the_partner_names_another_day(
    accepted: str, partner: Walker, staff: Walker, running_copy: Trial
) -> None:
    in_database(running_copy, EARLIER, 13, 13, PAINT)
    in_database(running_copy, NOW, PAINT, "late")
    next_mail(running_copy, STAFF, 0, f"Terlambat: {PAINT}")
    letter = next_mail(running_copy, PARTNER, 0, f"Terlambat: {PAINT}")
    staff.page.goto("/komitmen/?lihat=terlambat")
    expect(staff.page.get_by_role("main")).to_contain_text(PAINT)

    page = partner.page
    page.goto(link_in(letter, "komitmen"))
    expect(page.get_by_role("main")).to_contain_text("Terlambat")
    page.get_by_role("link", name="Ubah tenggat").click()
    page.get_by_label("Tenggat baru").fill((TODAY + timedelta(days=5)).isoformat())
    page.get_by_label("Alasan").fill("Toko cat baru buka Senin.")
    page.get_by_role("button", name="Simpan tenggat baru").click()
    expect(page.get_by_role("main")).to_contain_text("Tenggat pertama")
    expect(page.get_by_role("main")).to_contain_text("Toko cat baru buka Senin.")
    expect(page.get_by_role("main")).to_contain_text("Berjalan")


def test_what_will_not_be_is_withdrawn_with_its_reason(accepted: str, partner: Walker, staff: Walker) -> None:
    page = partner.page
    page.goto("/komitmen/?lihat=organisasi")
    row = page.get_by_role("listitem").filter(has_text=COURSE)
    row.get_by_role("link", name="Tarik").click()
    page.get_by_label("Alasan").fill("Pelatih pindah kota.")
    page.get_by_role("button", name="Tarik komitmen").click()
    expect(row.locator(".chip")).to_have_text("Ditarik")
    staff.page.goto("/komitmen/?lihat=semua&status=withdrawn")
    staff.page.get_by_role("link", name=COURSE).click()
    expect(staff.page.get_by_role("main")).to_contain_text("Pelatih pindah kota.")
    staff.page.goto(accepted)
    expect(staff.page.get_by_role("main")).to_contain_text(PAINT)
