"""Files that people send, made here: honest ones, broken ones, and lies."""

import io
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

import commons.attachments.imaging  # noqa: F401, with it Pillow knows HEIC

MAKER = 0x010F
ORIENTATION = 0x0112
GPS = 0x8825


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **how: Any) -> bytes:
    """Red on the left, blue on the right, so that one sees what is turned."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.convert(mode).save(out, form, **how)
    return out.getvalue()


def photo_with_place(orientation: int = 6, form: str = "JPEG") -> bytes:
    """As a phone writes it: lying, with a place, a maker, and a preview."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "TandaKamera"
    exif.get_ifd(GPS)[2] = (6.0, 18.0, 30.0)
    exif.get_ifd(GPS)[4] = (106.0, 50.0, 5.0)
    return picture(form, exif=exif.tobytes(), xmp=b"<x:xmpmeta>TandaXmp</x:xmpmeta>")


def png_with_words() -> bytes:
    words = PngInfo()
    words.add_text("Comment", "TandaTeks")
    words.add_itxt("Author", "TandaPembuat", zip=True)
    return picture("PNG", pnginfo=words)


def photo_in_other_colours() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return picture(icc_profile=profile.tobytes())


def sixteen_bits_of_grey() -> bytes:
    out = io.BytesIO()
    Image.new("I;16", (60, 40), 40_000).save(out, "PNG")
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be large and holds nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def pdf(text: str = "Halo") -> bytes:
    """The smallest whole one: two parts, their table, and where it begins."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", f"({text})".encode()]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def upload(content: bytes, name: str = "foto.jpg", media_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, media_type)
