"""A code is weighed as a whole number, and comes out as the library could have drawn it."""

from __future__ import annotations

import re
from urllib.parse import unquote

import segno
from PIL import Image
from segno.encoder import evaluate_mask

from rbo.platform.codes import PATTERNS, clearest, picture_of
from tests.receipts.codes import scanned

ALMOST = 1.05  # a finder's look-alike with light on both sides counts twice here, once there


def test_the_code_is_one_of_the_eight_and_hardly_worse_than_the_best_by_the_library():
    for payload in ("CH", "Münz 27.50 " * 7, "SPC\n0200\n1\nCH9300762011623852957\n" * 8):
        eight = [
            segno.make_qr(payload, error="m", boost_error=False, encoding="utf-8", mask=pattern).matrix
            for pattern in PATTERNS
        ]
        points = {as_rows(matrix): evaluate_mask(matrix, len(matrix), len(matrix)) for matrix in eight}

        chosen = points[tuple(clearest(payload))]

        assert chosen <= ALMOST * min(points.values()) < max(points.values())


def test_the_picture_leads_a_camera_to_the_address():
    address = "https://rbo.example/j/" + "Ab3-" * 20
    drawing = unquote(picture_of(address))
    side = int(re.search(r"viewBox='0 0 (\d+) ", drawing)[1])
    seen = Image.new("L", (side, side), "white")
    for across, down, modules in re.findall(r"M(\d+) (\d+)\.5h(\d+)", drawing):
        seen.paste(0, (int(across), int(down), int(across) + int(modules), int(down) + 1))

    assert scanned(seen.resize((4 * side, 4 * side))) == [address]


def as_rows(matrix: tuple[bytearray, ...]) -> tuple[str, ...]:
    return tuple("".join(map(str, row)) for row in matrix)
