"""A list that leaves as a file leaves an entry; what breaks on the way leaves neither entry nor open file."""

from typing import IO

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import DatabaseError, transaction
from django.http import FileResponse
from django.test import RequestFactory

from commons.access import Refused
from commons.calendar import today
from commons.exporting import ExportForm, attached, export, take_out
from commons.models import Export
from projects.models import ProjectExport
from tests.people import People

pytestmark = pytest.mark.django_db
TABLES = [one for one in Export.__subclasses__() if not one._meta.abstract]


def two_rows(file: IO[bytes]) -> int:
    file.write(b"satu\r\ndua\r\n")
    return 2


def made(people: People, narrowed_by: str = "") -> IO[bytes]:
    return take_out(ProjectExport, by=people.dewi, form="csv", narrowed_by=narrowed_by, fill=two_rows)


def test_a_file_stands_at_its_beginning_and_its_entry_tells_the_rest(people: People) -> None:
    with made(people, narrowed_by="q=" + "x" * 600) as file:
        assert file.read() == b"satu\r\ndua\r\n"
    (told,) = ProjectExport.objects.told_to(people.dewi)
    assert (told["form"], told["rows"], len(told["narrowed_by"])) == ("csv", 2, 500)
    assert list(ProjectExport.objects.told_to(people.bayu)) == []


def test_what_breaks_on_the_way_is_closed_and_leaves_no_entry(people: People) -> None:
    opened: list[IO[bytes]] = []

    def fill(file: IO[bytes]) -> int:
        opened.append(file)
        raise ValueError("half a row")

    with pytest.raises(ValueError, match="half a row"):
        take_out(ProjectExport, by=people.dewi, form="csv", narrowed_by="", fill=fill)
    assert [file.closed for file in opened] == [True]
    assert not ProjectExport.objects.exists()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.label)
def test_no_entry_of_any_list_is_changed_or_taken_away(people: People, table: type[Export]) -> None:
    table.objects.create(person=people.dewi, form="csv", rows=1)
    for change in (lambda: table.objects.update(rows=9), lambda: table.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def answered(people: People, kind: str, make: object) -> tuple[object, list[str]]:
    request = RequestFactory().post("/proyek/unduh/", {"bentuk": kind})
    request.user, request._messages = people.dewi, CookieStorage(request)  # type: ignore[attr-defined]
    response = export(request, ExportForm(request.POST), make, name="proyek", back="/proyek/")  # type: ignore[arg-type]
    return response, [str(message) for message in request._messages]  # type: ignore[attr-defined]


def test_the_file_is_called_by_its_day_and_sent_as_what_it_is(people: People) -> None:
    response, said = answered(people, "csv", lambda kind: made(people))
    assert isinstance(response, FileResponse)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="proyek-{today()}.csv"'
    assert (b"".join(response.streaming_content), said) == (b"satu\r\ndua\r\n", [])  # type: ignore[arg-type]
    response.close()


def test_what_is_refused_or_not_a_kind_is_said_on_the_list(people: People) -> None:
    def refused(kind: str) -> IO[bytes]:
        raise Refused("Terlalu banyak.")

    for kind, make, sentence in (("csv", refused, "Terlalu banyak."), ("exe", made, "Pilih CSV atau XLSX.")):
        response, said = answered(people, kind, make)
        assert (response.status_code, response["Location"], said) == (303, "/proyek/", [sentence])  # type: ignore[attr-defined, index]
    assert not ProjectExport.objects.exists()


def test_a_small_file_is_kept_and_not_shown() -> None:
    response = attached(b"BEGIN", "tonggak é.ics", "text/calendar; charset=utf-8")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''tonggak%20%C3%A9.ics"
