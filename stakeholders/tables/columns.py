"""The columns of the registry's tables, in and out: their headings, and how an organisation fills them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Column:
    """`hint` stands in the template under the heading's example; `is_read` says whether an import looks at it."""

    code: str
    label: str | Promise
    example: str = ""
    is_read: bool = True


NUMBER = Column("number", _("Nomor"))
FACTS = (
    Column("name", _("Nama organisasi"), "Karang Taruna Melati"),
    Column("sector", _("Unsur"), "Masyarakat"),
    Column("kind", _("Jenis"), "Karang Taruna"),
    Column("about", _("Tentang"), "Kegiatan pemuda dan olahraga."),
    Column("areas", _("Wilayah"), "RW 03; RW 05"),
    Column("themes", _("Bidang"), "Lingkungan; Pendidikan"),
    Column("website", _("Situs web"), "https://melati.contoh.example"),
    Column("email", _("Surel umum"), "melati@contoh.example"),
    Column("phone", _("Telepon umum"), "0812-3456-7890"),
    Column("vision", _("Visi"), "Pemuda yang peduli kampungnya."),
    Column("mission", _("Misi"), "Mengajak pemuda merawat kampung bersama."),
    Column("parent", _("Bagian dari"), "Karang Taruna Kelurahan"),
)
NUMBERS = (
    Column("nib", _("NIB"), "0220 0012 34567"),
    Column("npwp", _("NPWP organisasi"), "01.234.567.8-901.000"),
)
CONTACT = (
    Column("contact_name", _("Nama narahubung"), "Siti"),
    Column("contact_title", _("Jabatan narahubung"), "Ketua"),
    Column("contact_email", _("Surel narahubung"), "siti@contoh.example"),
    Column("contact_phone", _("Telepon narahubung"), "0812-3456-7891"),
)
TOLD = (
    Column("state", _("Status"), is_read=False),
    Column("verified_on", _("Terverifikasi sejak"), is_read=False),
    Column("address", _("Halaman"), is_read=False),
)
READ = (NUMBER, *FACTS, *NUMBERS, *CONTACT)
TEMPLATE = READ[1:]  # whoever fills it in knows no numbers
LABELS = {column.code: column.label for column in (*READ, *TOLD)}
FACT_CODES = tuple(column.code for column in (*FACTS, *NUMBERS))
CONTACT_CODES = tuple(column.code for column in CONTACT)


def code_of(heading: str) -> str:
    """The column that a heading means, in either language and any letter case; empty for an unknown one."""
    return _headings().get(plain(heading), "")


def plain(text: str) -> str:
    """As people compare words: letters of one size, single spaces, no signs around them."""
    return " ".join(text.casefold().replace("*", " ").replace("_", " ").split())


@cache
def _headings() -> dict[str, str]:
    found = {plain(code): code for code in LABELS}
    for language in LANGUAGES:
        with override(language):
            found |= {plain(str(label)): code for code, label in LABELS.items()}
    return found


def label_of(code: str) -> str:
    """The heading as the reader sees it."""
    return str(LABELS.get(code, code))


def example_row() -> list[str]:
    """The line of the template that shows how cells are filled in. It is no organisation, and is not taken for one."""
    return [str(column.example) for column in TEMPLATE]


def is_example(facts: dict[str, Any]) -> bool:
    return facts.get("name") == FACTS[0].example and facts.get("website") == FACTS[6].example


def language() -> str:
    return get_language() or LANGUAGES[0]
