"""The state of a job is read from its dates, alike in Python and in SQL."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from rbo.orders.constraints import Kind
from rbo.orders.lifecycle import State, is_in, state_of
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.make import a_client, a_racket, an_order, today

DATES = ("ordered_at", "strung_at", "returned_at", "paid_at", "cancelled_at")
TABLE = [
    ((), State.DRAFT),
    (("ordered_at",), State.ORDERED),
    (("ordered_at", "paid_at"), State.ORDERED),
    (("strung_at",), State.STRUNG),
    (("ordered_at", "strung_at"), State.STRUNG),
    (("ordered_at", "strung_at", "returned_at"), State.RETURNED),
    (("ordered_at", "strung_at", "paid_at"), State.PAID),
    (("ordered_at", "strung_at", "returned_at", "paid_at"), State.DONE),
    (("ordered_at", "cancelled_at"), State.CANCELLED),
    (("ordered_at", "paid_at", "cancelled_at"), State.CANCELLED),
]


def dated(*known: str) -> SimpleNamespace:
    return SimpleNamespace(**{name: today() if name in known else None for name in DATES})


@pytest.mark.parametrize(("known", "state"), TABLE)
def test_the_dates_say_the_state(known, state):
    assert state_of(dated(*known)) is state


def test_a_prepaid_order_stays_ordered_with_a_mark(anna):
    order = an_order()
    order.paid_at = today()

    assert (order.state, order.is_prepaid) == (State.ORDERED, True)


def test_the_database_finds_each_job_in_its_one_state(anna):
    client = a_client()
    racket = a_racket(client)
    expected = {state: set() for state in State}
    for known in product((False, True), repeat=len(DATES)):
        dates = [name for name, is_known in zip(DATES, known, strict=True) if is_known]
        if _is_possible(dates):
            number = _write(client, racket, dates)
            expected[state_of(dated(*dates))].add(number)

    for state, numbers in expected.items():
        assert numbers, state
        assert set(db.session.scalars(select(Order.number).where(is_in(Order, state)))) == numbers, state


def _is_possible(dates: list[str]) -> bool:
    """What the table's own checks let through."""
    is_strung = "strung_at" in dates
    return (is_strung or "returned_at" not in dates) and not (is_strung and "cancelled_at" in dates)


def _write(client, racket, dates: list[str]) -> int:
    order = an_order(client, racket=racket)
    order.kind = Kind.SELF
    for name in DATES:
        setattr(order, name, today() if name in dates else None)
    db.session.flush()
    return order.number
