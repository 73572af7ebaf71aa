"""Staff bring in their spreadsheet: however it was saved it is read, and every known fault is told; the corrected file
comes in, and goes out again."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from running.trial import Trial
from tests.stakeholders.files import HEADINGS, as_csv, as_xlsx, row
from tests.stakeholders.test_import_reading import HOSTILE
from tests.walks.walker import SOON, Walker, in_database, walking

STAFF = "yuli@contoh.example"
MADE = "Sanggar Kenanga Biru"
FAULTY = [
    row("", "Swasta"),
    row("Tanpa Unsur", ""),
    row("Kafé Unsur Asing", "Antariksa"),
    row("Jenis Asing", "Swasta", Jenis="Bank sampah"),
    row("Wilayah Asing", Wilayah="RW 999"),
    row("Bidang Asing", Bidang="Sihir"),
    row("Surel Salah", Surel_umum="bukan surel"),
    row("Telepon Salah", Telepon_umum="12"),
    row("Nomor Rahasia", Tentang="NIK 3174012345678901"),
    row("Kontak Saja", Surel_narahubung="ani@contoh.example"),
]
WRONG = ["Nama organisasi", "Unsur", "Unsur", "Jenis", "Wilayah", "Bidang", "Surel umum", "Telepon umum", "Tentang"]
WRONG += ["Nama narahubung"]
GOOD = [row(MADE, Tentang='=HYPERLINK("http://evil")', Nama_narahubung="Ani"), row(MADE.upper())]
# As spreadsheets save one table: how, and what stands in its cells for RW 03 and for what it does.
TABLE = [HEADINGS, row("Kafé Kenanga", Wilayah="003", Tentang="Baris satu\nbaris dua")]
SHEET = [HEADINGS, row("Kafé Kenanga")]
SHEET[1][HEADINGS.index("Wilayah")], SHEET[1][HEADINGS.index("Tentang")] = 3, date(2026, 11, 27)  # type: ignore[call-overload]
SAVED = {
    "mark-and-semicolons.csv": as_csv(TABLE, delimiter=";", encoding="utf-8-sig") + b"\r\n;;;\r\n",
    "windows-1252.csv": as_csv(TABLE, delimiter=";", encoding="cp1252"),
    "tabs-in-utf-16.csv": as_csv(TABLE, delimiter="\t", encoding="utf-16"),
    "old-macintosh.csv": as_csv(TABLE, end="\r"),
    "numbers-and-dates.xlsx": as_xlsx(SHEET),
}


@pytest.fixture(scope="module")
def staff(browser: Browser, running_copy: Trial) -> Iterator[Walker]:
    yield from walking(browser, running_copy, STAFF)


def upload(page: Page, path: Path, data: bytes) -> None:
    """Through the form; the worker reads it, and the page shows the preview by itself."""
    path.write_bytes(data)
    page.goto("/direktori/impor/")
    page.get_by_label("Berkas").set_input_files(path)
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()


def content(download: Download) -> str:
    return Path(download.path()).read_text("utf-8-sig")


@pytest.mark.parametrize("name", SAVED)
def test_however_it_was_saved_the_same_is_read(staff: Walker, running_copy: Trial, folder: Path, name: str) -> None:
    page = staff.page
    upload(page, folder / name, SAVED[name])
    expect(page.get_by_text("Semua baris dapat diimpor")).to_be_visible(timeout=SOON * 1000)
    expect(page.get_by_role("heading", name="Baris 2: Kafé Kenanga")).to_be_visible()
    expect(page.get_by_text("dibaca sebagai Windows-1252")).to_have_count(int(name == "windows-1252.csv"))
    read = in_database(
        running_copy,
        "SELECT r.facts ->> 'about', a.number FROM stakeholders_importrow r JOIN commons_area a"
        " ON a.id = (r.facts -> 'areas' ->> 0)::bigint WHERE r.belongs_to_id = %s",
        int(page.url.rstrip("/").rpartition("/")[2]),
    )
    assert read == [("2026-11-27" if name.endswith("xlsx") else "Baris satu\nbaris dua", 3)]


def test_what_is_no_table_is_refused_in_words(staff: Walker, running_copy: Trial, folder: Path) -> None:
    """A bomb, an entity, a million rows, an old format: each has its sentence, and the site goes on."""
    page = staff.page
    for number, data in enumerate(HOSTILE.values()):
        upload(page, folder / f"aneh-{number}.xlsx", data)
        refused = page.get_by_text("Berkas ini tidak dapat dipakai").or_(page.locator(".err"))
        expect(refused.first).to_be_visible(timeout=SOON * 1000)
    staff.complaints[:] = [said for said in staff.complaints if "status of 422" not in said]  # asked for
    names = in_database(running_copy, "SELECT name FROM stakeholders_organisation WHERE name LIKE '%%Kenanga%%'")
    assert names == []


def test_every_known_fault_is_told_then_all_of_it_comes_in_and_is_undone(staff: Walker, folder: Path) -> None:
    page = staff.page
    upload(page, folder / "salah.csv", as_csv([HEADINGS, *FAULTY], delimiter=";", encoding="cp1252"))
    expect(page.get_by_text("10 baris perlu diperbaiki")).to_be_visible(timeout=SOON * 1000)
    expect(page.get_by_role("heading", name="Baris 11: Kontak Saja")).to_be_visible()
    page.reload()  # the list is ready a moment after the preview
    with page.expect_download() as listed:
        page.get_by_role("link", name="Unduh daftar kesalahan").click()
    told = list(csv.reader(io.StringIO(content(listed.value), newline="")))
    assert [line[:2] for line in told[1:]] == [[str(at), column] for at, column in enumerate(WRONG, start=2)]

    upload(page, folder / "benar.csv", as_csv([HEADINGS, *GOOD]))
    expect(page.get_by_text("Semua baris dapat diimpor")).to_be_visible(timeout=SOON * 1000)
    expect(page.get_by_text("Sama dengan baris 2, jadi dilewati.")).to_be_visible()
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

    upload(page, folder / "lagi.csv", as_csv([HEADINGS, *GOOD]))
    expect(page.get_by_text("Tidak ada yang perlu diimpor")).to_be_visible(timeout=SOON * 1000)

    page.goto(batch)
    page.get_by_role("link", name="Urungkan impor").click()
    page.get_by_role("button", name="Urungkan impor").click()
    expect(page.get_by_text("Impor sudah diurungkan.")).to_be_visible()
    page.goto(f"/direktori/?q={MADE}")
    expect(page.get_by_text("Belum ada organisasi dengan saringan ini")).to_be_visible()
