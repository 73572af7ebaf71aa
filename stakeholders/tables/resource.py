"""What one row of a file means (django-import-export): each cell read as its form field reads it, all faults at once.

It only reads. What is to be written is kept as `ImportRow`s, and written by `actions.carry_out_import`.
"""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.widgets import Widget

from commons.form_fields import LineField, NameField, PhoneField, TextField, an_id
from stakeholders.models import Organisation, Sector
from stakeholders.numbers import NibField, NpwpField
from stakeholders.tables.columns import CONTACT_CODES, FACT_CODES, label_of, plain
from stakeholders.tables.known import Known, key_of

PARTED = re.compile(r"[,/\n|]")
PLACE = re.compile(r"(?:rw)?[\s.]*0*(\d{1,3})", re.ASCII)
EMPTY: dict[str, Any] = {"areas": [], "themes": [], "parent": None}  # what is no text
SHORTENED = re.compile(r"\d+([.,]\d+)?e\+?\d+", re.IGNORECASE | re.ASCII)  # as Excel shows a long number
ROUNDED = re.compile(r"[1-9]\d{14}0", re.ASCII)  # Excel keeps fifteen digits; an organisation's own begins with 0
EXCEL_FAULT = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!)")
UNCHANGEABLE = {Organisation.State.SUSPENDED, Organisation.State.ARCHIVED}


class Entry:
    """An organisation as a row of the file would have it, begun from what is there already."""

    def __init__(self, pk: int | None = None, facts: dict[str, Any] | None = None) -> None:
        self.pk = pk
        self.before = facts or {}
        self.troubles: dict[str, str] = {}
        for code in FACT_CODES:
            setattr(self, code, self.before.get(code, EMPTY.get(code, "")))
        for code in CONTACT_CODES:
            setattr(self, code, "")

    @property
    def facts(self) -> dict[str, Any]:
        return {code: getattr(self, code) for code in FACT_CODES}

    @property
    def contact(self) -> dict[str, str]:
        """The contact person of this row; empty when it names none."""
        found = {code: getattr(self, code) for code in CONTACT_CODES}
        return found if any(found.values()) else {}


class Read(Widget):
    """A cell as a form field reads it. What is empty leaves alone what is there."""

    def __init__(self, field: forms.Field) -> None:
        super().__init__()
        self.field = field

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if not str(value).strip():
            return None
        if EXCEL_FAULT.match(str(value)):
            raise ValueError(_("Sel ini berisi galat Excel (%s). Perbaiki rumusnya.") % str(value)[:10])
        try:
            return self.read(str(value))
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    def read(self, text: str) -> Any:
        return self.field.clean(text)


class Numbered(Read):
    """A long number of an office, which Excel may have spoilt: kept as digits, with its zeros in front."""

    def read(self, text: str) -> Any:
        if SHORTENED.fullmatch(text.strip()) or ROUNDED.fullmatch(text.strip()):
            raise ValidationError(str(SPOILT))
        try:
            return super().read(text)
        except ValidationError as error:
            said = [*error.messages, str(SPOILT)] if text.strip().isdigit() else error.messages
            raise ValidationError(said) from error


class Chosen(Read):
    """One of a few, named as people name it."""

    def __init__(self, known: dict[str, Any], refusal: str | Promise) -> None:
        super().__init__(forms.Field())
        self.known, self.refusal = known, refusal

    def read(self, text: str) -> Any:
        if plain(text) not in self.known:
            raise ValidationError(str(self.refusal) % {"text": text.strip()[:60]})
        return self.known[plain(text)]


class Several(Chosen):
    """Several of them, parted by a semicolon, a comma or a new line; as numbers of rows, in order."""

    def read(self, text: str) -> list[int]:
        return sorted({self.one(part) for part in self.parts(text) if part.strip()})

    def parts(self, text: str) -> Iterator[str]:
        """A name may hold a comma."""
        for part in text.split(";"):
            yield from [part] if plain(part) in self.known else PARTED.split(part)

    def one(self, text: str) -> int:
        return int(super().read(text))


class Places(Several):
    """RW by their numbers, whatever stands around them: `3`, `003`, `RW 03`; and the whole kelurahan."""

    def one(self, text: str) -> int:
        number = PLACE.fullmatch(plain(text))
        return super().one(number[1] if number else text)


