"""Letters and pictures of a page as pdfplumber gives them, read by pdfium in a seventh of the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from ctypes import c_double, c_float
from typing import Any

from pypdfium2 import PdfDocument, PdfTextPage, raw

Sides = dict[str, Any]  # in points, from the head of the page


def letters_and_figures(pdf: bytes) -> tuple[list[Sides], list[Sides]]:
    """Of a PDF that has one page."""
    with closing(PdfDocument(pdf)) as book:
        (page,) = book
        high = page.get_height()
        figures = [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
        return list(_letters(page.get_textpage(), high)), [
            {"x0": left, "top": high - top, "x1": right, "bottom": high - bottom}
            for left, bottom, right, top in figures
        ]


def _letters(text: PdfTextPage, high: float) -> Iterator[Sides]:
    for nr in range(text.count_chars()):
        if not raw.FPDFText_IsGenerated(text, nr):
            yield _letter(text, nr, high)


def _letter(text: PdfTextPage, nr: int, high: float) -> Sides:
    """As wide as its pen moves or, where that is more, as its ink goes; as high as its font."""
    left, line, below, matrix = c_double(), c_double(), c_float(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, nr, left, line)
    raw.FPDFText_GetMatrix(text, nr, matrix)
    size = raw.FPDFText_GetFontSize(text, nr)
    raw.FPDFFont_GetDescent(raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, nr)), size, below)
    _left, _bottom, right, _top = text.get_charbox(nr, loose=True)
    bottom, height = high - line.value - below.value * abs(matrix.d), size * abs(matrix.d)
    sides = {"x0": left.value, "top": bottom - height, "x1": right, "bottom": bottom}
    char = chr(raw.FPDFText_GetUnicode(text, nr))
    return {**sides, "text": char, "height": height, "doctop": bottom - height, "upright": not matrix.b}
