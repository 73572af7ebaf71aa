"""Files at the registry's own doors: logos, documents of agreements, tables (U1–U5, O6)."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from commons.models import Attachment
from stakeholders.actions import end_membership, join, submit_organisation, suspend_organisation
from stakeholders.models import Agreement, Import, Membership, Organisation
from tests.commons import pictures
from tests.commons.conftest import files
from tests.commons.pictures import photo_with_place, picture
from tests.people import People, signed_in
from tests.stakeholders.dealings import PDF, altered, document, signed
from tests.stakeholders.files import HEADINGS, as_csv, row, send
from tests.town import REPRESENTATIVE, Town

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
HOSTILE = {
    "logo.svg": (SVG, "image/svg+xml"),
    "svg as png.png": (SVG, "image/png"),
    "page.html": (b"<!DOCTYPE html><script>alert(1)</script>", "text/html"),
    "page.xhtml": (b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>", "image/png"),
    "styled.xml": (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><a/>", "text/xml"),
    "two types.png": (b"<html><script>alert(1)</script></html>", "image/png;text/html"),
    "nothing.jpg": (b"", "image/jpeg"),
    "cut.jpg": (picture()[:-40], "image/jpeg"),
    "paper in a photo.jpg": (b"\xff\xd8\xff\xe0" + pictures.pdf(), "image/jpeg"),
    "archive.pdf": (b"PK\x03\x04" + b"\x00" * 100, "application/pdf"),
    "cut.pdf": (pictures.pdf()[:-20], "application/pdf"),
    "cut.heic": (picture("HEIF")[:-40], "image/heic"),
}
NAMES = (
    "a" * 300 + ".jpg", "é" * 200, "../../etc/passwd", "..\\..\\x", "a\r\nSet-Cookie: x", 'nama "kutip".pdf',
    ".htaccess", "CON.pdf", "", "foto\u202egpj.exe",
)  # fmt: skip


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def agreement_form(town: Town, **more: Any) -> dict[str, Any]:
    return {
        "kind": "mou", "title": "Taman bacaan", "parties": [town.office.pk, town.firm.pk], "signed_on": "2026-01-05",
        "sight": "public", **more,
    }  # fmt: skip


def sends_logo(people: People, town: Town, upload: SimpleUploadedFile) -> Any:
    return signed_in(people.bayu).post(f"/direktori/{town.firm.pk}/logo/", {"logo": upload})


def sends_document(people: People, town: Town, upload: SimpleUploadedFile) -> Any:
    return signed_in(people.putri).post("/direktori/perjanjian/baru/", agreement_form(town, documents=[upload]))


DOORS = {"logo": sends_logo, "document": sends_document}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("door", DOORS)
def test_u1_u5_what_may_run_or_is_broken_is_refused_and_leaves_nothing(
    people: People, town: Town, media: Path, door: str, name: str
) -> None:
    content, kind = HOSTILE[name]
    answer = DOORS[door](people, town, SimpleUploadedFile(name, content, kind))
    assert answer.status_code == 422
    assert files(media) == []
    assert not Attachment.objects.exists()
    assert not Agreement.objects.exists()
    assert Organisation.objects.get(pk=town.firm.pk).logo_id is None


def test_u1_a_paper_is_no_logo(people: People, town: Town, media: Path) -> None:
    assert sends_logo(people, town, SimpleUploadedFile("logo.png", PDF, "image/png")).status_code == 422
    assert files(media) == []


def test_u2_a_logo_and_a_photographed_document_tell_no_place(people: People, town: Town, media: Path) -> None:
    """Upright, and without what the phone wrote along."""
    for door in DOORS.values():
        assert door(people, town, SimpleUploadedFile("foto.jpg", photo_with_place(), "image/jpeg")).status_code == 303
    kept = files(media)
    assert len(kept) == 6
    for name in kept:
        data = (media / name).read_bytes()
        assert not any(word in data for word in (b"TandaKamera", b"TandaXmp", b"GPS", b"Exif"))
        width, height = Image.open(io.BytesIO(data)).size
        assert width < height


@pytest.mark.parametrize("name", ["IMG_0001.heic", "IMG_0001.HEIC", "IMG_0001.jpg"])
def test_u3_a_photo_of_an_iphone_is_a_logo(people: People, town: Town, name: str) -> None:
    assert sends_logo(people, town, SimpleUploadedFile(name, picture("HEIF"), "image/heic")).status_code == 303
    town.firm.refresh_from_db()
    assert town.firm.logo is not None
    assert town.firm.logo.media_type == "image/webp"


@pytest.mark.parametrize("name", NAMES)
def test_u4_a_hostile_name_is_only_a_text(people: People, town: Town, media: Path, name: str) -> None:
    """Also in a header and on the page that lists the documents."""
    upload = SimpleUploadedFile("x.pdf", pictures.pdf(), "application/pdf")
    upload._name = name  # type: ignore[attr-defined]
    assert sends_document(people, town, upload).status_code in (303, 422)
    for paper in Attachment.objects.all():
        answer = Client().get(paper.get_absolute_url())
        answer.getvalue()  # read to its end, the file is closed
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert "\n" not in answer["Content-Disposition"]
        assert len(paper.name) <= 255
    assert all(name.startswith("attachments/") for name in files(media))


@pytest.mark.parametrize("name", [*NAMES, "daftar\x00.csv", "=HYPERLINK(1).csv", "<img src=x onerror=alert(1)>.csv"])
def test_u4_the_name_of_a_table_is_only_a_text(people: People, media: Path, name: str) -> None:
    browser = signed_in(people.putri)
    upload = SimpleUploadedFile("x.csv", as_csv([HEADINGS, row("Melati")]))
    upload._name = name  # type: ignore[attr-defined]
    answer = browser.post("/direktori/impor/", {"file": upload})
    assert answer.status_code in (303, 422)
    assert "<img src=x" not in browser.get("/direktori/impor/").content.decode()
    for batch in Import.objects.all():
        assert len(batch.file_name) <= 255
        page = browser.get(batch.get_absolute_url())
        assert page.status_code == 200
        assert "<img src=x" not in page.content.decode()
        assert batch.file.startswith("imports/")


@pytest.mark.parametrize("name", ["logo.svg", "page.html", "archive.pdf", "nothing.jpg", "cut.heic"])
def test_u5_what_is_no_table_is_refused_and_nothing_of_it_stays(people: People, media: Path, name: str) -> None:
    from commons import jobs

    answer = send(signed_in(people.putri), HOSTILE[name][0], name)
    if answer.status_code == 303:
        assert jobs.run_one()
        assert Import.objects.get().state == "refused"
    kept = [one for one in files(media) if not one.startswith("jobs/")]  # the list of faults, which is empty
    assert kept == []
    assert not Organisation.objects.exists()


def fetched(browser: Client, address: str) -> int:
    answer = browser.get(address)
    answer.getvalue()  # read to its end, the file is closed
    return answer.status_code


def addresses(one: Attachment) -> list[str]:
    sizes = [f"/lampiran/{one.key}/{size}/" for size in (160, 800, 1600)] if one.kind == "image" else []
    return [one.get_absolute_url(), *sizes]


@pytest.mark.parametrize("ends", ["leaves", "is removed", "is suspended", "is no party any more"])
def test_o6_a_document_is_closed_to_whom_it_was_open(people: People, town: Town, ends: str) -> None:
    paper = document(people.putri)
    agreement = signed(people, town, sight="parties", documents=[paper])
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    browser = signed_in(people.sunarti)
    assert [fetched(browser, one) for one in addresses(paper)] == [200]
    for outsider in (Client(), signed_in(people.dewi), signed_in(people.tukimin)):
        assert [fetched(outsider, one) for one in addresses(paper)] == [404]
    if ends == "is suspended":
        suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    elif ends == "is no party any more":
        altered(agreement, people.putri, parties=[town.office, town.ngo])
    else:
        mine = Membership.objects.get(person=people.sunarti, organisation=town.firm)
        end_membership(membership=mine, by=people.sunarti if ends == "leaves" else people.bayu)
    assert [fetched(browser, one) for one in addresses(paper)] == [404]


def test_o6_every_size_of_a_logo_is_closed_while_its_organisation_is(people: People, town: Town) -> None:
    waits = submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private")
    upload = SimpleUploadedFile("logo.jpg", picture(), "image/jpeg")
    assert signed_in(people.rizky).post(f"/direktori/{waits.pk}/logo/", {"logo": upload}).status_code == 303
    waits.refresh_from_db()
    assert waits.logo is not None
    paths = addresses(waits.logo)
    assert len(paths) == 4
    for browser, status in ((signed_in(people.rizky), 200), (Client(), 404), (signed_in(people.bayu), 404)):
        assert {fetched(browser, path) for path in paths} == {status}


# pitfall: O6
def test_the_faults_of_a_table_are_its_senders_while_they_are_of_the_office(people: People) -> None:
    from accounts.actions import dismiss
    from commons import jobs

    browser = signed_in(people.putri)
    send(browser, as_csv([HEADINGS, row("Ab", "x")]))
    assert jobs.run_one()
    address = Import.objects.get().job.get_absolute_url()  # type: ignore[union-attr]
    assert fetched(browser, address) == 200
    assert fetched(signed_in(people.ratna), address) == 404
    dismiss(person=people.putri, office="staff")
    assert fetched(browser, address) in (403, 404)
