"""Sheets of paper: typst templates (`templates/<app>/pdf/<name>.typ`), filled with plain values."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

FONTS = Path(__file__).parent / "fonts"  # cut from static/fonts, which typst cannot read; nothing of the machine's own
TEMPLATES = settings.BASE / "templates"


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
        sys_inputs={"values": json.dumps(values), "language": language},
    )
    assert isinstance(made, bytes)
    return made
