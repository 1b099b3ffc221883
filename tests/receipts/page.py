"""Reading a page back: where its words are, in millimetres."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pdfplumber

MM_PER_PT = 25.4 / 72


@dataclass(frozen=True)
class Word:
    """One word and the box around it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    height: float

    def shares_mm2(self, other: Word) -> float:
        """The area that both boxes cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)

    def is_within(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the whole box lies in this one."""
        return left <= self.left and top <= self.top and self.right <= right and self.bottom <= bottom


def words_of(pdf: bytes) -> list[Word]:
    """Every word of a PDF that has one page."""
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        (page,) = book.pages
        return [_word(found) for found in page.extract_words()]


def overlaps(words: list[Word]) -> Iterator[tuple[str, str]]:
    """Pairs of words that share more than a square millimetre."""
    return ((one.text, two.text) for one, two in combinations(words, 2) if one.shares_mm2(two) > 1)


def _word(found: dict[str, float | str]) -> Word:
    sides = (float(found[side]) * MM_PER_PT for side in ("x0", "top", "x1", "bottom", "height"))
    return Word(str(found["text"]), *sides)
