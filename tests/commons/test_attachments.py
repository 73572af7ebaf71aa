"""Files come in as what they are, find their place, and go."""

import io
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image

from commons import attachments
from commons.access import Refused
from commons.attachments.actions import MOST_UNSENT, clean_file_name
from commons.attachments.imaging import MOST_PIXELS
from commons.models import Attachment, Audience, Theme
from tests.commons import pictures
from tests.commons.conftest import files
from tests.commons.pictures import picture, upload
from tests.people import People

pytestmark = pytest.mark.django_db


def receive(people: People, content: bytes, name: str = "foto.jpg") -> Attachment:
    return attachments.receive(owner=people.rizky, upload=upload(content, name))


def stored(storage: Any, attachment: Attachment, size: int = 1600) -> Image.Image:
    return Image.open(io.BytesIO((storage / attachment.path(size)).read_bytes()))


def test_a_photo_is_kept_in_three_sizes_and_never_enlarged(people: People, storage: Any) -> None:
    photo = receive(people, picture(size=(2000, 1000)), "Kerja bakti.JPG")
    assert (photo.kind, photo.media_type, photo.name) == ("image", "image/webp", "Kerja bakti.webp")
    assert [stored(storage, photo, size).size for size in (160, 800, 1600)] == [(160, 80), (800, 400), (1600, 800)]
    assert (photo.width, photo.height) == (1600, 800)
    assert (photo.small.width, photo.small.height, photo.large.width) == (160, 80, 1600)
    small = receive(people, picture(size=(60, 40)))
    assert [stored(storage, small, size).size for size in (160, 1600)] == [(60, 40), (60, 40)]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_each_kind_of_picture_becomes_one_kind(people: People, storage: Any, form: str) -> None:
    photo = receive(people, picture(form, mode="P" if form == "GIF" else "RGB"), "x")
    image = stored(storage, photo).convert("RGB")
    red, blue = image.getpixel((5, 20)), image.getpixel((55, 20))
    assert red[0] > 200 > 60 > red[2]
    assert blue[2] > 200 > 60 > blue[0]


@pytest.mark.parametrize("mode", ["L", "CMYK", "1", "I;16"])
def test_grey_and_printers_colours_are_pictures_too(people: People, storage: Any, mode: str) -> None:
    form = {"1": "PNG", "I;16": "PNG"}.get(mode, "JPEG")
    original = picture(form, mode="L" if mode == "I;16" else mode)
    if mode == "I;16":
        original = pictures.sixteen_bits_of_grey()
    assert stored(storage, receive(people, original)).mode == "RGB"


def test_what_shines_through_still_does(people: People, storage: Any) -> None:
    assert stored(storage, receive(people, picture("PNG", mode="RGBA"), "logo.png")).format == "WEBP"


@pytest.mark.parametrize("form", ["JPEG", "HEIF", "WEBP"])
def test_u2_photos_tell_nothing_and_stand_upright(people: People, storage: Any, form: str) -> None:
    original = pictures.photo_with_place(orientation=6, form=form)
    assert b"TandaKamera" in original
    photo = receive(people, original)
    assert len(files(storage)) == 3
    for size in photo.sizes:
        data = (storage / photo.path(size)).read_bytes()
        assert not any(mark in data for mark in (b"TandaKamera", b"TandaXmp", b"Exif", b"EXIF", b"XMP", b"ICCP"))
    image = stored(storage, photo)
    assert image.size == (40, 60)
    assert image.convert("RGB").getpixel((20, 5))[0] > 200


def test_u2_words_in_a_png_and_comments_in_a_gif_are_gone(people: People, storage: Any) -> None:
    png = receive(people, pictures.png_with_words(), "x.png")
    gif = receive(people, picture("GIF", mode="P", comment=b"TandaKomentar"), "x.gif")
    for attachment in (png, gif):
        data = (storage / attachment.path(1600)).read_bytes()
        assert not any(mark in data for mark in (b"TandaTeks", b"TandaPembuat", b"TandaKomentar"))


def test_u2_a_colour_profile_that_does_not_fit_breaks_nothing(people: People, storage: Any) -> None:
    assert stored(storage, receive(people, pictures.photo_in_other_colours())).mode == "RGB"


