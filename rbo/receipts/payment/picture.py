"""A payment code as a picture of 46 mm, with the Swiss cross in the middle of the Swiss one."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from rbo.platform.codes import clearest

SIDE_MM = 46
FEWEST_PIXELS = 400
WHITE, BLACK = 255, 0
CROSS = (  # millimetres wide and high, one on the other; the frame counts to its 7 mm
    (7.0, 7.0, WHITE),
    (6.0, 6.0, BLACK),
    (1.2, 3.9, WHITE),
    (3.9, 1.2, WHITE),
)


def drawn(payload: str, *, has_cross: bool) -> bytes:
    """*payload* as a PNG without a margin."""
    rows = clearest(payload)
    pixels = even_pixels(len(rows))
    small = Image.frombytes("L", (len(rows), len(rows)), "".join(rows).encode())
    small = small.point(lambda digit: BLACK if digit == ord("1") else WHITE)
    picture = small.resize((pixels, pixels), Image.Resampling.NEAREST)
    if has_cross:
        stamp(picture)
    file = BytesIO()
    picture.save(file, "PNG", compress_level=1)  # the engine compresses it once more
    return file.getvalue()


def even_pixels(modules: int) -> int:
    """A side that gives every module the same even number of pixels."""
    return 2 * -(-FEWEST_PIXELS // (2 * modules)) * modules


def stamp(picture: Image.Image) -> None:
    """Draw the cross in the middle."""
    pen, middle, pixels_per_mm = ImageDraw.Draw(picture), picture.width // 2, picture.width / SIDE_MM
    for wide, high, ink in CROSS:
        across, down = round(wide / 2 * pixels_per_mm), round(high / 2 * pixels_per_mm)
        box = (middle - across, middle - down, middle + across - 1, middle + down - 1)
        pen.rectangle(box, fill=ink)
