"""The receipt from a printer that knows no colours."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from PIL import Image, ImageStat

from rbo.receipts import pdf
from tests.receipts.codes import seen, without_grey
from tests.receipts.page import Word, words_of
from tests.receipts.samples import in_francs

DPI = 300
DOTS = DPI / 25.4
CONTRAST = 7


@pytest.fixture
def drawn(board) -> bytes:
    """A receipt with everything that can be on one."""
    return pdf.draw(in_francs, "2026-0147", "en")


def test_no_colour_says_anything(drawn):
    assert {ink for ink in inks(drawn) if len(set(ink)) != 1} == set()


def test_every_letter_stands_out_from_the_paper(drawn):
    assert {ink for ink in inks(drawn) if contrast_to_white(ink[0]) < CONTRAST} == set()


@pytest.mark.parametrize("printed", [without_grey, lambda grey: grey.convert("1")], ids=["plain", "dotted"])
def test_every_word_keeps_its_ink_in_black_and_white(drawn, printed):
    grey = seen(drawn, DPI)
    black = printed(grey).convert("L")
    kept = {word.text: ink(black, word) / ink(grey, word) for word in words_of(drawn)}

    assert {text: share for text, share in kept.items() if not 0.8 < share < 1.4} == {}


def inks(drawn: bytes) -> set[tuple[float, ...]]:
    """The colours of letters and rules."""
    with pdfplumber.open(io.BytesIO(drawn)) as book:
        page = book.pages[0]
        letters = {letter["non_stroking_color"] for letter in page.chars}
        return letters | {rule["non_stroking_color"] for rule in page.rects}


def contrast_to_white(grey: float) -> float:
    """The ratio of WCAG 2.2 for a grey between 0 and 1."""
    linear = grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4
    return 1.05 / (linear + 0.05)


def ink(picture: Image.Image, word: Word) -> float:
    """How much of a word's box is black."""
    box = (word.left * DOTS, word.top * DOTS, word.right * DOTS, word.bottom * DOTS)
    return 1 - ImageStat.Stat(picture.crop(box)).mean[0] / 255
