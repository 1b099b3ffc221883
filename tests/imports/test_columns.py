"""Columns are found by their headings, wherever they stand and however days are counted."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from rbo.orders.constraints import Kind
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.imports.trying import changed, imported
from tests.imports.v1 import NEAT, Hand, v1_book

HANDS = {
    "groups repeated": Hand(repeats_groups=True, merges_groups=False),
    "no blank columns": Hand(has_blank_columns=False),
    "another order": Hand(order=(6, 3, 0, 2, 5, 8, 4, 1, 7, 10, 9)),
    "never worked out": Hand(works_out=False),
    "neat": NEAT,
}


@pytest.mark.parametrize("hand", HANDS)
def test_columns_are_found_by_their_headings(anna, few, hand):
    report = imported(v1_book(few, HANDS[hand]).packed(), keep=False)

    assert (report.verdict, report.findings) == ("OK", ())
    assert {year.year: year.in_book for year in report.years} == few.revenue()


def test_headings_may_stand_below_a_title(anna, few):
    def put_title(sheets):
        for rows in sheets.values():
            rows[:0] = [["My stringing since 2019"], []]

    assert imported(changed(few, put_title), keep=False).verdict == "OK"


def test_days_may_count_from_1904(anna, few):
    imported(v1_book(few, NEAT, is_1904=True).packed())

    assert db.session.scalars(
        select(Order.ordered_at).where(Order.kind == Kind.CLIENT).order_by(Order.number)
    ).all() == [job.ordered for job in few.clients]
