"""What shows when the receipt is folded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rbo.receipts import pdf
from rbo.receipts.draft import Draft
from rbo.receipts.paper.cover import cover
from tests.receipts.page import MM_PER_PT, words_of
from tests.receipts.samples import hybrid

QUADRANT = (12, 12, 105, 148.5)


@pytest.mark.parametrize(
    ("labour", "size_pt"), [("25.00", 28), ("1234567.00", 28), ("99999999.99", 28), ("999999999.99", 24)]
)
def test_the_total_is_as_large_as_80_mm_allow(board, labour, size_pt):
    draft = a_job(labour)

    (total,) = [word for word in words_of(pdf.draw(draft, "1", "en")) if word.height > 22 * MM_PER_PT]

    assert cover(draft, "1").total_pt == size_pt
    assert total.height == pytest.approx(size_pt * MM_PER_PT, abs=0.01)
    assert total.right - total.left <= 80


def test_the_cover_says_who_what_and_how_much(board):
    said = cover(hybrid, "2026-0147")

    assert (said.number, said.currency, said.total) == ("2026-0147", "CHF", "53.00")
    assert said.client == ["Lena Muster"]
    assert said.instance_id == ["PA98_2023_2"]
    assert said.paid_on == "13 Nov 2026"


@pytest.mark.parametrize(
    ("said", "size_pt"), [("Total", 9), ("CHF", 12), ("53.00", 28), ("Paid", 11), ("Lena", 18)]
)
def test_everything_on_the_cover_has_its_size(board, said, size_pt):
    words = words_of(pdf.draw(hybrid, "2026-0147", "en"))

    (found,) = [word for word in words if word.text == said and word.is_within(*QUADRANT)]

    assert found.height == pytest.approx(size_pt * MM_PER_PT, abs=0.01)


def test_an_unpaid_receipt_says_nothing_of_payment_on_its_cover(board):
    assert cover(replace(hybrid, paid_at=None), "2026-0147").paid_on is None


def a_job(labour: str) -> Draft:
    """A receipt over *labour* alone."""
    gift = Decimal(0)
    return replace(
        hybrid,
        labour_price=Decimal(labour),
        main=replace(hybrid.main, price=gift),
        cross=replace(hybrid.cross, price=gift),
    )
