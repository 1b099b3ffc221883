"""What is done beside the steps: a reading, a redo; and the way of one's own racket."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rbo.orders import queries, service
from rbo.orders.lifecycle import State
from rbo.orders.models import Order
from rbo.orders.trail import redone_as
from rbo.platform.db import db
from rbo.receipts import queries as receipts
from rbo.receipts.models import Cause
from tests.browsers import Browser, fields
from tests.make import a_client, an_order, reloaded, today
from tests.orders.hybrid import MAINS, a_strung_hybrid


@pytest.fixture
def strung(anna: object) -> Order:
    """A hybrid that came off the machine three days ago."""
    return a_strung_hybrid()


@pytest.fixture
def mine(anna: object) -> Order:
    """A draft of one's own."""
    me = a_client("Anna", "Selbst")
    me.is_self_for_stringer = True
    db.session.flush()
    order = an_order(me, is_draft=True)
    db.session.commit()
    return order


def causes() -> list[Cause]:
    """Why letters of order 1 were written, the latest first."""
    receipt = reloaded(1).receipt
    return [letter.cause for letter in receipts.emissions_of(receipt)] if receipt else []


def test_a_reading_is_noted_without_a_letter_unless_asked_for(annas: Browser, strung: Order) -> None:
    annas.fill("/orders/1", "/orders/1/reading", dynamic_tension="35.5")

    assert reloaded(1).dynamic_tension == Decimal("35.5")
    assert causes() == [Cause.STRUNG]

    annas.fill("/orders/1", "/orders/1/reading", dynamic_tension="35", send="y")

    assert causes() == [Cause.EDITED, Cause.STRUNG]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"dynamic_tension": "3600"}, "Enter a reading between 1 and 999."),
        ({"dynamic_tension_instrument": ""}, "Enter the instrument it was measured with."),
        ({"dynamic_tension": "hard"}, "Enter a number like 24.5."),
    ],
)
def test_a_reading_that_says_nothing_is_asked_for_again(
    annas: Browser, strung: Order, typed: dict[str, str], sentence: str
) -> None:
    answer = annas.post(
        "/orders/1/reading", data=fields(annas.get("/orders/1").text, "/orders/1/reading") | typed
    )

    assert answer.status_code == 422
    assert sentence in answer.text
    assert reloaded(1).dynamic_tension == Decimal(36)


def test_a_reading_from_an_older_page_overwrites_nothing(annas: Browser, strung: Order) -> None:
    old = fields(annas.get("/orders/1").text, "/orders/1/reading")
    annas.fill("/orders/1", "/orders/1/reading", dynamic_tension="35")

    answer = annas.post("/orders/1/reading", data=old | {"dynamic_tension": "20"})

    assert answer.status_code == 409
    assert reloaded(1).dynamic_tension == Decimal(35)


def test_the_last_instrument_is_proposed(annas: Browser, strung: Order) -> None:
    service.mark_strung(an_order(), on=today())
    db.session.commit()

    proposed = fields(annas.get("/orders/2").text, "/orders/2/reading")

    assert (proposed["dynamic_tension"], proposed["dynamic_tension_instrument"]) == ("", "ERT 300")


def test_an_empty_reading_takes_it_back(annas: Browser, strung: Order) -> None:
    annas.fill("/orders/1", "/orders/1/reading", dynamic_tension="")

    order = reloaded(1)
    assert (order.dynamic_tension, order.dynamic_tension_instrument) == (None, "")


def test_a_redo_is_the_same_job_for_nothing_and_both_know_each_other(annas: Browser, strung: Order) -> None:
    answer = annas.fill("/orders/1", "/orders/1/redo")

    again = reloaded(2)
    assert answer.location == "/orders/2"
    assert (again.main, again.total) == (replace(MAINS, price=Decimal(0)), Decimal(0))
    assert again.state is State.ORDERED
    assert 'href="/orders/1"' in annas.get("/orders/2").text
    assert 'href="/orders/2"' in annas.get("/orders/1").text


def test_a_redo_pressed_twice_is_one_order(annas: Browser, strung: Order) -> None:
    form = fields(annas.get("/orders/1").text, "/orders/1/redo")

    answers = [annas.post("/orders/1/redo", data=form).location for _press in range(2)]

    assert answers == ["/orders/2", "/orders/2"]
    assert redone_as(queries.by_number(1)) == [2]


def test_a_draft_of_one_s_own_goes_its_own_way(annas: Browser, mine: Order) -> None:
    page = annas.get("/orders/1").text
    assert "Mark ordered" in page
    assert not [word for word in ("Mark paid", "Mark returned", "Labour", "CHF") if word in page]

    for step, state in (("ordering", "ordered"), ("stringing", "strung")):
        annas.post(f"/orders/1/{step}", data=fields(page, "/orders/1/stringing"))
        assert reloaded(1).state == state

    order = reloaded(1)
    assert (order.receipt, order.strung_at) == (None, today())


def test_an_ordered_job_of_one_s_own_can_be_a_draft_again(annas: Browser, mine: Order) -> None:
    service.mark_ordered(reloaded(1), on=today())
    db.session.commit()

    annas.fill("/orders/1", "/orders/1/ordering")

    assert reloaded(1).state == "draft"
