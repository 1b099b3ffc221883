"""The receipt as it comes out of the printer."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pdfplumber
import pytest
from flask_babel import force_locale
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rbo.platform.iban import PaymentCode
from rbo.platform.money import money
from rbo.receipts import pdf
from rbo.receipts.payment.choice import payment_code_of
from rbo.receipts.sheet import sheet
from tests.receipts.drafts import drafts, payable, payable_drafts
from tests.receipts.page import MM_PER_PT, figure_of, overlaps, words_of
from tests.receipts.samples import hybrid, in_francs

COVER = (12, 12, 105, 148.5)
PAPER = (12, 12, 198, 285)
TOP_RIGHT = (112, 12, 198, 143.5)
QUIET_MM = 4.9
FACTS = (
    "24.0 kg 52.9 lb",
    "Luxilon ALU Power",
    "1.25 mm (16L), silver, own string",
    "Babolat Pure Aero 98, 98 in²",
    "16x20",
    "2 pieces, 4 knots, 10 % pre-stretch",
    "36 (ERT 300)",
    "Mains, own string 0.00",
    "Total CHF 53.00",
    "Paid 13 Nov 2026",
    "Crosses a little softer for the winter.",
    "Thank you, and enjoy the game.",
    "Not VAT-registered",
)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("locale", ["en", "de"])
@settings(max_examples=100, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_receipt_is_one_page_with_its_total_on_the_cover_and_nothing_overlapping(board, locale, data):
    draft = data.draw(drafts | payable_drafts)

    drawn = pdf.draw(draft, "2026-0147", locale)
    words = words_of(drawn)

    totals = [word for word in words if word.text == money(draft.total) and word.is_within(*COVER)]
    assert len(totals) == 1
    assert list(overlaps(words)) == []
    assert [word.text for word in words if not word.is_within(*PAPER)] == []
    if (code := figure_of(drawn)) is not None:
        assert code.is_within(*TOP_RIGHT)
        assert [word.text for word in words if word.shares_mm2(code.grown(QUIET_MM))] == []


def test_a_payable_receipt_of_the_test_above_has_a_code(board):
    assert isinstance(payment_code_of(payable(hybrid)), PaymentCode)


@pytest.mark.parametrize("locale", ["en", "de"])
def test_pdfplumber_reads_the_same_words_at_the_same_places(board, locale):
    drawn = pdf.draw(payable(hybrid), "2026-0147", locale)
    with pdfplumber.open(io.BytesIO(drawn)) as book:
        slowly, figure = book.pages[0].extract_words(), book.pages[0].images[0]
    names = ("left", "top", "right", "bottom"), ("x0", "top", "x1", "bottom")

    assert [word.text for word in words_of(drawn)] == [word["text"] for word in slowly]
    for one, other in zip([*words_of(drawn), figure_of(drawn)], [*slowly, figure], strict=True):
        for side, name in zip(*names, strict=True):
            assert getattr(one, side) == pytest.approx(other[name] * MM_PER_PT, abs=0.001)


def test_an_overlap_is_noticed(board):
    page = sheet(hybrid, "2026-0147", "en").replace('<p class="racket">', '<p style="margin-top:-20pt">')

    assert list(overlaps(words_of(pdf.printed(page))))


def test_the_same_receipt_is_the_same_bytes_every_time(board):
    first, second = (pdf.draw(in_francs, "2026-0147", "de") for _ in range(2))

    assert first == second


def test_the_paper_speaks_the_language_asked_for_whoever_reads_it(board):
    with force_locale("de"):
        page = sheet(hybrid, "2026-0147", "en")

    assert '<html lang="en">' in page
    assert "12 Nov 2026" in page


def test_every_fact_of_the_job_is_on_the_paper(board):
    said = " ".join(word.text for word in words_of(pdf.draw(hybrid, "2026-0147", "en")))

    assert [fact for fact in FACTS if fact not in said] == []


def test_own_string_costs_nothing_and_the_extras_that_find_no_line_are_summed(board):
    extras = tuple((f"Grip {number}", Decimal(number)) for number in range(1, 9))
    page = sheet(replace(hybrid, extras=extras), "2026-0147", "en")

    assert page.count(">0.00<") == 1
    assert "<dt>4 more extras</dt><dd>26.00</dd>" in page
    assert money(hybrid.total + 36) in page
