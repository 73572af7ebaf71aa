"""A table as a file: CSV as RFC 4180 says it and as Excel opens it, or XLSX. Rows are taken one by one."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from commons.tables.cells import neutral

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8


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
    from commons.tables.xlsx import write_xlsx

    return write_xlsx(file, headings, rows)


Writer = Callable[[IO[bytes], Sequence[str], Iterable[Sequence[Any]]], int]
FORMATS: dict[str, Writer] = {"csv": _write_csv, "xlsx": _write_xlsx}
