"""Staff bring in their spreadsheet: every known fault is told, the corrected file comes in, and goes out again."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from running.trial import Trial
from tests.stakeholders.files import HEADINGS, as_csv, row
from tests.walks.walker import SOON, Walker

STAFF = "yuli@contoh.example"
MADE = "Sanggar Kenanga Biru"
FAULTY = [
    row("", "Swasta"),
    row("Tanpa Unsur", ""),
    row("Unsur Asing", "Antariksa"),
    row("Jenis Asing", "Swasta", Jenis="Bank sampah"),
    row("Wilayah Asing", Wilayah="RW 999"),
    row("Bidang Asing", Bidang="Sihir"),
    row("Surel Salah", Surel_umum="bukan surel"),
    row("Telepon Salah", Telepon_umum="12"),
    row("Nomor Rahasia", Tentang="NIK 3174012345678901"),
    row("Kontak Saja", Surel_narahubung="ani@contoh.example"),
]
GOOD = [row(MADE, Tentang='=HYPERLINK("http://evil")', Nama_narahubung="Ani"), row(MADE.upper())]


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    person = next(one for one in running_copy.sign_ins() if one.email == STAFF)
    walker = Walker(browser, running_copy)
    walker.sign_in(person.email, person.password)
    yield walker
    assert walker.complaints == []


def upload(page: Page, path: Path, rows: list[list[str]], **how: str) -> None:
    """Through the form; the worker reads it, and the page shows the preview by itself."""
    path.write_bytes(as_csv([HEADINGS, *rows], **how))
    page.goto("/direktori/impor/")
    page.get_by_label("Berkas").set_input_files(path)
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()


def content(download: Download) -> str:
    return Path(download.path()).read_text("utf-8-sig")


def test_every_known_fault_is_told_then_all_of_it_comes_in_and_is_undone(staff: Walker, folder: Path) -> None:
    page = staff.page
    upload(page, folder / "salah.csv", FAULTY, delimiter=";", encoding="cp1252")
    expect(page.get_by_text("10 baris perlu diperbaiki")).to_be_visible(timeout=SOON * 1000)
    expect(page.get_by_role("heading", name="Baris 11: Kontak Saja")).to_be_visible()
    page.reload()  # the list is ready a moment after the preview
    with page.expect_download() as listed:
        page.get_by_role("link", name="Unduh daftar kesalahan").click()
    told = list(csv.reader(io.StringIO(content(listed.value), newline="")))
    assert [line[0] for line in told[1:]] == [str(number) for number in range(2, 12)]

    upload(page, folder / "benar.csv", GOOD, encoding="utf-16")
    expect(page.get_by_text("Semua baris dapat diimpor")).to_be_visible(timeout=SOON * 1000)
    page.get_by_role("link", name="Impor 1 baris").click()
    page.get_by_role("button", name="Impor").click()
    expect(page.get_by_text("Sudah diimpor. Bila keliru")).to_be_visible()
    batch = page.url
    page.goto(f"/direktori/?q={MADE}")
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    assert "\"'=HYPERLINK" in content(taken.value)
    page.get_by_role("link", name=MADE).click()
    expect(page.get_by_text("Ani", exact=True)).to_be_visible()

    page.goto(batch)
    page.get_by_role("link", name="Urungkan impor").click()
    page.get_by_role("button", name="Urungkan impor").click()
    expect(page.get_by_text("Impor sudah diurungkan.")).to_be_visible()
    page.goto(f"/direktori/?q={MADE}")
    expect(page.get_by_text("Belum ada organisasi dengan saringan ini")).to_be_visible()
