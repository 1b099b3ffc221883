"""Taking a racket off the machine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rbo.orders import refusals, service
from rbo.orders.lifecycle import State
from rbo.platform import clock
from rbo.platform.db import db
from tests.make import an_order, receipt_numbers, reloaded, today


def test_stringing_gives_the_receipt_its_number(anna):
    order = an_order()

    receipt = service.mark_strung(order, on=today())

    assert receipt.number == f"{today().year}-0001"
    assert order.state is State.STRUNG


def test_a_double_click_is_never_an_error(anna):
    order = an_order()
    first = service.mark_strung(order, on=today())
    db.session.commit()

    second = service.mark_strung(reloaded(order.number), on=today())

    assert second.id == first.id
    assert receipt_numbers() == [first.number]


def test_stringing_again_later_is_refused(anna, monkeypatch):
    order = an_order()
    service.mark_strung(order, on=today())
    db.session.commit()
    later = clock.now() + timedelta(seconds=11)
    monkeypatch.setattr(clock, "now", lambda: later)

    with pytest.raises(refusals.AlreadyStrung):
        service.mark_strung(reloaded(order.number), on=today())


def test_tomorrow_is_refused(anna):
    order = an_order()

    with pytest.raises(refusals.DateInFuture):
        service.mark_strung(order, on=today() + timedelta(days=1))
