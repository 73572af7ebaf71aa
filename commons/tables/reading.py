"""A file that somebody filled in, as rows of text: whatever its spreadsheet made of it, and however large it pretends
to be. Nothing is unpacked before its size is known, and no more rows are looked at than we take.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from commons.formats import number
from commons.tables.cells import as_text, restored

MOST_BYTES = 5_000_000
MOST_UNPACKED = 40_000_000
MOST_PARTS, MOST_SHEETS = 200, 10
MOST_ROWS, MOST_COLUMNS = 10_000, 60
WIDEST = 1_000  # cells that a row may pretend to have; what is blank at its end does not count
LONGEST_CELL = 30_000
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
DELIMITERS = (",", ";", "\t", "|")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DECLARES = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")  # also in UTF-16
Row = tuple[int, list[str]]


class Unreadable(Exception):
    """The file can't be taken; the sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass
class Sheet:
    """The rows in order, each with the number that a spreadsheet shows beside it; blank ones are left out.

    `said` is what the person should know of how the file was read.
    """

    rows: Iterator[Row]
    said: list[str] = field(default_factory=list)


def ensure_small(data: bytes) -> None:
    """What can be told at once, without unpacking anything.

    Raises:
        Unreadable: empty or too large, also when it were unpacked; a format that we do not read.
    """
    if not data.strip():
        raise Unreadable(_("Berkas ini kosong. Pilih berkas yang berisi."))
    if len(data) > MOST_BYTES:
        raise Unreadable(_("Berkas ini terlalu besar. Paling besar 5 MB; bagi menjadi beberapa berkas."))
    if data.startswith(OLD_EXCEL):
        raise Unreadable(_("Berkas Excel lama (.xls) tidak dapat dibaca. Simpan sebagai .xlsx atau CSV."))
    if data.startswith(ZIP):
        _ensure_bounded(data)


def read(data: bytes) -> Sheet:
    """The first sheet of an XLSX file, or a CSV file in whatever way it was saved.

    Raises:
        Unreadable: now, or while its rows are taken.
    """
    ensure_small(data)
    return _read_xlsx(data) if data.startswith(ZIP) else _read_csv(data)


def _ensure_bounded(data: bytes) -> None:
    """Python unpacks no more of a part than its entry announces, so the sum of the entries is a bound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(_("Isi berkas ini terlalu besar bila dibuka. Simpan tabelnya saja ke berkas baru."))
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise Unreadable(_("Berkas ini bukan tabel Excel. Yang dapat dibaca: .xlsx dan .csv."))
            if sum(name.startswith("xl/worksheets/sheet") for name in names) > MOST_SHEETS:
                raise Unreadable(_("Lembar di berkas ini terlalu banyak. Sisakan satu lembar saja."))
            if any(DECLARES.search(archive.read(part)) for part in parts if _is_xml(part.filename)):
                raise Unreadable(_("Berkas ini merujuk ke luar dirinya. Salin tabelnya ke berkas baru, lalu unggah."))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, OSError, EOFError, ValueError) as error:
        raise _broken() from error
    except Exception as error:  # zlib has no public class for what it raises; encrypted parts raise others
        if isinstance(error, Unreadable):
            raise
        raise _broken() from error


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _broken() -> Unreadable:
    return Unreadable(_("Berkas ini rusak atau terkunci. Simpan ulang tanpa kata sandi, lalu unggah lagi."))


def _read_xlsx(data: bytes) -> Sheet:
    """The library is imported late: it takes 8 MB of a process that serves pages."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheet = sheets[0]
        sheet.reset_dimensions()  # what the file says of its size is not believed
    except Exception as error:  # a made-up file fails in as many ways as there are lines in that library
        raise _broken() from error
    said = []
    if len(sheets) > 1:
        said.append(_("Berkas ini punya beberapa lembar. Yang dibaca hanya lembar pertama: %s.") % sheet.title[:60])
    return Sheet(_bounded(_cells(book, sheet)), said)


def _cells(book: Any, sheet: Any) -> Iterator[list[str]]:
    with closing(book):
        rows = sheet.iter_rows(values_only=True)
        while True:
            try:
                row = next(rows, None)
            except Exception as error:
                raise _broken() from error
            if row is None:
                return
            if len(row) > WIDEST:
                raise _too_wide()
            yield [restored(as_text(value)) for value in row]


def _read_csv(data: bytes) -> Sheet:
    text, said = _decoded(data)
    delimiter, text = _delimiter(text)
    return Sheet(_bounded(_records(text, delimiter)), said)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """Excel in Indonesia saves Windows-1252 where nobody chose otherwise: that is tried last, and said."""
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    encodings = [marked] if marked else [*_unmarked_utf16(data), "utf-8"]
    for encoding in encodings:
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(_("Huruf di berkas ini tidak dapat dibaca. Simpan sebagai CSV UTF-8 atau .xlsx.")) from error
    return text, [_("Berkas ini dibaca sebagai Windows-1252. Periksa huruf seperti é dan tanda kutip.")]


def _unmarked_utf16(data: bytes) -> list[str]:
    """Of plain letters every second byte is nothing."""
    start = data[:400]
    if start[1::2].count(0) > len(start) // 3:
        return ["utf-16-le"]
    return ["utf-16-be"] if start[::2].count(0) > len(start) // 3 else []


def _delimiter(text: str) -> tuple[str, str]:
    """As Excel says it in a first line (`sep=;`), else whichever parts the first line into most cells."""
    said = re.match(r"sep=(.)\r?\n?", text)
    if said:
        return said[1], text[said.end() :]
    start = text[:LONGEST_CELL].lstrip("\r\n")
    return max(DELIMITERS, key=lambda one: _cells_in_first_line(start, one)), text


def _cells_in_first_line(text: str, delimiter: str) -> int:
    return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Lines may end in any of three ways, and a quoted cell may hold such ends."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    at = 0
    while True:
        at += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            sentence = _("Tanda kutip di baris %s tidak ditutup. Perbaiki, lalu unggah lagi.") % number(at)
            raise Unreadable(sentence) from error
        if row is None:
            return
        yield [restored(cell) for cell in row]


def _bounded(rows: Iterable[list[str]]) -> Iterator[Row]:
    for at, row in enumerate(rows, start=1):
        if at > MOST_ROWS + 1:
            raise Unreadable(
                _("Tabel ini lebih dari %s baris. Bagi berkasnya, atau hapus baris kosong di bawah.")
                % number(MOST_ROWS)
            )
        cells = _without_blank_end(row)
        if len(cells) > MOST_COLUMNS:
            raise _too_wide()
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise Unreadable(_("Ada isian yang terlalu panjang di baris %s.") % number(at))
        if cells:
            yield at, cells


def _without_blank_end(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _too_wide() -> Unreadable:
    return Unreadable(_("Tabel ini lebih dari %s kolom. Pakai templat kami.") % number(MOST_COLUMNS))
