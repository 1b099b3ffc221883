"""Pictures, good and hostile, made in code."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

RED, BLUE = (200, 20, 20), (20, 20, 200)
ORIENTATION = 0x0112
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"


def a_file(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    """*picture* as a file of that kind."""
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def opened(file: bytes) -> Image.Image:
    """What a program sees that opens *file*."""
    return Image.open(BytesIO(file))


def a_logo(
    colour: Any = RED, size: tuple[int, int] = (120, 40), kind: str = "PNG", mode: str = "RGB"
) -> bytes:
    """A small picture of one colour."""
    return a_file(Image.new(mode, size, colour), kind)


def a_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b""))
        + _chunk(b"IEND", b"")
    )


def in_scans(count: int) -> bytes:
    """A JPEG that is sent in *count* passes more than it needs, each of a few bytes and worth nothing."""
    whole = a_file(Image.new("RGB", (40, 30), RED), "JPEG", progressive=True)
    one_more = bytes.fromhex("ffda 0008 01 0100 013f00 00")
    return whole[:-2] + one_more * count + whole[-2:]


def upside_down() -> bytes:
    """A photo, red above blue, that its EXIF says to turn over; it also says where it was taken."""
    picture = Image.new("RGB", (80, 80), RED)
    picture.paste(BLUE, (0, 40, 80, 80))
    exif = Image.Exif()
    exif[ORIENTATION] = 3
    exif[0x010E] = "taken at home"
    return a_file(picture, "JPEG", exif=exif, quality=95)


def moving() -> bytes:
    """A GIF that is red first, and blue then."""
    frames = [Image.new("RGB", (60, 30), colour) for colour in (RED, BLUE)]
    return a_file(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
