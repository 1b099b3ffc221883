"""The list of orders finds a name however it is spelt."""

from __future__ import annotations

import pytest

from rbo.clients.service import NewRacket, add_racket
from rbo.orders.listing import page as listing
from rbo.orders.listing.wanted import Wanted
from rbo.platform.db import db
from tests.make import a_client, an_order


@pytest.fixture
def order(anna):
    """Jürg Schmidt's Völkl, among others."""
    an_order(a_client("Tim", "Probe"))
    client = a_client("Jürg", "Schmidt")
    racket = add_racket(client, NewRacket(label="Völkl V-Cell 8", instance_id="VC8_1"))
    order = an_order(client, racket=racket)
    db.session.commit()
    return order


@pytest.mark.parametrize("typed", ["juerg", "schmidt jurg", "Voelkl", "völkl", "vc8_1", "volkl juerg"])
def test_it_is_found(order, typed):
    assert [line.number for line in listing.page(Wanted(text=typed)).lines] == [order.number]
