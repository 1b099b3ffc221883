"""Reading a page back: where its words are, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import pypdfium2 as pdfium

MM_PER_PT = 25.4 / 72
PAPER = (11.5, 12, 198.5, 285)  # within the margins; the roof of an î leans out a little


@dataclass(frozen=True, kw_only=True)
class Box:
    """A place on the page."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, mm: float) -> Box:
        """The box with so much more on each side."""
        return Box(left=self.left - mm, top=self.top - mm, right=self.right + mm, bottom=self.bottom + mm)

    def shares_mm2(self, other: Box) -> float:
        """The area that both boxes cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)

    def touches(self, other: Box) -> bool:
        """Whether both stand in one line, with less than a third of a letter's height between them."""
        gap = max(self.left, other.left) - min(self.right, other.right)
        return abs(self.bottom - other.bottom) < 0.1 and gap < (self.bottom - self.top) / 3

    def is_within(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the whole box lies in this one."""
        return left <= self.left and top <= self.top and self.right <= right and self.bottom <= bottom


@dataclass(frozen=True, kw_only=True)
class Word(Box):
    """One word and the box around it."""

    text: str
    height: float


def words_of(pdf: bytes) -> list[Word]:
    """Every word of a PDF that has one page, in the order in which it is read aloud."""
    return list(_read(pdf)[0])


def figure_of(pdf: bytes) -> Box | None:
    """Where the page has its only picture."""
    found = _read(pdf)[1]
    assert len(found) <= 1
    return found[0] if found else None


@lru_cache(maxsize=1)
def _read(pdf: bytes) -> tuple[tuple[Word, ...], tuple[Box, ...]]:
    with closing(pdfium.PdfDocument(pdf)) as book:
        (page,) = book
        high = page.get_height()
        pictures = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])
        return tuple(_words(page.get_textpage(), high)), tuple(
            _box(high, *one.get_bounds()) for one in pictures
        )


def _words(text: pdfium.PdfTextPage, high: float) -> Iterator[Word]:
    """Letters that no blank and no gap parts; each is as high as its font is large."""
    word: list[tuple[str, Box]] = []
    for nr in range(text.count_chars()):
        char, box = chr(pdfium.raw.FPDFText_GetUnicode(text, nr)), _letter(text, nr, high)
        if word and (char.isspace() or not box.touches(word[-1][1])):
            yield _word(word)
            word = []
        if not char.isspace():
            word.append((char, box))
    if word:
        yield _word(word)


def _word(letters: list[tuple[str, Box]]) -> Word:
    boxes = [box for _char, box in letters]
    return Word(
        text="".join(char for char, _box in letters),
        height=max(box.bottom - box.top for box in boxes),
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def _letter(text: pdfium.PdfTextPage, nr: int, high: float) -> Box:
    left, bottom, right, _top = text.get_charbox(nr, loose=True)
    matrix = pdfium.raw.FS_MATRIX()
    pdfium.raw.FPDFText_GetMatrix(text, nr, matrix)
    size = pdfium.raw.FPDFText_GetFontSize(text, nr) * abs(matrix.d)
    return _box(high, left, bottom, right, bottom + size)


def _box(high: float, left: float, bottom: float, right: float, top: float) -> Box:
    """A box in points from the foot of the page, as one in thousandths of a millimetre from its head."""
    sides = {"left": left, "top": high - top, "right": right, "bottom": high - bottom}
    return Box(**{side: round(points * MM_PER_PT, 3) for side, points in sides.items()})


def overlaps(words: list[Word]) -> Iterator[tuple[str, str]]:
    """Pairs of words that share more than a square millimetre."""
    return ((one.text, two.text) for one, two in combinations(words, 2) if one.shares_mm2(two) > 1)
