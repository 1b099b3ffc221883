"""The other deeds with ticked orders: their receipts mailed once more, the orders as a file."""

from __future__ import annotations

import csv
import io

import pytest

from rbo.orders import service
from rbo.platform.db import db
from rbo.receipts.models import Cause
from rbo.receipts.queries import emissions_of
from tests.browsers import fields
from tests.desk.statements import counted
from tests.make import a_client, an_order, just_taken_in, reloaded, today
from tests.orders.batching import MOVES, said

PICKED, LETTERS, TABLE = "/orders/picked", "/orders/letters", "/orders/table.csv"


@pytest.fixture
def some(anna):
    """A racket that is strung, one of a client without an address, and one on the bench."""
    orders = [
        an_order(a_client("Tim", "Probe"), comments="=1+1"),
        an_order(a_client("Nora", "Probe", email="")),
        an_order(a_client("Eva", "Probe")),
    ]
    for order in orders[:2]:
        service.mark_strung(order, on=today())
    db.session.commit()
    return [order.number for order in orders]


def pick(browser, numbers):
    """Tick *numbers* in the list and ask for more."""
    sent = fields(browser.get("/orders").text, MOVES)
    return browser.post(PICKED, data=sent | {"number": [str(number) for number in numbers]})


def causes(number):
    """Why the letters of an order went, the last first."""
    found = [letter.cause for letter in emissions_of(reloaded(number).receipt)]
    db.session.rollback()
    return found


def test_receipts_are_mailed_once_and_those_that_stay_say_why(some, annas):
    page = pick(annas, some)

    assert "3 orders selected" in said(page)
    assert "Mail 1 receipt" in said(page)
    assert "Nora Probe No. 2 The client has no address" in said(page)
    assert "Eva Probe No. 3 Order 3 is not strung yet." in said(page)

    form = fields(page.text, LETTERS)
    for _click in range(2):
        answer = annas.post(LETTERS, data=form)

    assert answer.location.startswith("/orders")
    assert "1 receipt is on its way." in said(annas.get(answer.location))
    assert causes(some[0]) == [Cause.RESENT, Cause.STRUNG]
    assert causes(some[1]) == [Cause.STRUNG]


def test_many_letters_take_no_more_statements_than_two(some, annas):
    for name in ("Ada", "Bea", "Cyn", "Dea"):
        order = an_order(a_client(name, "Probe"))
        service.mark_strung(order, on=today())
        some.append(order.number)
    db.session.commit()
    spent = []
    for numbers in (some[:1], some):
        form = fields(pick(annas, numbers).text, LETTERS)
        with counted() as statements:
            annas.post(LETTERS, data=form | {"number": [str(number) for number in numbers]})
        spent.append(len(statements))

    assert spent[1] <= spent[0] + 2


def test_the_ticked_orders_are_a_table_without_formulas(some, annas):
    with counted() as statements:
        page = pick(annas, some)
        sent = fields(page.text, TABLE) | {"number": [str(number) for number in some]}
        answer = annas.post(TABLE, data=sent)
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))))

    assert answer.headers["Content-Disposition"] == "attachment; filename=rbo-orders.csv"
    assert [row[:3] for row in rows[1:]] == [
        ["3", "Ordered", "Eva Probe"],
        ["2", "Strung", "Nora Probe"],
        ["1", "Strung", "Tim Probe"],
    ]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[3][-1] == "'=1+1"
    assert not [said for said, _values in statements if "FOR UPDATE" in said], "only read, so nobody waits"


@pytest.mark.parametrize("address", [PICKED, LETTERS, TABLE])
def test_nothing_ticked_and_too_much_ticked_say_so(anna, annas, address):
    sent = fields(pick(annas, [just_taken_in().number]).text, TABLE) | {"form_key": "0" * 32}

    for numbers, words in ((), "No order is selected"), (range(501), "Select at most 500 orders"):
        answer = annas.post(address, data=sent | {"number": [str(number) for number in numbers]})

        assert answer.status_code == 422
        assert words in answer.text
