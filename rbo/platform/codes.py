"""QR codes, under the one of eight patterns that a camera has least trouble with.

The library weighs the patterns module by module: a tenth of a receipt's time, and most of a label's. Here a
whole code is one number, its rows with a quiet zone between them, and is weighed at once. Two patterns differ
by the same modules in every code of a size, so the codes under the other seven come from the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, reduce
from urllib.parse import quote

import segno

PATTERNS = range(8)
QUIET = 4
SHARP = "shape-rendering='crispEdges'"  # no seams between the rows
SPOKEN = " '/=:"  # signs that stand in an address as they are
DIGITS = bytes.maketrans(b"\0\1", b"01")
FINDERS = (0b10111010000, 0b00001011101)
FINDER_BITS = 11
RUN, BLOCK, FINDER, UNEVEN = 3, 3, 40, 10  # points of ISO/IEC 18004, table 11

Turns = tuple[int, int]  # a code by its rows, and by its columns


def clearest(payload: str) -> list[str]:
    """The rows of *payload* as a QR code, dark modules as ones."""
    code = _made(payload)
    side = len(code.matrix)
    rows, columns = _turns(code)
    laid = ((rows ^ in_rows, columns ^ in_columns) for in_rows, in_columns in _changes(code.version))
    best, _ = min(laid, key=lambda turns: _points(turns, side))
    width = side + QUIET
    digits = f"{best:0{side * width}b}"
    return [digits[start : start + side] for start in range(0, side * width, width)]


def picture_of(payload: str) -> str:
    """*payload* as the address of a picture that phones read, on a light ground in any theme."""
    rows = clearest(payload)
    side = len(rows) + 2 * QUIET
    runs = (
        f"M{run.start() + QUIET} {line + QUIET}.5h{run.end() - run.start()}"
        for line, row in enumerate(rows)
        for run in re.finditer("1+", row)
    )
    ground = f"<path fill='#fff' d='M0 0h{side}v{side}H0z'/>"
    dark = f"<path stroke='#000' d='{''.join(runs)}'/>"
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}' {SHARP}>{ground}{dark}</svg>"
    )
    return f"data:image/svg+xml,{quote(drawing, safe=SPOKEN)}"


@cache
def _changes(version: int) -> list[Turns]:
    """What to change in the code under the first pattern for each of the eight, in this size."""
    first = _turns(_made("0", 0, version))
    codes = (_turns(_made("0", pattern, version)) for pattern in PATTERNS)
    return [(first[0] ^ rows, first[1] ^ columns) for rows, columns in codes]


def _made(payload: str, pattern: int = 0, version: int | None = None) -> segno.QRCode:
    return segno.make_qr(
        payload, error="m", boost_error=False, encoding="utf-8", mask=pattern, version=version
    )


def _turns(code: segno.QRCode) -> Turns:
    return _number(code.matrix), _number([bytes(column) for column in zip(*code.matrix, strict=True)])


def _number(lines: Sequence[bytes | bytearray]) -> int:
    return int(b"".join(line.translate(DIGITS) + b"0" * QUIET for line in lines), 2)


def _points(turns: Turns, side: int) -> int:
    """What speaks against a code."""
    inside = int(("1" * side + "0" * QUIET) * side, 2)
    lines = sum(_runs(code, inside) + FINDER * _finders(code) for code in turns)
    darkness = abs(20 * turns[0].bit_count() - 10 * side * side) // (side * side)
    return lines + BLOCK * _blocks(turns[0], inside, side) + UNEVEN * darkness


def _runs(code: int, inside: int) -> int:
    """Five modules of one colour in a line, and each one more."""
    alike = _alike(code, inside, 1)
    runs = alike & alike >> 1 & alike >> 2 & alike >> 3
    return runs.bit_count() + (RUN - 1) * (runs & ~(runs << 1)).bit_count()


def _blocks(code: int, inside: int, side: int) -> int:
    """Four modules of one colour in a square."""
    below = side + QUIET
    alike = _alike(code, inside, 1)
    return (alike & alike >> below & _alike(code, inside, below)).bit_count()


def _alike(code: int, inside: int, steps: int) -> int:
    return ~(code ^ code >> steps) & inside & inside >> steps


def _finders(code: int) -> int:
    """What could be taken for a corner of the code."""
    bits = range(FINDER_BITS)
    steps = [code >> step for step in bits]
    return sum(
        reduce(int.__and__, (steps[bit] if finder >> bit & 1 else ~steps[bit] for bit in bits)).bit_count()
        for finder in FINDERS
    )
