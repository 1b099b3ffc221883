"""Changing an order on its page."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from rbo.orders import service
from rbo.orders.edition import edition_of
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.receipts import queries as receipts
from rbo.receipts.models import Cause
from tests.browsers import Browser, fields
from tests.make import a_client, a_racket, an_order, reloaded, today

A_DAY = timedelta(days=1)
EDIT = "/orders/1/edit"


@pytest.fixture
def order(anna: object) -> Order:
    """An order on the bench since last week."""
    made = an_order(ordered_at=today() - 7 * A_DAY, comments="Softer\nin the crosses.")
    db.session.commit()
    return made


@pytest.fixture
def strung(order: Order) -> Order:
    """The same, strung three days ago."""
    service.mark_strung(reloaded(1), on=today() - 3 * A_DAY)
    db.session.commit()
    return order


def causes() -> list[Cause]:
    db.session.rollback()
    receipt = reloaded(1).receipt
    return [letter.cause for letter in receipts.emissions_of(receipt)] if receipt else []


def now() -> Order:
    db.session.rollback()
    return reloaded(1)


def test_saving_without_a_change_changes_nothing(annas: Browser, strung: Order) -> None:
    before = edition_of(now()), now().version

    answer = annas.fill(EDIT)

    assert answer.location == "/orders/1"
    assert (edition_of(now()), now().version) == before
    assert causes() == [Cause.STRUNG]


def test_a_change_is_saved_and_sent_again(annas: Browser, strung: Order) -> None:
    annas.fill(EDIT, labour_price="30", comments="Harder.")

    assert (now().labour_price, now().comments) == (Decimal(30), "Harder.")
    assert causes() == [Cause.EDITED, Cause.STRUNG]


def test_a_change_can_be_saved_without_sending(annas: Browser, strung: Order) -> None:
    annas.fill(EDIT, labour_price="30", send="keep")

    assert now().labour_price == Decimal(30)
    assert causes() == [Cause.STRUNG]
