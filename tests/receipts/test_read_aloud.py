"""The receipt for those who hear it: tags, title, language and words for the pictures (U-40)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pdfplumber.pdf import PDF

from rbo.receipts import pdf
from tests.receipts.samples import a_picture, hybrid, in_francs

TITLES = {"en": "Receipt 2026-0147 from Anna’s Strings", "de": "Beleg 2026-0147 von Anna’s Strings"}


@pytest.mark.parametrize(("locale", "title"), TITLES.items())
def test_the_paper_has_its_title_its_language_and_its_tags(board, locale, title):
    with opened(pdf.draw(in_francs, "2026-0147", locale)) as book:
        catalog, named = book.doc.catalog, book.metadata

    assert named["Title"] == title
    assert catalog["Lang"] == locale.encode()
    assert catalog["MarkInfo"] == {"Marked": True}
    assert catalog["ViewerPreferences"] == {"DisplayDocTitle": True}
    assert b'pdfuaid:part="1"' in catalog["Metadata"].resolve().get_data()


def test_everything_on_the_page_is_tagged_once(board):
    with opened(pdf.draw(in_francs, "2026-0147", "en")) as book:
        said = [mark for tag in tags(book) for mark in tag.get("mcids", ())]
        drawn = {char["mcid"] for char in book.pages[0].chars}

    assert drawn <= set(said)
    assert len(said) == len(set(said))


def test_headings_and_sections_lead_through_the_page(board):
    with opened(pdf.draw(hybrid, "2026-0147", "en")) as book:
        kinds = [tag["type"] for tag in tags(book)]

    assert kinds.count("Sect") == 4
    assert [kind for kind in kinds if kind.startswith("H")] == ["H1", "H2", "H2", "H2"]


def test_the_code_says_what_it_is_for_and_the_logo_whose_it_is(board):
    with_logo = replace(in_francs, business=replace(in_francs.business, logo=a_picture("PNG")))
    with opened(pdf.draw(with_logo, "2026-0147", "en")) as book:
        said = [tag["alt_text"] for tag in tags(book) if tag["type"] == "Figure"]

    assert said == ["Anna’s Strings", "Payment code: CHF 53.00 to Anna’s Strings"]


def opened(drawn: bytes) -> PDF:
    """The PDF as a reader has it."""
    return PDF.open(io.BytesIO(drawn))


def tags(book: PDF) -> Iterator[dict[str, Any]]:
    """Every tag in the order of reading."""
    waiting = list(book.structure_tree)
    while waiting:
        tag = waiting.pop(0)
        yield tag
        waiting[:0] = tag.get("children", ())
