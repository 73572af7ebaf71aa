"""Files go out to those who may see what they belong to, now, and do no harm there."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.middleware.gzip import GZipMiddleware
from django.test import Client, RequestFactory

from commons import attachments, views
from commons.audience import Audience, give, set_visibility, take
from commons.models import Attachment, Theme
from tests.commons import pictures
from tests.commons.conftest import files
from tests.commons.pictures import picture, upload
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
MARKER = "Rahasia Pengadaan"


@pytest.fixture
def photo(people: People, storage: Any) -> Attachment:
    """Of a private thing that Dewi may see."""
    return placed(people, picture(), f"{MARKER}.jpg", "private")


def placed(people: People, content: bytes, name: str, visibility: str) -> Attachment:
    attachment = attachments.receive(owner=people.rizky, upload=upload(content, name))
    audience = Audience.objects.create(visibility=visibility)
    give("see", to=people.dewi, on=audience)
    thing = Theme.objects.create(code=attachment.key.lower().replace("_", "-")[:40])
    attachments.attach(attachment, to=thing, audience=audience)
    return attachment


def fetch(browser: Client, address: str, **how: Any) -> Any:
    """Read to the end, as a browser does."""
    response = browser.get(address, **how)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response


def addresses(attachment: Attachment) -> list[str]:
    pictures_of = (attachment.small, attachment.medium, attachment.large) if attachment.is_picture else ()
    return [attachment.get_absolute_url(), *(one.url for one in pictures_of)]


def test_o6_every_size_is_served_to_those_who_see_the_thing_and_to_nobody_else(
    people: People, visitor: Client, photo: Attachment
) -> None:
    for address in addresses(photo):
        assert fetch(signed_in(people.dewi), address).status_code == 200
        for outsider in (visitor, signed_in(people.bayu), signed_in(people.ratna), signed_in(people.rizky)):
            assert fetch(outsider, address).status_code == 404


def test_o6_a_right_that_ends_ends_at_the_next_request(people: People, photo: Attachment) -> None:
    browser = signed_in(people.dewi)
    assert fetch(browser, photo.small.url).status_code == 200
    take("see", of=people.dewi, on=photo.audience)
    assert fetch(browser, photo.small.url).status_code == 404


def test_o6_what_is_hidden_with_its_parent_is_gone_for_all(people: People, photo: Attachment) -> None:
    attachments.hide(photo.parent)
    assert fetch(signed_in(people.dewi), photo.small.url).status_code == 404


def test_hidden_and_missing_answer_the_same_bytes(visitor: Client, people: People, photo: Attachment) -> None:
    for browser in (visitor, signed_in(people.bayu)):
        hidden = [plain(fetch(browser, address)) for address in addresses(photo)]
        Attachment.objects.filter(pk=photo.pk).update(key="x" * 32)
        assert [plain(fetch(browser, address)) for address in addresses(photo)] == hidden
        assert MARKER.encode() not in b"".join(hidden)
        Attachment.objects.filter(pk=photo.pk).update(key=photo.key)


def plain(response: Any) -> bytes:
    """The answer without what differs in every answer anyway."""
    assert response.status_code == 404
    token = response.context["csrf_token"] if response.context and "csrf_token" in response.context else ""
    return response.content.replace(str(token).encode() or b"\0", b"")


def test_before_it_is_sent_a_file_is_its_owners(people: People, visitor: Client, storage: Any) -> None:
    mine = attachments.receive(owner=people.rizky, upload=upload(picture()))
    assert fetch(signed_in(people.rizky), mine.small.url).status_code == 200
    assert fetch(signed_in(people.ratna), mine.small.url).status_code == 404
    assert fetch(visitor, mine.small.url).status_code == 404


def test_u1_what_is_served_cannot_run_and_is_not_guessed_at(people: People, storage: Any, visitor: Client) -> None:
    for content, name in ((picture(), "foto.jpg"), (pictures.pdf(), 'nama "kutip" é.pdf')):
        response = fetch(visitor, placed(people, content, name, "public").get_absolute_url())
        assert response.status_code == 200
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["Cache-Control"] == "private, no-cache"


def test_u1_only_a_picture_that_we_made_is_shown_in_the_page(people: People, storage: Any, visitor: Client) -> None:
    photo = fetch(visitor, placed(people, picture(), "foto.jpg", "public").get_absolute_url())
    document = fetch(visitor, placed(people, pictures.pdf(), 'nama "kutip" é.pdf', "public").get_absolute_url())
    assert (photo["Content-Type"], photo["Content-Disposition"]) == ("image/webp", 'inline; filename="foto.webp"')
    assert document["Content-Type"] == "application/pdf"
    assert document["Content-Disposition"] == "attachment; filename*=utf-8''nama%20%22kutip%22%20%C3%A9.pdf"


def test_a_private_file_is_kept_by_no_cache(people: People, photo: Attachment) -> None:
    response = fetch(signed_in(people.dewi), photo.small.url)
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_a_public_picture_is_asked_for_again_and_sent_once(people: People, storage: Any, visitor: Client) -> None:
    photo = placed(people, picture(), "foto.jpg", "public")
    mark = fetch(visitor, photo.small.url)["ETag"]
    again = fetch(visitor, photo.small.url, headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    set_visibility(photo.audience, "private")
    assert fetch(visitor, photo.small.url, headers={"If-None-Match": mark}).status_code == 404


@pytest.mark.parametrize("size", ["0", "161", "99999999999999999999", "-160", "x"])
def test_other_sizes_are_not_made(people: People, photo: Attachment, size: str) -> None:
    response = fetch(signed_in(people.dewi), f"/lampiran/{photo.key}/{size}/")
    assert response.status_code == (200 if size == "0" else 404)


def test_what_is_compressed_already_is_not_compressed_again(people: People, storage: Any) -> None:
    photo = placed(people, picture(size=(1600, 1200)), "foto.jpg", "public")
    request = RequestFactory().get(photo.get_absolute_url(), headers={"Accept-Encoding": "gzip"})
    request.user = AnonymousUser()
    response = GZipMiddleware(lambda asked: views.attachment(asked, photo.key))(request)
    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(b"".join(response.streaming_content)) == photo.size
    response.close()


def test_a_lost_file_is_a_404_and_no_failure(people: People, photo: Attachment, storage: Any) -> None:
    (storage / photo.path(160)).unlink()
    assert fetch(signed_in(people.dewi), photo.small.url).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_an_address_of_a_file_only_gives(people: People, photo: Attachment, method: str) -> None:
    assert getattr(signed_in(people.dewi), method)(photo.get_absolute_url()).status_code == 405


def test_serving_costs_few_queries(people: People, photo: Attachment, django_assert_max_num_queries: Any) -> None:
    browser = signed_in(people.dewi)
    fetch(browser, photo.small.url)
    with django_assert_max_num_queries(3):
        fetch(browser, photo.small.url)


@pytest.fixture
def sending(people: People, storage: Any) -> Any:
    browser = signed_in(people.rizky)
    return lambda content, name="foto.jpg": browser.post("/lampiran/", {"file": SimpleUploadedFile(name, content)})


def test_a_file_sent_ahead_is_answered_with_its_key(sending: Any, people: People) -> None:
    response = sending(picture(), "Kerja bakti.jpg")
    facts = json.loads(response.content)
    attachment = Attachment.objects.get(key=facts["key"])
    assert (response.status_code, facts["name"], facts["picture"]) == (201, "Kerja bakti.webp", attachment.small.url)
    assert attachment.owner == people.rizky


@pytest.mark.parametrize(
    "name",
    [
        "a" * 300 + ".jpg",
        "é" * 200,
        "../../etc/passwd",
        "..\\..\\x",
        'nama "kutip".pdf',
        ".htaccess",
        "CON.pdf",
        "x;y='z'.jpg",
    ],
)
def test_u4_no_name_is_a_failure(sending: Any, name: str, storage: Any) -> None:
    assert sending(picture(), name).status_code == 201
    assert all(path.startswith("attachments/") for path in files(storage))


def test_u4_a_name_with_a_line_break_makes_no_header(people: People, storage: Any, visitor: Client) -> None:
    disposition = 'form-data; name="file"; filename="a%0d%0aSet-Cookie: x=1\x00.jpg"'
    head = f"--xxx\r\nContent-Disposition: {disposition}\r\nContent-Type: image/png;text/html\r\n\r\n"
    body = head.encode() + picture() + b"\r\n--xxx--\r\n"
    response = signed_in(people.rizky).post("/lampiran/", body, content_type="multipart/form-data; boundary=xxx")
    assert response.status_code == 201
    served = fetch(signed_in(people.rizky), json.loads(response.content)["url"])
    assert "Set-Cookie" not in served
    assert served["Content-Type"] == "image/webp"


def test_a_refused_file_is_answered_with_a_sentence(sending: Any, storage: Any) -> None:
    response = sending(b"<svg onload=alert(1)>")
    assert response.status_code == 422
    assert "belum dapat diunggah" in json.loads(response.content)["error"]
    assert files(storage) == []


def test_nothing_sent_is_said(people: People) -> None:
    assert signed_in(people.rizky).post("/lampiran/").status_code == 422


def test_a_visitor_uploads_nothing(visitor: Client, storage: Any) -> None:
    assert visitor.post("/lampiran/", {"file": upload(picture())}).status_code == 403
    assert not Attachment.objects.exists()


def test_a_request_larger_than_any_form_is_refused_before_it_is_read(people: People) -> None:
    response = signed_in(people.rizky).post(
        "/lampiran/",
        b"x",
        content_type="multipart/form-data; boundary=x",
        headers={"Content-Length": str(61 * 1024 * 1024)},
    )
    assert response.status_code == 400
