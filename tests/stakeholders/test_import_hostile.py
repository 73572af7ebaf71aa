"""Tables that mean harm, or were made by accident, through the door and the worker: a sentence, never a failure."""

import time
import tracemalloc
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from activity.models import Thread
from commons import jobs
from commons.models import Audience, Job
from stakeholders.actions import carry_out_import, undo_import
from stakeholders.models import ContactPerson, Import, ImportRow, Organisation
from tests.people import People, signed_in
from tests.stakeholders.files import (
    HEADINGS,
    as_csv,
    as_xlsx,
    faults,
    imported,
    outcomes,
    row,
    rows_of,
    send,
    with_part,
)
from tests.stakeholders.test_import_reading import bomb, sheet

NUMBERED = ["Nomor", *HEADINGS]


@pytest.fixture
def staff(people: People) -> Client:
    return signed_in(people.putri)


def read(staff: Client, data: bytes, name: str = "daftar.csv") -> Import:
    """Read by the worker without a failure, whatever stands in it."""
    batch = imported(staff, data, name)
    assert batch.state in ("read", "refused")
    assert batch.job is not None
    assert batch.job.state == Job.State.DONE
    assert staff.get(batch.get_absolute_url()).status_code == 200
    return batch


@pytest.mark.parametrize("heading", HEADINGS)
def test_a7_a_nul_byte_in_any_column_is_a_fault_in_words(staff: Client, heading: str) -> None:
    cells = dict(zip(HEADINGS, row("Melati", Nama_narahubung="Ani"), strict=True)) | {heading: "abc\x00def"}
    batch = read(staff, as_csv([HEADINGS, list(cells.values())]))
    assert [(number, column) for number, column, _ in faults(batch)] == [(2, heading)]
    listed = rows_of(b"".join(staff.get(batch.job.get_absolute_url()).streaming_content))  # type: ignore[union-attr]
    assert listed[1][:2] == ["2", heading]


def test_a7_a_nul_byte_in_a_heading_is_a_heading_nobody_knows(staff: Client) -> None:
    batch = read(staff, as_csv([[*HEADINGS, "Cata\x00tan"], [*row("Melati"), "x"]]))
    assert outcomes(batch) == ["new"]
    assert any("Catatan" in sentence for sentence in batch.said)


@pytest.mark.parametrize("number", ["0", "-1", "9" * 19, "9" * 5000, "1e3", "٣", "1.5", "=1", "1\x00", "NaN", " 7 7 "])
def test_no_number_of_an_organisation_breaks_the_reading(staff: Client, number: str) -> None:
    batch = read(staff, as_csv([NUMBERED, [number, *row("Melati")]]))
    assert [(at, column) for at, column, _ in faults(batch)] == [(2, "Nomor")]


@pytest.mark.parametrize("cell", ["_x0000_", "_xD800_", "_x000D_=1", "&#0;", "\ufffe", "=1+1", "x" * 29_000])
def test_what_an_office_file_escapes_is_text(staff: Client, cell: str) -> None:
    text = sheet(
        '<row r="1"><c t="inlineStr"><is><t>Nama organisasi</t></is></c><c t="inlineStr"><is><t>Unsur</t></is></c>'
        '<c t="inlineStr"><is><t>Tentang</t></is></c></row><row r="2"><c t="inlineStr"><is><t>Melati</t></is></c>'
        f'<c t="inlineStr"><is><t>Masyarakat</t></is></c><c t="inlineStr"><is><t>{cell}</t></is></c></row>'
    )
    read(staff, text, "daftar.xlsx")
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<", b"<a/>", b"\x00" * 50, b"<a>" * 20_000])
def test_i5_a_part_that_is_nonsense_is_refused_with_a_sentence(staff: Client, part: str, content: bytes) -> None:
    data = with_part(as_xlsx([HEADINGS, row("Melati")]), part, content)
    answer = send(staff, data, "daftar.xlsx")
    if answer.status_code == 303:
        assert jobs.run_one()
        batch = Import.objects.latest("pk")
        assert batch.state in ("refused", "read")
        assert batch.job is not None
        assert batch.job.state == Job.State.DONE
    else:
        assert answer.status_code == 422


