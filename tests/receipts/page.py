"""Reading a page back: where its words are, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from pdfplumber.utils.text import extract_words

from tests.receipts.pdfium import Sides, letters_and_figures

MM_PER_PT = 25.4 / 72


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

    def is_within(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether the whole box lies in this one."""
        return left <= self.left and top <= self.top and self.right <= right and self.bottom <= bottom


@dataclass(frozen=True, kw_only=True)
class Word(Box):
    """One word and the box around it."""

    text: str
    height: float


def words_of(pdf: bytes) -> list[Word]:
    """Every word of a PDF that has one page."""
    return list(_read(pdf)[0])


def figure_of(pdf: bytes) -> Box | None:
    """Where the page has its only picture."""
    found = _read(pdf)[1]
    assert len(found) <= 1
    return found[0] if found else None


@lru_cache(maxsize=1)
def _read(pdf: bytes) -> tuple[list[Word], list[Box]]:
    letters, figures = letters_and_figures(pdf)
    return [_word(found) for found in extract_words(letters)], [_box(found) for found in figures]


def overlaps(words: list[Word]) -> Iterator[tuple[str, str]]:
    """Pairs of words that share more than a square millimetre."""
    return ((one.text, two.text) for one, two in combinations(words, 2) if one.shares_mm2(two) > 1)


def _word(found: Sides) -> Word:
    return Word(text=found["text"], height=found["height"] * MM_PER_PT, **_sides(found))


def _box(found: Sides) -> Box:
    return Box(**_sides(found))


def _sides(found: Sides) -> dict[str, float]:
    """Points as thousandths of a millimetre: pdfium counts in single precision."""
    names = {"left": "x0", "top": "top", "right": "x1", "bottom": "bottom"}
    return {side: round(found[name] * MM_PER_PT, 3) for side, name in names.items()}
