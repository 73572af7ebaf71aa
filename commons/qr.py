"""An address as a square that a phone's camera reads."""

import io
from typing import Literal

Kind = Literal["svg", "png"]
MEDIA_TYPES: dict[Kind, str] = {"svg": "image/svg+xml", "png": "image/png"}


def qr(address: str, kind: Kind = "svg") -> bytes:
    """Dark on white whatever the theme of the page; it still reads where a seventh of it is dirty. What draws it is
    imported late: 4 MB, for few pages."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.image.pil import PilImage
    from qrcode.image.svg import SvgPathFillImage

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=16, border=4)
    code.add_data(address)
    file = io.BytesIO()
    code.make_image(image_factory=SvgPathFillImage if kind == "svg" else PilImage).save(file)
    return file.getvalue()
