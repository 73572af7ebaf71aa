"""Organisations as cards for an address book (vCard 3.0, which every phone reads): their public contact, no people."""

from collections.abc import Iterable, Iterator

from django.conf import settings

from stakeholders.models import Organisation
from stakeholders.tables.rows import public_contact

MEDIA_TYPE = "text/vcard; charset=utf-8"
LONGEST_LINE = 75  # bytes, the mark of its continuation included
FOLD = b"\r\n "


def cards(found: Iterable[Organisation]) -> Iterator[bytes]:
    """One card after the other."""
    for one in found:
        yield card(one)


def card(organisation: Organisation) -> bytes:
    """The card of one. What is empty is left out."""
    contact = public_contact(organisation)
    address = f"{settings.SITE_URL}{organisation.get_absolute_url()}"
    lines = [
        ("BEGIN", "VCARD"),
        ("VERSION", "3.0"),
        ("UID", f"{settings.SITE_URL}/direktori/{organisation.pk}/"),
        ("FN", _text(organisation.name)),
        ("N", f"{_text(organisation.name)};;;;"),
        ("ORG", _text(organisation.name)),
        ("CATEGORIES", _text(str(organisation.get_sector_display()))),
        ("EMAIL;TYPE=INTERNET", _text(contact["email"])),
        ("TEL;TYPE=VOICE", contact["phone"]),
        ("URL", contact["website"]),
        ("NOTE", _text(address)),
        ("END", "VCARD"),
    ]
    return b"".join(_folded(f"{name}:{_one_line(value)}") for name, value in lines if value)


def _text(value: str) -> str:
    """Signs that part values are kept as what they are."""
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _one_line(value: str) -> str:
    return "".join(value.splitlines())


def _folded(line: str) -> bytes:
    """Long lines go on in the next one; no letter is cut in two."""
    parts, part = [], b""
    for letter in line:
        encoded = letter.encode()
        if len(part) + len(encoded) > LONGEST_LINE - 1:
            parts.append(part)
            part = b""
        part += encoded
    return FOLD.join([*parts, part]) + b"\r\n"
