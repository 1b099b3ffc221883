"""Orders that were moved together come back together."""

from __future__ import annotations

import re

from rbo.orders import service
from rbo.platform.db import db
from rbo.receipts import queries as receipts
from tests.browsers import fields
from tests.make import reloaded, today
from tests.orders.batching import moves_of, said, state, tick


def test_undo_takes_all_of_it_back_and_calls_the_letters_back(three, annas):
    result = tick(annas, three).location
    address = result.partition("?")[0]

    annas.get(result)
    page = annas.get(annas.fill(result, address).location)

    assert [state(number) for number in three] == ["ordered"] * 3
    assert "3 orders taken back" in said(page)
    assert "Undo" not in said(page)
    letters = [receipts.emissions_of(reloaded(number).receipt)[0] for number in three]
    assert {letter.outbox.state for letter in letters} == {"aborted"}


def test_the_toast_undoes_it_too(three, annas):
    page = annas.get(tick(annas, three, "paid").location).text
    address = re.search(r'data-toast>.*?action="([^"]+)"', page, re.DOTALL)[1]

    annas.post(address, data=fields(page, address))

    assert "3 orders marked paid." in page
    assert [reloaded(number).paid_at for number in three] == [None] * 3


def test_undo_leaves_alone_what_was_changed_since(three, annas):
    result = tick(annas, three).location
    service.mark_paid(reloaded(three[0]), on=today())
    service.mark_returned(reloaded(three[1]), on=today())
    db.session.commit()

    page = said(annas.get(annas.fill(result, result.partition("?")[0]).location))

    assert [state(number) for number in three] == ["paid", "returned", "ordered"]
    assert f"Order {three[0]} was changed meanwhile." in page
    assert "The racket was handed back. Undo that first." in page
    assert "1 order taken back" in page
    assert "Undo all 2 orders" in page


def test_undo_twice_is_no_error(three, annas):
    result = tick(annas, three).location
    sent = fields(annas.get(result).text, result.partition("?")[0])

    answers = [annas.post(result.partition("?")[0], data=sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [state(number) for number in three] == ["ordered"] * 3
    assert moves_of(*three) == 6


def test_a_double_click_of_the_step_is_undone_with_it(three, annas):
    tick(annas, three[:1])
    again = tick(annas, three[:1]).location

    assert "1 order done" in said(annas.get(again))
    assert moves_of(three[0]) == 1
