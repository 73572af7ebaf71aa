"""Pictures made anew from what was sent: upright, in sRGB, three sizes, and nothing of what the camera wrote beside it.

A hostile file can make a decoder use much memory: dimensions are read first, and one picture at a time is decoded in a
process.
"""

import io
import threading
from dataclasses import dataclass

import pillow_heif
import structlog
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from commons.models.attachment import LARGEST, SIZES

log = structlog.get_logger(__name__)
pillow_heif.register_heif_opener()
# What a decoder takes at its peak decides: some 4 bytes a pixel for a photo, 16 for WebP.
MOST_PIXELS = {"JPEG": 64_000_000, "HEIF": 50_000_000, "PNG": 40_000_000, "GIF": 16_000_000, "WEBP": 16_000_000}
QUALITY = 80
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Pictures:
    """WebP by the length of the longer side, and how wide and high the largest is."""

    by_size: dict[int, bytes]
    width: int
    height: int


def pictures(data: bytes, form: str) -> Pictures:
    """Decode `data` as `form` (a name of Pillow's) and nothing else. Of a moving picture the first frame stays.

    Raises:
        ValidationError: broken, cut short, or more pixels than we decode.
    """
    with _one_at_a_time:
        try:
            with Image.open(io.BytesIO(data), formats=[form]) as image:
                _bound(image, form)
                return _made_from(image)
        except ValidationError:
            raise
        except Exception as error:  # what a hostile file makes a decoder raise nobody can list
            log.info("picture_refused", form=form, error=repr(error)[:200])
            raise ValidationError(_("Berkas ini rusak atau terpotong. Simpan ulang, lalu unggah lagi.")) from None


def _bound(image: Image.Image, form: str) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS[form]:
        megapixels = {"n": -(-width * height // 1_000_000)}
        raise ValidationError(_("Foto ini terlalu besar (%(n)s megapiksel). Perkecil, lalu unggah lagi.") % megapixels)


def _made_from(image: Image.Image) -> Pictures:
    image.draft(None, (LARGEST, LARGEST))  # a JPEG is decoded at about the size we keep
    image.load()
    image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    largest = _in_srgb(ImageOps.exif_transpose(image))
    made = {size: _webp(largest, size) for size in SIZES}
    return Pictures(made, largest.width, largest.height)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Plain RGB, or RGBA where something shines through, in the one colour space that all screens know."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("P", "PA", "LA", "1"):
        image = image.convert(mode)
    if profile and image.mode in ("RGB", "RGBA", "L", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, SRGB, outputMode=mode)
            return turned if turned is not None else image
        except (ImageCms.PyCMSError, OSError) as error:
            log.info("profile_ignored", error=repr(error)[:200])
    return image.convert(mode)


def _webp(image: Image.Image, size: int) -> bytes:
    small = image.copy()
    small.info.clear()
    small.thumbnail((size, size), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=QUALITY, exif=b"", xmp=b"", icc_profile=b"")
    return out.getvalue()
