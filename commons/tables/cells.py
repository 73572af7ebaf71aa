"""What stands in a cell of a file that a spreadsheet opens: text stays text, and is never run as a formula (CWE-1236).

A sign in front tells the spreadsheet that it is text. It is taken away again when the file comes back, so that whatever
went out comes in as it was.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

SIGN = "'"
RUN = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a formula begins with, or what is skipped in front of one
ROUNDED = re.compile(r"\d{12,}|0\d+")  # Excel would show 3,17E+15, and 3 for 003
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def neutral(value: Any) -> Any:
    """The value as it goes out. Numbers stay numbers; of text only what a spreadsheet would change gets a sign."""
    if isinstance(value, bool | int | float | Decimal):
        return value
    text = UNWRITABLE.sub("", str("" if value is None else value))
    return SIGN + text if _would_change(text) else text


def restored(text: str) -> str:
    """What `neutral` was given; an apostrophe that somebody typed stays."""
    return text[1:] if text.startswith(SIGN) and _would_change(text[1:]) else text


def _would_change(text: str) -> bool:
    """A sign of our own counts too: else nobody could tell it from one that was there."""
    return text.lstrip(" \u00a0").startswith((*RUN, SIGN)) or bool(ROUNDED.fullmatch(text))


def as_text(value: Any) -> str:
    """A cell of an office file as a person reads it: `3` and not `3.0`, a day as `2026-11-27`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    return str(value)
