"""A logo: whatever picture comes is read with care and drawn anew, small and without its metadata."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

from flask_babel import gettext as _
from PIL import Image, ImageFile, ImageOps

from rbo.platform.errors import Refused

LARGEST_UPLOAD = 1024 * 1024
LARGEST_KEPT = 200_000
MOST_PIXELS = 5_000_000
MOST_SCANS = 100  # cameras write ten; each one costs a walk over all pixels
BOUNDS_PX = (800, 400)  # more than a printer shows in the slot of the receipt
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
JPEG, SCAN = b"\xff\xd8", b"\xff\xda"
MARKUP = re.compile(rb"<(?:svg|html|script)[\s>]", re.IGNORECASE)
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError, struct.error)
BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
JPEG_QUALITIES = (85, 60)

one_at_a_time = Lock()  # the largest WebP takes some 80 MB while it is drawn


class BadLogo(Refused):
    """The file cannot become a logo."""


def redrawn(upload: bytes) -> bytes:
    """The picture in *upload* as a small PNG or JPEG; of a moving one, its first frame.

    Raises:
        BadLogo: it is too large, or no picture.
    """
    if len(upload) > LARGEST_UPLOAD:
        raise BadLogo(_("This file is larger than 1 MB. Save the logo smaller and choose it again."))
    if MARKUP.search(upload) or _is_slow(upload):
        raise _no_picture()
    try:
        with Image.open(BytesIO(upload), formats=FORMATS) as found:
            _refuse_huge(*found.size)
            with one_at_a_time, _whole_pictures_only():
                return _written(_small(found), is_photo=found.format == "JPEG")
    except BOMB as bomb:
        raise _huge() from bomb
    except UNREADABLE as broken:
        raise _no_picture() from broken


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Refuse a picture that is cut off, also where the engine of the receipts let such ones pass."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _is_slow(upload: bytes) -> bool:
    """Whether a JPEG comes in so many scans that reading it would take minutes."""
    return upload.startswith(JPEG) and upload.count(SCAN) > MOST_SCANS


def _refuse_huge(width_px: int, height_px: int) -> None:
    if width_px * height_px > MOST_PIXELS:
        raise _huge()


def _huge() -> BadLogo:
    return BadLogo(_("This picture has too many pixels. Save it at most 2500 by 2000 and choose it again."))


def _no_picture() -> BadLogo:
    return BadLogo(_("This is no picture that can be printed. Choose a PNG, JPEG, WebP or GIF file."))


def _small(found: Image.Image) -> Image.Image:
    """The first frame, upright, within the bounds, with nothing but its pixels."""
    found.draft(None, (max(BOUNDS_PX), max(BOUNDS_PX)))  # a JPEG is read in a fraction of its size
    ImageOps.exif_transpose(found, in_place=True)
    mode = "RGBA" if found.has_transparency_data else "RGB"
    picture = found if found.mode == mode else _in_eight_bits(found).convert(mode)
    picture.thumbnail(BOUNDS_PX, reducing_gap=2.0)
    picture.info = {}
    return picture


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Greys of sixteen bits, which Pillow would cut off at white, as greys of eight."""
    is_deep = picture.mode.startswith("I")
    return picture.convert("I").point(lambda grey: grey / 256).convert("L") if is_deep else picture


def _written(picture: Image.Image, *, is_photo: bool) -> bytes:
    return next(file for file in _files(picture, is_photo=is_photo) if len(file) <= LARGEST_KEPT)


def _files(picture: Image.Image, *, is_photo: bool) -> Iterator[bytes]:
    """The same picture in ever fewer bytes; the last always fits."""
    if not is_photo:
        yield _saved(picture, "PNG", optimize=True)
        yield _saved(picture.quantize(method=Image.Quantize.FASTOCTREE), "PNG", optimize=True)
    for quality in JPEG_QUALITIES:
        yield _saved(_on_white(picture), "JPEG", quality=quality, optimize=True)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _saved(picture: Image.Image, kind: str, **how: int) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()
