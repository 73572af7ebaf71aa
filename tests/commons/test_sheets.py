"""Sheets of paper are printed whatever a neighbour typed."""

import unicodedata
from typing import Any

import pytest

from commons.pdf import BOX, UNPRINTED, printable, typeset

WORDS = {"number": "No.", "name": "Nama", "place": "Organisasi", "signature": "Tanda tangan"}
TYPED = (
    "Rapat 👍🏽 ✅",
    "漢字",
    "الحمد لله",
    "ꦲꦏ꧀ꦱꦫ",
    "नमस्ते",
    "\ufeffRapat\u202e\x01",
    "x\u0323\u0310",
    "👨‍👩‍👧",
    "\ufffe\U0010ffff",
)


def sheet(*names: str) -> dict[str, Any]:
    return {
        "site": names[0],
        "printed": "Dicetak hari ini",
        "kind": "Daftar hadir",
        "title": names[0],
        "facts": [{"label": "Tempat", "value": names[0]}],
        "rows": [{"name": name, "place": name} for name in names],
        "words": WORDS,
    }


@pytest.mark.parametrize("typed", TYPED)
def test_a_sign_that_no_font_has_does_not_keep_the_sheet_from_being_printed(typed: str) -> None:
    assert typeset("meetings/pdf/sign_sheet.typ", sheet(typed), language="id").startswith(b"%PDF-")


def test_it_becomes_a_box_and_everything_else_stays() -> None:
    assert printable({"a": ["Rapat 👍🏽 sore", 3, None]}) == {"a": [f"Rapat {BOX} sore", 3, None]}
    assert printable("ꦲꦏ꧀ꦱꦫ") == BOX
    told = "Café “Ñandé” – 3 m² → Rp5.000 ☐ ✓ …\nSiti\tNur\u200bhaliza"
    assert printable(told) == told
    assert printable("Cafe\u0301") == "Café"


def test_every_sign_that_is_let_through_is_printed() -> None:
    passed = [chr(n) for n in range(0x20, 0x3000) if not UNPRINTED.match(chr(n)) and printable(chr(n)) == chr(n)]
    assert len(passed) > 1500
    assert not [sign for sign in passed if unicodedata.category(sign) == "Cn"]
    assert typeset("meetings/pdf/sign_sheet.typ", sheet(" ".join(passed)), language="id").startswith(b"%PDF-")
