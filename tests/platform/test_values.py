"""Money, tension and ids."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbo.platform.ids import new_id
from rbo.platform.money import cents, halves, money
from rbo.platform.units import can_be_strung, other_unit, short

PRICES = st.decimals(0, 99999999, places=2)


@pytest.mark.parametrize(("amount", "written"), [("4076", "4’076.00"), ("0", "0.00"), ("12.345", "12.35")])
def test_money_is_written_as_the_swiss_write_it(amount, written):
    assert money(Decimal(amount)) == written


@given(PRICES)
def test_a_set_price_is_split_without_losing_a_cent(price):
    main, cross = halves(price)

    assert main + cross == cents(price)
    assert 0 <= main - cross <= Decimal("0.01")


@pytest.mark.parametrize(
    ("tension", "unit", "other"),
    [
        ("24", "kg", (Decimal("52.9"), "lb")),
        ("25", "kg", (Decimal("55.1"), "lb")),
        ("50", "lb", (Decimal("22.7"), "kg")),
    ],
)
def test_tension_is_shown_in_the_other_unit(tension, unit, other):
    assert other_unit(Decimal(tension), unit) == other


@pytest.mark.parametrize(
    ("tension", "unit", "possible"),
    [
        ("4", "kg", True),
        ("3.9", "kg", False),
        ("45", "kg", True),
        ("45.1", "kg", False),
        ("99", "lb", True),
        ("8.8", "lb", False),
    ],
)
def test_four_to_forty_five_kilograms_can_be_strung(tension, unit, possible):
    assert can_be_strung(Decimal(tension), unit) is possible


@pytest.mark.parametrize(("number", "written"), [("25.0", "25"), ("22.5", "22.5"), ("100", "100")])
def test_numbers_lose_needless_zeros(number, written):
    assert short(Decimal(number)) == written


def test_ids_sort_by_the_time_they_were_made():
    made = [new_id() for _ in range(50)]

    assert {i.version for i in made} == {7}
    assert made == sorted(made)