def test_i5_the_largest_tables_take_neither_memory_nor_time(staff: Client) -> None:
    """The three of the book: gigabytes zipped, a million rows, sixteen thousand columns."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200_001))
    wide = "<row>" + "<c><v>1</v></c>" * 16_384 + "</row>"
    for data in (bomb(), sheet(rows), sheet(wide)):
        tracemalloc.start()
        began = time.thread_time()
        answer = send(staff, data, "daftar.xlsx")
        if answer.status_code == 303:
            assert jobs.run_one()
            assert Import.objects.latest("pk").state == "refused"
        took, (_now, peak) = time.thread_time() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert took < 20
        assert peak < 150_000_000
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_i1_each_way_of_saving_arrives_whole_through_the_door(
    people: People, staff: Client, delimiter: str, encoding: str
) -> None:
    table = as_csv(
        [HEADINGS, row("Kafé Mawar", Tentang="satu\ndua; tiga, empat")], delimiter=delimiter, encoding=encoding
    )
    blank = f"\r\n{delimiter * 2}\r\n".encode("utf-16-le" if encoding == "utf-16" else "ascii")
    carry_out_import(batch=read(staff, table + blank), by=people.putri)
    made = Organisation.objects.get()
    assert (made.name, made.about) == ("Kafé Mawar", "satu\ndua; tiga, empat")


@pytest.mark.parametrize("name", ['=HYPERLINK("http://evil")', "-2+3", "@SUM(1)", "=cmd|' /C calc'!A0"])
def test_i2_a_formula_comes_in_as_text_and_leaves_as_text_in_every_file(
    people: People, staff: Client, name: str
) -> None:
    """The directory's own files, the list of faults, the card."""
    table = as_csv([HEADINGS, row(f"{name} Warung", Nama_narahubung="Ani"), row(f"{name} Kedai", "=1+1")])
    batch = read(staff, table)
    listed = rows_of(b"".join(staff.get(batch.job.get_absolute_url()).streaming_content))  # type: ignore[union-attr]
    assert all(not str(cell).startswith(("=", "+", "-2", "@", "\t")) for line in listed for cell in line)
    good = read(staff, as_csv([HEADINGS, row(f"{name} Warung")]))
    carry_out_import(batch=good, by=people.putri)
    made = Organisation.objects.get()
    assert made.name == f"{name} Warung"
    for kind in ("csv", "xlsx"):
        data = b"".join(staff.post("/direktori/unduh/", {"bentuk": kind}).streaming_content)
        assert f"'{made.name}" in [line[1] for line in rows_of(data)]
        assert outcomes(read(staff, data, f"daftar.{kind}")) == ["same"]
    card = staff.get(f"/direktori/{made.pk}/kontak.vcf").content.decode()
    assert "\r\n=" not in card


@pytest.mark.parametrize("name", ["Ani Wijaya", "ANI WIJAYA", "ani  wijaya"])
def test_i4_one_person_in_other_letters_is_one_person(people: People, staff: Client, name: str) -> None:
    first = [row("Melati", Nama_narahubung="Ani Wijaya", Surel_narahubung="ani@contoh.example")]
    carry_out_import(batch=read(staff, as_csv([HEADINGS, *first])), by=people.putri)
    again = read(staff, as_csv([HEADINGS, row("melati", Nama_narahubung=name, Surel_narahubung="ANI@contoh.example")]))
    if again.rows.to_write().exists():
        carry_out_import(batch=again, by=people.putri)
    assert ContactPerson.objects.count() == 1
    assert ContactPerson.objects.get().name == "Ani Wijaya"


def test_i4_a_file_carried_out_twice_by_two_buttons_is_carried_out_once(people: People, staff: Client) -> None:
    batch = read(staff, as_csv([HEADINGS, row("Melati")]))
    path = f"{batch.get_absolute_url()}terapkan/"
    answers = [staff.post(path), signed_in(people.ratna).post(path)]
    assert {answer.status_code for answer in answers} == {303}
    assert Organisation.objects.count() == 1


def test_o1_what_an_undone_import_stood_on_is_gone_too(people: People, staff: Client) -> None:
    """Groups, threads and audiences, with every right on them: nobody inherits what was granted."""

    def counted() -> dict[str, Any]:
        tables = [
            table
            for table in connection.introspection.django_table_names(only_existing=True)
            if "grant" in table or table in ("auth_group", "accounts_user_groups")
        ]
        with connection.cursor() as cursor:
            found = {}
            for table in tables:
                cursor.execute(f"SELECT count(*) FROM {table}")
                found[table] = cursor.fetchone()[0]
        return found | {"threads": Thread.objects.count(), "audiences": Audience.objects.count()}

    before = counted()
    batch = read(staff, as_csv([HEADINGS, row("Melati"), row("Mawar", Nama_narahubung="Ani")]))
    carry_out_import(batch=batch, by=people.putri)
    assert counted() != before
    undo_import(batch=batch, by=people.putri)
    assert counted() == before
    assert not ImportRow.objects.exclude(organisation=None).exists()
