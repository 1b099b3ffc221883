"""The copy of a receipt for somebody else: the same layout, and boxes where something is left out."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pdfplumber
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rbo.platform.money import money
from rbo.receipts import pdf
from rbo.receipts.draft import Draft, Party
from rbo.receipts.letter import file_name
from tests.receipts.drafts import drafts
from tests.receipts.page import overlaps, words_of
from tests.receipts.samples import hybrid, in_francs

PAPER = (12, 12, 198, 285)
LENA = Party(name="Lena", email="lena@example.com")
FULL = replace(hybrid, client=LENA, extras=(("Grip", Decimal(6)),), returned_at=None, paid_at=None)
SHARED = replace(FULL, is_shared=True)
DISCREET = replace(SHARED, is_discreet=True)
LEFT_OUT = ("Musterweg", "saiten@example.com", "lena@example.com", "25.00", "59.00", "CHF", "Thank")


@pytest.mark.timeout(400)
@settings(max_examples=25, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@given(draft=drafts, is_discreet=st.booleans(), locale=st.sampled_from(["en", "de"]))
def test_any_copy_is_one_page_with_nothing_overlapping(board, draft, is_discreet, locale):
    words = words_of(pdf.draw(replace(draft, is_shared=True, is_discreet=is_discreet), "2026-0147", locale))

    assert list(overlaps(words)) == []
    assert [word.text for word in words if not word.is_within(*PAPER)] == []
    if draft.total > 999:
        assert money(draft.total) not in [word.text for word in words]


@pytest.mark.parametrize(("copy", "more"), [(SHARED, ()), (DISCREET, ("Crosses a little",))])
def test_what_others_do_not_see_is_not_there(board, copy, more):
    said = " ".join(word.text for word in words_of(pdf.draw(copy, "2026-0147", "en")))

    assert [words for words in (*LEFT_OUT, *more) if words in said] == []
    assert "Crosses a little softer" in said or copy.is_discreet
    for shown in ("Anna’s Strings", "2026-0147", "Lena", "Luxilon ALU Power", "24.0 kg", "36 (ERT 300)"):
        assert shown in said


def test_what_is_shown_stands_where_it_stands_for_the_owner(board):
    own, copied = ({word.text: (word.left, word.top) for word in drawn(draft)} for draft in (FULL, SHARED))

    assert len(own.keys() & copied.keys()) > 20
    assert {text for text in own.keys() & copied.keys() if own[text] != copied[text]} == set()


def drawn(draft: Draft):
    """Words that stand once on the page."""
    words = words_of(pdf.draw(draft, "2026-0147", "en"))
    texts = [word.text for word in words]
    return [word for word in words if texts.count(word.text) == 1]


def test_boxes_are_of_the_same_size_whatever_they_hide(board):
    other = replace(in_francs, client=LENA, labour_price=Decimal(99999), returned_at=None, is_shared=True)
    silent = replace(other, comments=None, thank_you=None, iban=None, is_discreet=True)

    assert boxes(DISCREET) == boxes(silent)
    assert len(boxes(FULL)) < len(boxes(SHARED)) < len(boxes(DISCREET))


def boxes(draft: Draft):
    """Where the page has lines around something, to a tenth of a point."""
    with pdfplumber.open(io.BytesIO(pdf.draw(draft, "2026-0147", "en"))) as book:
        found = book.pages[0].rects
    return {tuple(round(box[side], 1) for side in ("x0", "top", "x1", "bottom")) for box in found}


def test_the_file_of_a_copy_names_no_client(board):
    assert file_name(SHARED, "2026-0147") == "Receipt 2026-0147.pdf"
    assert file_name(FULL, "2026-0147") == "Receipt 2026-0147 Lena.pdf"
