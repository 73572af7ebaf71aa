"""Files of organisations, as people make them, sent through the door and read as the worker would."""

import csv
import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from commons import jobs
from stakeholders.models import Import

HEADINGS = ["Nama organisasi", "Unsur", "Jenis", "Tentang", "Wilayah", "Bidang", "Situs web", "Surel umum"]
HEADINGS += ["Telepon umum", "Visi", "Misi", "Bagian dari", "NIB", "NPWP organisasi"]
HEADINGS += ["Nama narahubung", "Jabatan narahubung", "Surel narahubung", "Telepon narahubung"]
NOTHING_MORE = [""] * 5  # no vision, mission, parent or numbers
CONTACT = ["Siti", "Ketua", "siti@contoh.example", "0812-3456-7891"]


def row(name: str, sector: str = "Masyarakat", **cells: str) -> list[str]:
    """A row under `HEADINGS`; others by their heading with _ for a space."""
    named = {"Nama organisasi": name, "Unsur": sector} | {key.replace("_", " "): cell for key, cell in cells.items()}
    return [named.get(heading, "") for heading in HEADINGS]


def as_csv(rows: list[list[Any]], *, delimiter: str = ",", end: str = "\r\n", encoding: str = "utf-8") -> bytes:
    file = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL  # Python leaves \n bare where lines end otherwise
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return file.getvalue().encode(encoding)


def as_xlsx(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for one in rows:
        book.active.append(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The office file with one of its parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


def send(browser: Client, data: bytes, name: str = "daftar.csv") -> Any:
    return browser.post("/direktori/impor/", {"file": SimpleUploadedFile(name, data)})


def imported(browser: Client, data: bytes, name: str = "daftar.csv") -> Import:
    """Sent, and read by the worker; nothing is carried out yet."""
    response = send(browser, data, name)
    assert response.status_code == 303, response.content.decode()
    assert jobs.run_one()
    return Import.objects.latest("pk")


def outcomes(batch: Import) -> list[str]:
    return list(batch.rows.order_by("number").values_list("outcome", flat=True))


def faults(batch: Import) -> list[tuple[int, str, str]]:
    """Row, heading, sentence."""
    return [(one.number, *said) for one in batch.rows.faulty().order_by("number") for said in one.sentences]


def rows_of(data: bytes) -> list[list[Any]]:
    """What a spreadsheet finds in a file of ours."""
    if data.startswith(b"PK"):
        sheet = load_workbook(io.BytesIO(data)).active
        return [[cell.value for cell in line] for line in sheet.iter_rows()]
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
