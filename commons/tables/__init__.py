"""Tables that come in and go out as files: CSV and XLSX, as the spreadsheets of an office read and write them."""

from commons.tables.cells import neutral, restored
from commons.tables.reading import MOST_BYTES, MOST_ROWS, Sheet, Unreadable, ensure_small, read
from commons.tables.writing import FORMATS, MEDIA_TYPES, write

__all__ = [
    "FORMATS",
    "MEDIA_TYPES",
    "MOST_BYTES",
    "MOST_ROWS",
    "Sheet",
    "Unreadable",
    "ensure_small",
    "neutral",
    "read",
    "restored",
    "write",
]
