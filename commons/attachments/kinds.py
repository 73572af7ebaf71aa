"""What a file is, judged by what is in it: its name and the browser's word are not asked."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HEAD, TAIL = 4096, 2048
PDF = "application/pdf"
PICTURES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
}


def kind_of(data: bytes) -> str:
    """The media type, one of the few that we take.

    Raises:
        ValidationError: another kind of file, or none that anybody knows.
    """
    import pillow_heif  # late, as what makes the pictures: 8 MB of a process that serves pages
    import puremagic

    try:
        known = [match.mime_type for match in puremagic.magic_string(data[:HEAD])]
    except (puremagic.PureError, ValueError):
        known = []
    for media_type in (*known, pillow_heif.get_file_mimetype(data[:HEAD])):
        if media_type in PICTURES or media_type == PDF:
            return media_type
    raise ValidationError(
        _("Jenis berkas ini belum dapat diunggah. Yang bisa: foto (JPEG, PNG, WebP, GIF, HEIC) dan PDF.")
    )


def ensure_whole_pdf(data: bytes) -> None:
    """It begins as a PDF and ends as one: the end names where the table of its parts begins, and there it is.

    Raises:
        ValidationError: cut short, or something else that only begins like a PDF.
    """
    end = re.search(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z", data[-TAIL:])
    table = data[int(end[1]) :][:40] if end else b""
    if not data.startswith(b"%PDF-") or not re.match(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)", table):
        raise ValidationError(_("Berkas PDF ini rusak atau terpotong. Simpan ulang, lalu unggah lagi."))
