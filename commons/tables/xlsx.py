"""XLSX as it is written. Imported by whoever writes one: its library takes 8 MB of a process that serves pages."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from commons.tables.cells import neutral

WIDTH = 24
AS_TEXT = "@"


def write_xlsx(file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """How many rows were written."""
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
