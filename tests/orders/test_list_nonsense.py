"""Addresses of the list of orders that make no sense, or ask for what is somebody else's."""

from __future__ import annotations

import pytest

from rbo.platform.ids import new_id
from tests.each import each
from tests.make import a_client, an_order, just_taken_in
from tests.orders.listed import rows


@pytest.fixture
def only_number(anna):
    """The number of the one order in the book."""
    return just_taken_in().number


@pytest.mark.parametrize("name", ["client", "racket"])
@pytest.mark.parametrize("kind", ["foreign", "unknown", "no id at all"])
def test_an_id_of_nobody_finds_nothing(anna, bens, name, kind):
    client = a_client("Nora", "Geheim")
    order = an_order(client)
    ids = {"client": client.id, "racket": order.racket_id}
    wanted = {"foreign": ids[name], "unknown": new_id(), "no id at all": "'; drop table orders"}[kind]

    page = bens.get("/orders", query_string={name: wanted})

    assert page.status_code == 200
    assert "No order fits." in page.text
    assert "Geheim" not in page.text


@each("typed", ["31.02.2026", "yesterday", "0026-01-01", "9" * 40, "2026-01-01' or 1=1"])
@each("name", ["from", "to"])
def test_a_day_that_is_none_is_said_and_narrows_nothing(only_number, annas, name, typed):
    page = annas.get("/orders", query_string={name: typed})

    assert page.status_code == 200
    assert rows(page) == [only_number]
    assert "Enter a day like 2026-03-04." in page.text


def test_days_that_run_backwards_are_said(anna, annas):
    an_order()

    page = annas.get("/orders?from=2026-02-02&to=2026-01-01").text

    assert "This day is before the first one." in page
    assert "No order fits." in page


@each("place", ["x", "-1", "9" * 40, "2026-01-01_3", "_", "2026-13-01_1", "1_1"])
@each("name", ["before", "after"])
def test_a_place_that_is_none_is_the_beginning(only_number, annas, name, place):
    page = annas.get("/orders", query_string={name: place})

    assert (page.status_code, rows(page)) == (200, [only_number])
