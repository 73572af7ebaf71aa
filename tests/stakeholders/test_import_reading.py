"""Whatever a spreadsheet made of a file, it is read; whatever pretends to be one is refused with a sentence."""

import io
import zipfile
from datetime import date, datetime

import pytest

from commons.tables import MOST_ROWS, Unreadable, read
from stakeholders.models import Import, Organisation
from tests.people import People, signed_in
from tests.stakeholders.files import HEADINGS, as_csv, as_xlsx, faults, imported, outcomes, row, send, with_part

TABLE = [HEADINGS, row("Kafé Melati", "Swasta", Tentang="Baris satu\nbaris dua"), row("Karang Taruna; Mawar")]


def cells(data: bytes) -> list[list[str]]:
    return [line for _, line in read(data).rows]


def wanted() -> list[list[str]]:
    return [line[: len(cell)] for line, cell in zip(TABLE, cells(as_csv(TABLE)), strict=True)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_i1_every_way_of_saving_gives_the_same_rows(delimiter: str, end: str, encoding: str) -> None:
    data = as_csv(TABLE, delimiter=delimiter, end=end, encoding=encoding)
    assert cells(data) == wanted()


def test_i1_the_mark_hides_no_column_and_a_blank_last_line_is_nothing(people: People) -> None:
    batch = imported(signed_in(people.putri), as_csv(TABLE, delimiter=";", encoding="utf-8-sig") + b"\r\n;;;\r\n\r\n")
    assert outcomes(batch) == ["new", "new"]


def test_i1_windows_letters_are_read_and_said(people: People) -> None:
    batch = imported(signed_in(people.putri), as_csv(TABLE, encoding="cp1252"))
    assert batch.rows.order_by("number")[0].name == "Kafé Melati"
    assert any("Windows-1252" in sentence for sentence in batch.said)


def test_excel_names_its_own_delimiter() -> None:
    assert cells(b"sep=|\r\n" + as_csv(TABLE, delimiter="|")) == wanted()


def test_dates_numbers_and_text_of_excel_are_read_as_people_read_them(people: People) -> None:
    table = [["a", "b", "c", "d", "e"], [date(2026, 11, 27), 3, 3.5, "003", 1234567890123]]
    assert cells(as_xlsx(table))[1] == ["2026-11-27", "3", "3.5", "003", "1234567890123"]
    assert cells(as_xlsx([["a"], [datetime(2026, 11, 27, 19, 30)]]))[1] == ["2026-11-27 19:30"]


@pytest.mark.parametrize("written", ["003", "3", "RW 03", "rw.3", "RW003", 3])
def test_a_number_of_an_rw_is_known_however_it_is_written(people: People, places: None, written: object) -> None:
    table = [HEADINGS, row("Bank Sampah Mawar")]
    table[1][4] = written  # type: ignore[call-overload]
    batch = imported(signed_in(people.putri), as_xlsx(table), "daftar.xlsx")
    assert outcomes(batch) == ["new"]


@pytest.fixture
def places(people: People) -> None:
    from commons.models import Area

    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    Area.objects.get_or_create(level="rw", number=3, parent=whole)


def test_a7_a_nul_byte_in_a_cell_is_a_fault_in_words(people: People) -> None:
    batch = imported(signed_in(people.putri), as_csv([HEADINGS, row("Melati\x00Mawar")]))
    assert [(number, column) for number, column, _ in faults(batch)] == [(2, "Nama organisasi")]
    assert Organisation.objects.count() == 0


def bomb() -> bytes:
    """Gigabytes of nothing, a few kilobytes zipped."""
    file = io.BytesIO(as_xlsx([HEADINGS]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x.bin", "w") as part:
        for _ in range(50):
            part.write(bytes(1_000_000))
    return file.getvalue()


def entity() -> bytes:
    text = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>'
    return with_part(as_xlsx([HEADINGS]), "xl/sharedStrings.xml", text)


def sheet(inside: str) -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    text = f"<worksheet {space}><sheetData>{inside}</sheetData></worksheet>"
    return with_part(as_xlsx([HEADINGS]), "xl/worksheets/sheet1.xml", text.encode())


WIDE = sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')
FAR = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>')
HOSTILE = {
    "a bomb": bomb(),
    "an outside entity": entity(),
    "an entity in UTF-16": with_part(
        as_xlsx([HEADINGS]), "xl/styles.xml", '<!DOCTYPE x [<!ENTITY e "e">]><a/>'.encode("utf-16")
    ),
    "many columns": WIDE,
    "a row far below": FAR,
    "too many rows": as_csv([["a"]] * (MOST_ROWS + 2)),
    "a table that is too wide": as_csv([["a"] * 200]),
    "no office file": with_part(as_xlsx([HEADINGS]), "a", b"")[:400],
    "another archive": with_part(b"PK\x05\x06" + bytes(18), "a.txt", b"a"),
    "an old format": b"\xd0\xcf\x11\xe0" + bytes(600),
    "an open quote": b'Nama organisasi\r\n"Melati',
    "nothing": b" \r\n ",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_i5_what_is_too_much_or_no_table_is_refused_with_a_sentence(what: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(read(HOSTILE[what]).rows)
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize("what", HOSTILE)
def test_i5_through_the_door_it_is_a_page_and_nothing_stays(people: People, what: str) -> None:
    browser = signed_in(people.putri)
    response = send(browser, HOSTILE[what], "daftar.xlsx")
    if response.status_code == 303:
        imported_page = _read(browser)
        assert "tidak dapat dipakai" in imported_page
    else:
        assert response.status_code == 422
    assert Organisation.objects.count() == 0


def _read(browser: object) -> str:
    from commons import jobs

    assert jobs.run_one()
    batch = Import.objects.latest("pk")
    assert (batch.state, batch.file) == ("refused", "")
    return str(browser.get(batch.get_absolute_url()).content.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize("headings", [["Nama", "Unsur"], ["Nama organisasi", "nama organisasi"], ["a;b"]])
def test_headings_that_are_not_ours_are_refused(people: People, headings: list[str]) -> None:
    batch = imported(signed_in(people.putri), as_csv([headings, ["Melati", "Swasta"]]))
    assert batch.state == "refused"
    assert batch.trouble
