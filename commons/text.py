"""What may stand in a name, a line or a text: nothing invisible, nothing that turns the page around, no floods.

Lengths are looked at before anything else: normalising a hundred thousand combining marks takes seconds.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_NAME = 120
LONGEST = 200_000  # characters of any one field; no form of ours asks for more
HIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"  # count as letters and show nothing
INVISIBLE_ENDS = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad" + BLANK_LETTERS  # pasted along by mistake
JOINERS = "\u200c\u200d"  # make one emoji of several, and belong to some scripts
MARKS_IN_A_NAME, MARKS_IN_A_TEXT = 3, 8
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # characters that reverse what follows them
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
SIXTEEN_DIGITS = re.compile(r"(?<!\d)(?<!\d[ .\-])\d(?:[ .\-]?\d){15}(?![ .\-]?\d)")
_MOMENT = r"(?:\d{4}-\d\d-\d\d|\d\d[.-]\d\d[.-]\d{4}|[012]\d\.[0-5]\d)"
_AMOUNT = r"\d{1,3}(?:\.\d{3})+"
OTHER_NUMBERS = re.compile(rf"{_MOMENT}(?:[ -]{_MOMENT})+|{_AMOUNT}(?:[ -]{_AMOUNT})+")  # dates, times, sums in a row


def clean_name(text: str) -> str:
    """The name of a person as it is kept: NFKC, single spaces.

    Raises:
        ValidationError: too long, invisible or reversed characters, no visible letter, a flood of combining marks.
    """
    if len(text) > 4 * LONGEST_NAME or len(name := _one_line(text, "NFKC")) > LONGEST_NAME:
        raise ValidationError(_("Nama paling panjang %(n)s huruf.") % {"n": LONGEST_NAME})
    floods = unflooded(decomposed := unicodedata.normalize("NFD", name), MARKS_IN_A_NAME) != decomposed
    if floods or any(unicodedata.category(c) in HIDDEN or c in BLANK_LETTERS for c in name):
        raise ValidationError(_("Nama memuat karakter yang tidak terlihat. Ketik ulang namanya."))
    if not any(unicodedata.category(c).startswith("L") for c in name):
        raise ValidationError(_("Tulis nama dengan huruf, paling sedikit satu."))
    return name


def clean_line(text: str) -> str:
    """One line: NFC, every break and run of spaces one space, invisible characters at the ends trimmed like spaces.

    Empty when nothing is visible.

    Raises:
        ValidationError: longer than any field, or an invisible character inside.
    """
    line = _one_line(unflooded(_bounded(text)), "NFC").strip(INVISIBLE_ENDS + " ")
    if any(unicodedata.category(c) in HIDDEN and c not in JOINERS for c in line):
        raise ValidationError(_("Tulisan memuat karakter yang tidak terlihat. Ketik ulang bagian ini."))
    return line if is_visible(line) else ""


def clean_text(text: str) -> str:
    """Several lines: NFC, every break a newline, no spaces at the ends; what would reverse other text is dropped.

    Empty when nothing is visible.

    Raises:
        ValidationError: longer than any field, or control characters that no keyboard types.
    """
    text = TURNING.sub("", BREAKS.sub("\n", _bounded(text)))
    if CONTROLS.search(text):
        raise ValidationError(
            _("Tulisan memuat karakter yang tidak dapat disimpan. Hapus lalu ketik ulang bagian itu.")
        )
    text = unicodedata.normalize("NFC", unflooded(text)).strip("\n").rstrip()
    return text if is_visible(text) else ""


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise ValidationError(_("Tulisan terlalu panjang. Bagi menjadi beberapa bagian."))
    return text


def _one_line(text: str, form: Literal["NFC", "NFKC"]) -> str:
    return " ".join(unicodedata.normalize(form, text).split())


def unflooded(text: str, most: int = MARKS_IN_A_TEXT) -> str:
    """At most so many combining marks on one letter; the rest would climb over the neighbours' lines."""

    def kept() -> Iterator[str]:
        in_a_row = 0
        for character in text:
            in_a_row = in_a_row + 1 if _is_mark(character) else 0
            if in_a_row <= most:
                yield character

    return text if text.isascii() else "".join(kept())


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character) in ("Mn", "Me")


def is_visible(text: str) -> bool:
    """Is there anything to see?"""
    return any(unicodedata.category(c)[0] in "LNPS" and c not in BLANK_LETTERS for c in text)


def letters(text: str) -> int:
    """How long a person would say it is: an emoji with its skin tone, a family, a flag or an accented letter is one."""
    count, previous, flag_is_open = 0, "", False
    for c in text:
        is_flag = "\U0001f1e6" <= c <= "\U0001f1ff"
        joins = _is_mark(c) or c in JOINERS or "\U0001f3fb" <= c <= "\U0001f3ff" or "\U000e0020" <= c <= "\U000e007f"
        count += not (joins or previous == "\u200d" or (is_flag and flag_is_open))
        flag_is_open = is_flag and not flag_is_open
        previous = c
    return count


def no_sixteen_digits(text: str) -> None:
    """NIK and numbers of family cards have sixteen digits, also with spaces, dots or hyphens between, and everybody
    reads what is written here (UU 27/2022).

    Raises:
        ValidationError: with the reason and what to do.
    """
    if any(not OTHER_NUMBERS.fullmatch(found[0]) for found in SIXTEEN_DIGITS.finditer(text)):
        raise ValidationError(
            _(
                "Ada 16 angka berurutan, seperti NIK atau nomor KK. Hapus nomornya: kami tidak memintanya,"
                " dan orang lain bisa membacanya. Bila ini nomor lain, tulis empat angka terakhirnya saja."
            ),
            code="sixteen_digits",
        )
