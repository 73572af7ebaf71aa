"""Sheets of paper: typst templates (`templates/<app>/pdf/<name>.typ`), filled with plain values."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from django.conf import settings

FONTS = Path(__file__).parent / "fonts"  # cut from static/fonts, which typst cannot read; nothing of the machine's own
TEMPLATES = settings.BASE / "templates"
PRINTED = (  # by these fonts or by those inside typst
    "\t\n -~\u00a0-\u0377\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff\u1e00-\u1eff"  # letters
    "\u2000-\u2029\u202f-\u2040\u2044-\u2052\u2054-\u205e\u2070\u2074-\u208e\u20a0-\u20c0"  # signs
    "\u2103\u2116\u2122\u2126\u2150\u2151\u2153-\u2184\u2189"  # of units, fractions, Roman numbers
    "\u2190-\u23ff\u2460-\u2606\u2609-\u262f\u2701-\u2704\u2706-\u2709\u270c-\u2714\u2717-\u2726"  # arrows, ticks
)
UNPRINTED = re.compile(f"[^{PRINTED}]+")
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn", "Mc", "Me"})  # categories: signs that only steer, or change another one
KEPT = frozenset("\t\n\u00ad\u200b")  # these steer where a line breaks
BOX = "▯"


def typeset(template: str, values: dict[str, Any], *, language: str) -> bytes:
    """The PDF of a template. It reads `values` as data, so that nothing in them is ever taken for typst's own signs."""
    import typst  # 80 MB that only this needs

    made = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],  # tagged, for those who have it read aloud
        sys_inputs={"values": json.dumps(printable(values)), "language": language},
    )
    assert isinstance(made, bytes)
    return made


def printable(value: Any) -> Any:
    """The same with a box for whatever no font of ours has, such as an emoji or Javanese letters: typst makes no tagged
    sheet with a gap in it, and one sign that a neighbour typed must not keep everybody from the paper."""
    if isinstance(value, dict):
        return {name: printable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [printable(one) for one in value]
    return _printable(value) if isinstance(value, str) else value


def _printable(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(sign for sign in composed if sign in KEPT or unicodedata.category(sign) not in INVISIBLE)
    return UNPRINTED.sub(BOX, seen)