def test_u3_an_iphone_photo_named_jpg_is_a_photo(people: People, storage: Any) -> None:
    assert receive(people, picture("HEIF"), "IMG_0001.jpg").name == "IMG_0001.webp"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kosong"),
        (b"hello", "belum dapat diunggah"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "belum dapat diunggah"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "belum dapat diunggah"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><a/>", "belum dapat diunggah"),
        (b"PK\x03\x04" + b"\x00" * 100, "belum dapat diunggah"),
        (b"MZ" + b"\x00" * 100, "belum dapat diunggah"),
        (picture()[:-40], "rusak atau terpotong"),
        (picture("PNG")[:-40], "rusak atau terpotong"),
        (picture("WEBP")[:-40], "rusak atau terpotong"),
        (picture("HEIF")[:-40], "rusak atau terpotong"),
        (b"\xff\xd8\xff\xe0" + pictures.pdf(), "rusak atau terpotong"),
        (b"\xff\xd8\xff" + b"<svg onload=alert(1)>" * 20, "rusak atau terpotong"),
        (b"GIF89a" + b"\x00" * 40, "rusak atau terpotong"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 40, "rusak atau terpotong"),
        (pictures.pdf()[:-20], "PDF ini rusak"),
        (b"%PDF-1.7\nPK\x03\x04 lie", "PDF ini rusak"),
        (b"%PDF-1.4\nstartxref\n999999\n%%EOF", "PDF ini rusak"),
        (pictures.png_header(8_000, 8_000), "64 megapiksel"),
        (pictures.png_header(60_000, 60_000), "rusak atau terpotong"),
        (b"\x00" * (10 * 1024 * 1024 + 1), "lebih dari 10 MB"),
    ],
    ids=lambda value: str(value[:20]) if isinstance(value, bytes) else value,
)  # fmt: skip
def test_u1_u5_what_is_no_whole_photo_or_pdf_is_refused_and_leaves_nothing(
    people: People, storage: Any, content: bytes, sentence: str
) -> None:
    for name in ("foto.png", "surat.pdf", ".svg"):
        with pytest.raises(ValidationError, match=sentence):
            receive(people, content, name)
    assert files(storage) == []
    assert not Attachment.objects.exists()


def test_u5_a_pdf_stays_as_it_is(people: People, storage: Any) -> None:
    document = receive(people, pictures.pdf(), "Surat kerja sama.PDF")
    assert (document.kind, document.media_type, document.name) == ("pdf", "application/pdf", "Surat kerja sama.pdf")
    assert (storage / document.path()).read_bytes() == pictures.pdf()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.jpg", "x.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ('nama "kutip".pdf', 'nama "kutip".pdf'),
        (".htaccess", "htaccess"),
        ("CON.pdf", "CON.pdf"),
        ("", "berkas"),
        ("///", "berkas"),
        ("a" * 300 + ".jpg", "a" * 251 + ".jpg"),
        ("é" * 200, "é" * 200),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("x\x00y.jpg", "xy.jpg"),
    ],
)
def test_u4_a_hostile_name_is_only_a_text(given: str, kept: str) -> None:
    assert clean_file_name(given) == kept


def test_u4_the_file_is_named_by_its_random_key(people: People, storage: Any) -> None:
    attachment = receive(people, picture(), "é" * 250 + ".jpeg")
    assert attachment.name == "é" * 250 + ".webp"
    assert files(storage) == sorted(f"attachments/{attachment.key[:2]}/{attachment.key}-{n}" for n in (160, 800, 1600))


@pytest.mark.parametrize("progressive", [False, True])
def test_u3_a_photo_of_48_megapixels_is_taken(people: People, storage: Any, progressive: bool) -> None:
    photo = picture(size=(8064, 6048), progressive=progressive)
    began = time.thread_time()
    assert receive(people, photo).width == 1600
    assert time.thread_time() - began < 5
    assert MOST_PIXELS["HEIF"] > 8064 * 6048


def test_u1_a_bomb_takes_neither_memory_nor_time(people: People, storage: Any) -> None:
    bomb = picture("WEBP", size=(5000, 4000), lossless=True)
    assert len(bomb) < 50_000
    with pytest.raises(ValidationError, match="20 megapiksel"):
        receive(people, bomb)


def test_the_same_file_is_known_again(people: People, storage: Any) -> None:
    assert receive(people, picture()).digest == receive(people, picture(), "lain.jpg").digest
    assert receive(people, picture(size=(61, 40))).digest != receive(people, picture()).digest


def test_nobody_fills_the_disk_with_what_is_never_sent(people: People, storage: Any) -> None:
    Attachment.objects.bulk_create(
        Attachment(owner=people.rizky, kind="pdf", media_type="application/pdf", name="x", size=1, digest="x")
        for _n in range(MOST_UNSENT)
    )
    with pytest.raises(ValidationError, match="belum terkirim"):
        receive(people, picture())
    assert attachments.receive(owner=people.dewi, upload=upload(picture()))


def test_an_attachment_finds_its_place_once(people: People, storage: Any) -> None:
    photo, thing, audience = receive(people, picture()), Theme.objects.create(code="air"), Audience.objects.create()
    attachments.attach(photo, to=thing, audience=audience)
    assert (photo.parent, photo.audience) == (thing, audience)
    with pytest.raises(Refused, match="sudah tidak ada"):
        attachments.attach(photo, to=thing, audience=audience)


def test_only_what_was_never_sent_is_swept_after_a_day(people: People, storage: Any) -> None:
    sent, old, young = (receive(people, picture()) for _n in range(3))
    attachments.attach(sent, to=Theme.objects.create(code="air"), audience=Audience.objects.create())
    Attachment.objects.exclude(pk=young.pk).update(created_at=timezone.now() - timedelta(hours=25))
    assert attachments.sweep_unsent() == 1
    assert set(Attachment.objects.all()) == {sent, young}
    assert not [path for path in files(storage) if old.key in path]
    assert len(files(storage)) == 6
