"""A table as a file: CSV as RFC 4180 says it and as Excel opens it, or XLSX. Rows are taken one by one."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from commons.tables.cells import neutral

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8
WIDTH = 24
AS_TEXT = "@"


def write(kind: str, file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """How many rows were written. Kinds are the keys of `FORMATS`; the file is left open, at its end."""
    return FORMATS[kind](file, headings, rows)


def _write_csv(file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    file.write(MARK)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(one) for one in headings])
    count = 0
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        count += 1
    text.detach()
    return count


def _write_xlsx(file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.freeze_panes = "A2"
    for at in range(1, len(headings) + 1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width, column.number_format = WIDTH, AS_TEXT  # what is typed below keeps the zeros in front
    sheet.append([_cell(sheet, one, bold=True) for one in headings])
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, one) for one in row])
        count += 1
    book.save(file)
    return count


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """Text is written as text: that library takes whatever begins with `=` for a formula."""
    value = neutral(value)
    if not isinstance(value, str):
        return value
    if not value:
        return None
    cell = WriteOnlyCell(sheet, value)
    cell.data_type, cell.number_format = "s", AS_TEXT
    if bold:
        cell.font = Font(bold=True)
    return cell


Writer = Callable[[IO[bytes], Sequence[str], Iterable[Sequence[Any]]], int]
FORMATS: dict[str, Writer] = {"csv": _write_csv, "xlsx": _write_xlsx}