class OrganisationResource(Resource):
    """Rows of a chunk, compared with what is known. `facts` and `contacts` hold the organisations that it names."""

    name = Field(widget=Read(LineField(min_length=3, max_length=160)))
    sector = Field()
    kind = Field()
    about = Field(widget=Read(TextField(max_length=2000)))
    areas = Field()
    themes = Field()
    website = Field(widget=Read(forms.URLField(max_length=200, assume_scheme="https")))
    email = Field(widget=Read(forms.EmailField()))
    phone = Field(widget=Read(PhoneField()))
    vision = Field(widget=Read(TextField(max_length=1000)))
    mission = Field(widget=Read(TextField(max_length=2000)))
    nib = Field(widget=Numbered(NibField()))
    npwp = Field(widget=Numbered(NpwpField()))
    contact_name = Field(widget=Read(NameField()))
    contact_title = Field(widget=Read(LineField(max_length=80)))
    contact_email = Field(widget=Read(forms.EmailField()))
    contact_phone = Field(widget=Read(PhoneField()))

    class Meta:
        use_bulk = True  # no savepoint a row
        skip_diff = True
        report_skipped = True
        store_instance = True
        instance_loader_class = BaseInstanceLoader  # what is there was asked for the whole chunk

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known, self.found = known, dict[int, dict[str, Any]]()
        for code, field in self.fields.items():
            field.attribute = field.column_name = code
            field.saves_null_values = False
        sectors, kinds = known.sectors, {name: kind.code for name, kind in known.kinds.items()}
        self.fields["sector"].widget = Chosen(sectors, UNKNOWN_SECTOR)
        self.fields["kind"].widget = Chosen(kinds, UNKNOWN_KIND)
        self.fields["areas"].widget = Places(known.areas, UNKNOWN_PLACE)
        self.fields["themes"].widget = Several(known.themes, UNKNOWN_THEME)
        self._sector_of = {kind.code: kind.sector for kind in known.kinds.values()}

    def meant(self, row: dict[str, str]) -> tuple[int | None, dict[str, str]]:
        """The organisation that this row is about, if it is there; and what is wrong with how it is named."""
        number = row.get("number", "").strip()
        if number:
            if (known := an_id(number.lstrip("0"))) in self.known.numbers:
                return known, {}
            return None, {"number": _("Tidak ada organisasi dengan nomor %s. Kosongkan untuk yang baru.") % number[:20]}
        same = self.known.by_key.get(key_of(row.get("name", "")), [])
        if len(same) > 1:
            return None, {"number": _("Ada %s organisasi bernama ini. Isi kolom Nomor.") % len(same)}
        return (same[0] if same else None), {}

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Entry, bool]:
        pk, troubles = self.meant(row)
        there = self.found.get(pk) if pk else None
        entry = Entry(pk if there else None, there)
        entry.troubles = troubles
        if there and there["state"] in UNCHANGEABLE:
            entry.troubles["name"] = _("Organisasi ini dibekukan atau diarsipkan. Pulihkan dulu, atau hapus baris ini.")
        if named := str(row.get("parent", "")).replace("\x00", "").strip():
            self._make_part(entry, named)
        return entry, there is None

    def _make_part(self, entry: Any, named: str) -> None:
        """Of the organisation that the cell names. The one that stands there already is meant by its own name."""
        present = entry.before.get("parent")
        if present and key_of(self.known.names.get(present, "")) == key_of(named):
            return
        found = self.known.verified(named)
        if len(found) != 1:
            entry.troubles["parent"] = str(SEVERAL_PARENTS if found else UNKNOWN_PARENT) % {"text": named[:60]}
        elif entry.pk and self.known.is_part_of(found[0], entry.pk):
            entry.troubles["parent"] = _("%(name)s sendiri bagian dari organisasi ini.") % {
                "name": self.known.names[found[0]]
            }
        else:
            entry.parent = found[0]
            if entry.pk:
                self.known.parents[entry.pk] = entry.parent

    def import_instance(self, entry: Entry, row: Any, **kwargs: Any) -> None:
        """A name that differs from the one that is there in letter case or signs only changes nothing."""
        kept = entry.name if entry.pk and not row.get("number", "").strip() else ""  # type: ignore[attr-defined]
        super().import_instance(entry, row, **kwargs)
        if kept:
            entry.name = kept  # type: ignore[attr-defined]

    def validate_instance(self, entry: Any, import_validation_errors: Any = None, validate_unique: bool = True) -> None:
        """All faults of the row together."""
        errors: dict[str, Any] = dict(import_validation_errors or {})
        for code, sentence in entry.troubles.items():
            errors.setdefault(code, sentence)
        if not entry.name:
            errors.setdefault("name", _("Nama organisasi belum diisi."))
        if not entry.sector:
            errors.setdefault(
                "sector", _("Unsur belum diisi. Pilih satu: %s.") % ", ".join(str(one.label) for one in Sector)
            )
        elif entry.kind and self._sector_of.get(entry.kind) != entry.sector:
            errors.setdefault("kind", _("Jenis ini bukan dari unsur yang dipilih. Pilih jenis di bawah unsurnya."))
        if entry.contact and not entry.contact_name and "contact_name" not in errors:
            errors["contact_name"] = _("Nama narahubung belum diisi, padahal kontaknya ada.")
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Nothing is saved here: a preview changes nothing."""


UNKNOWN_SECTOR = gettext_lazy("Unsur “%(text)s” tidak dikenal. Pilih Pemerintah, Swasta, Masyarakat, atau Mitra luar.")
UNKNOWN_KIND = gettext_lazy("Jenis “%(text)s” tidak dikenal. Lihat pilihannya di halaman impor.")
UNKNOWN_PLACE = gettext_lazy("Wilayah “%(text)s” tidak dikenal. Tulis nomor RW seperti RW 03; RW 05.")
UNKNOWN_PARENT = gettext_lazy("Belum ada organisasi terverifikasi “%(text)s”. Impor induknya dulu, atau kosongkan.")
SEVERAL_PARENTS = gettext_lazy("Ada beberapa organisasi “%(text)s”. Salin alamat halamannya dari direktori.")
SPOILT = gettext_lazy("Bila Excel mengubah nomornya, jadikan kolom ini teks, lalu tulis lagi nomornya.")
UNKNOWN_THEME = gettext_lazy("Bidang “%(text)s” tidak dikenal. Lihat pilihannya di halaman impor.")


def faults_of(error: ValidationError) -> list[tuple[str, str]]:
    """Heading and sentence of each fault, in the order of the columns."""
    order = ["number", *FACT_CODES, *CONTACT_CODES]
    found = error.message_dict
    return [
        (label_of(code), " ".join(found[code]))
        for code in sorted(found, key=lambda code: order.index(code) if code in order else 0)
    ]
