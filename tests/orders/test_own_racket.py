"""A racket of one's own: a draft at first if one likes, never a price, never a receipt."""

from __future__ import annotations

import pytest

from rbo.clients import queries as clients
from rbo.clients.service import myself
from rbo.orders.constraints import Kind
from rbo.orders.lifecycle import State
from rbo.orders.models import Order
from rbo.orders.side import NOTHING
from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.browsers import Browser, fields
from tests.make import a_client, a_racket, an_order, newest, receipt_numbers

TYPED = {"racket_name": "Head Prestige", "main_string": "ALU Power", "main_tension": "24"}


def test_the_first_one_makes_ones_own_profile(annas: Browser, anna: object) -> None:
    saved(annas)

    order = newest()[0]
    assert (order.kind, order.state, order.total) == (Kind.SELF, State.ORDERED, NOTHING)
    assert clients.myself() == clients.by_id(order.client_id)


def test_looking_at_the_form_makes_nothing(annas: Browser, anna: object) -> None:
    annas.get(f"/orders/new?client=me&key={new_id()}")

    assert clients.myself() is None


def test_a_draft_has_no_day(annas: Browser, anna: object) -> None:
    saved(annas, to="draft")

    order = newest()[0]
    assert (order.state, order.ordered_at) == (State.DRAFT, None)


def test_only_ones_own_racket_can_be_a_draft(annas: Browser, anna: object) -> None:
    lena = a_client()
    an_order(lena)
    db.session.commit()

    annas.fill(f"/orders/new?client={lena.id}&key={new_id()}", "/orders/new", to="draft")

    assert newest()[0].state is State.ORDERED


def test_it_can_be_saved_as_strung_without_a_receipt(annas: Browser, anna: object) -> None:
    saved(annas, to="strung")

    assert newest()[0].is_strung
    assert receipt_numbers() == []


def test_a_price_that_is_sent_along_is_not_charged(annas: Browser, anna: object) -> None:
    saved(annas, labour_price="25", set_price="28", **{"extras-0-text": "Grip", "extras-0-price": "6"})

    assert newest()[0].total == NOTHING
    assert not newest()[0].extras


def test_the_form_speaks_of_no_money(annas: Browser, anna: object) -> None:
    page = annas.get(f"/orders/new?client=me&key={new_id()}").text

    assert "Your own racket costs nothing and has no receipt." in page
    assert "labour_price" not in page
    assert 'value="draft"' in page


@pytest.fixture
def my_last(anna: object) -> Order:
    """What the stringer strung for herself last."""
    me = myself("Anna")
    order = an_order(me, racket=a_racket(me, "MINE_1"))
    db.session.commit()
    return order


def test_the_last_job_is_copied_here_too(annas: Browser, my_last: Order) -> None:
    values = fields(annas.get(f"/orders/new?client=me&key={new_id()}").text, "/orders/new")

    assert (values["racket"], values["main_string"]) == (str(my_last.racket_id), "Solinco Hyper-G")


def test_one_is_found_by_name_and_is_still_oneself(annas: Browser, my_last: Order) -> None:
    annas.fill(f"/orders/new?client={my_last.client_id}&key={new_id()}", "/orders/new", to="draft")

    assert newest()[0].state is State.DRAFT


def saved(browser: Browser, **typed: str) -> None:
    """One's own first racket, saved."""
    browser.fill(f"/orders/new?client=me&key={new_id()}", "/orders/new", htmx=False, **TYPED, **typed)
