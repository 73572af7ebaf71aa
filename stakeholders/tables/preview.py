"""A file as it would change the registry: row by row, in chunks, so that its length costs no memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from tablib import Dataset

from commons.formats import number
from commons.tables import Sheet, Unreadable
from stakeholders.models import ImportRow
from stakeholders.tables.columns import CONTACT_CODES, FACT_CODES, READ, code_of, is_example, label_of
from stakeholders.tables.known import Known, contacts_of, key_of
from stakeholders.tables.resource import Entry, OrganisationResource, faults_of

CHUNK = 500
CODES = [column.code for column in READ]
Outcome = ImportRow.Outcome
Said = list[tuple[str, str]]


@dataclass
class Met:
    """An organisation that this file has named: in which row, with which facts, and its contact people."""

    number: int
    facts: dict[str, Any]
    contacts: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)


@dataclass
class Line:
    """A row of the file by its columns, and what is wrong with it as a row."""

    number: int
    cells: dict[str, str]
    faults: Said = field(default_factory=list)


class Preview:
    """
    Raises:
        Unreadable: the headings are not those of a table of organisations.
    """

    def __init__(self, sheet: Sheet, by: Any) -> None:
        self.rows, self.said = sheet.rows, list(sheet.said)
        self.known = Known(by)
        self.resource = OrganisationResource(self.known)
        self.met: dict[Any, Met] = {}
        self.headings = self._headings()

    def chunks(self) -> Iterator[list[ImportRow]]:
        """Of each 500 rows what they would do. So many statements a chunk, whatever stands in it."""
        lines = self._lines()
        while chunk := list(islice(lines, CHUNK)):
            yield list(self._judged(chunk))

    def _headings(self) -> list[str]:
        _at, cells = next(self.rows, (0, list[str]()))
        codes = [code_of(cell) for cell in cells]
        read = [code for code in codes if code in CODES]
        if "name" not in read:
            raise Unreadable(_("Kolom “Nama organisasi” tidak ada di baris pertama. Pakai templat kami."))
        if twice := [code for code in read if read.count(code) > 1]:
            raise Unreadable(_("Kolom “%s” ada dua kali. Hapus salah satu.") % label_of(twice[0]))
        named = zip(cells, codes, strict=True)
        unknown = [keepable(cell.strip()[:40]) for cell, code in named if cell.strip() and not code]
        if unknown:
            self.said.append(_("Kolom yang tidak kami kenal dilewati: %s.") % ", ".join(unknown[:8]))
        return codes

    def _lines(self) -> Iterator[Line]:
        for at, cells in self.rows:
            named = dict(zip(self.headings, cells, strict=False))
            line = Line(at, {code: named.get(code, "") for code in CODES})
            if is_example(line.cells):
                self.said.append(_("Baris contoh dari templat dilewati."))
                continue
            if len(cells) > len(self.headings):
                line.faults.append(
                    ("–", _("Isian baris ini lebih banyak daripada kolomnya. Beri tanda kutip pada isian berkoma."))
                )
            yield line

    def _judged(self, chunk: list[Line]) -> Iterator[ImportRow]:
        resource = self.resource
        numbers = {pk for line in chunk if (pk := resource.meant(line.cells)[0])}
        resource.found, contacts = self.known.facts(numbers), contacts_of(numbers)
        table = Dataset(*([line.cells[code] for code in CODES] for line in chunk), headers=CODES)
        result = resource.import_data(table, use_transactions=False)
        for trouble in (*result.base_errors, *(one for row in result.error_rows for one in row.errors)):
            raise trouble.error
        owners = self._owners(row.instance for row in result.rows if row.is_valid())
        for line, read in zip(chunk, result.rows, strict=True):
            faults = line.faults + (faults_of(read.validation_error) if read.validation_error else [])
            if faults:
                yield self._row(line, Outcome.FAULTY, faults)
            else:
                yield self._compared(line, read.instance, contacts, owners)

    def _owners(self, entries: Iterable[Entry]) -> dict[str, str]:
        new = [entry.facts for entry in entries if entry.pk is None]
        return self.known.owners(
            {facts["phone"] for facts in new if facts["phone"]},
            {facts["email"].lower() for facts in new} - {""},
            {facts["nib"] for facts in new} - {""},
        )

    def _compared(self, line: Line, entry: Entry, contacts: dict[int, Any], owners: dict[str, str]) -> ImportRow:
        key = entry.pk or key_of(entry.facts["name"])
        first = self.met.get(key)
        there = contacts.get(entry.pk or 0, {}).get(key_of(entry.contact.get("contact_name", "")), {})
        contact = _merged(there, entry.contact)
        if first is not None:
            return self._again(line, entry, first, there, contact)
        self.met[key] = Met(line.number, entry.facts)
        self._remember(self.met[key], line, contact)
        facts = entry.facts if entry.pk is None or _differ(entry) else {}
        if entry.pk is None:
            return self._row(line, Outcome.NEW, self._hints(entry, owners), facts=facts, contact=contact)
        before = {code: entry.before[code] for code in facts}
        changed = contact if contact != there else {}
        outcome = Outcome.CHANGED if facts or changed else Outcome.SAME
        return self._row(
            line, outcome, [], organisation_id=entry.pk, facts=facts, before=before, contact=changed,
            contact_before=there if changed else {},
        )  # fmt: skip

    def _again(self, line: Line, entry: Entry, first: Met, there: dict[str, str], contact: dict[str, str]) -> ImportRow:
        """A second row about one organisation may name another contact person; else it repeats, or contradicts."""
        given = [code for code in FACT_CODES if code != "name" and line.cells[code].strip()]
        contradicts = any(first.facts[code] != entry.facts[code] for code in given)
        at, known = first.contacts.get(key_of(contact.get("contact_name", "")), (first.number, contact))
        if contradicts or _merged(known, contact) != known:
            sentence = _("Organisasi ini sudah ada di baris %s dengan isian lain. Sisakan satu.") % number(at)
            return self._row(line, Outcome.FAULTY, [(label_of("name"), sentence)])
        if not contact or key_of(contact["contact_name"]) in first.contacts:
            sentence = _("Sama dengan baris %s, jadi dilewati.") % number(at)
            return self._row(line, Outcome.DUPLICATE, [(label_of("name"), sentence)], organisation_id=entry.pk)
        self._remember(first, line, contact)
        if contact == there:
            return self._row(line, Outcome.SAME, [], organisation_id=entry.pk, same_as=first.number)
        outcome = Outcome.NEW if entry.pk is None else Outcome.CHANGED
        return self._row(
            line, outcome, [], organisation_id=entry.pk, same_as=first.number, contact=contact, contact_before=there
        )

    def _remember(self, met: Met, line: Line, contact: dict[str, str]) -> None:
        if contact:
            met.contacts[key_of(contact["contact_name"])] = line.number, contact

    def _hints(self, entry: Entry, owners: dict[str, str]) -> Said:
        """What makes a new organisation look like one that is there."""
        facts, found = entry.facts, []
        if alike := self.known.like(facts["name"]):
            found.append((label_of("name"), _("Mirip dengan %s. Pastikan bukan organisasi yang sama.") % alike))
        for code, value in (("phone", facts["phone"]), ("email", facts["email"].lower())):
            if owner := owners.get(value):
                found.append((label_of(code), _("Ini juga kontak %s. Pastikan bukan organisasi yang sama.") % owner))
        if owner := owners.get(facts["nib"]):
            found.append((label_of("nib"), _("Ini juga NIB %s. Pastikan bukan organisasi yang sama.") % owner))
        return found

    def _row(self, line: Line, outcome: str, said: Said, **values: Any) -> ImportRow:
        said = [(column, keepable(sentence)) for column, sentence in said]
        name = keepable(line.cells["name"].strip()[:160])
        return ImportRow(number=line.number, name=name, outcome=outcome, said=said, **values)


def keepable(text: str) -> str:
    """A sentence quotes what stands in the file; PostgreSQL keeps everything but a NUL."""
    return text.replace("\x00", "")


def _differ(entry: Entry) -> bool:
    return any(value != entry.before[code] for code, value in entry.facts.items())


def _merged(there: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """What is empty in the file leaves alone what is there; so does another letter case of the name."""
    if not given:
        return {}
    merged = {code: given[code] or there.get(code, "") for code in CONTACT_CODES}
    return merged | {"contact_name": there["contact_name"]} if there else merged
