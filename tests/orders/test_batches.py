"""Several orders moved together: each goes or says why not, once however often it is sent, and comes back."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from rbo.orders import batches, queries, service
from rbo.orders.batch import Batch
from rbo.orders.constraints import Step
from rbo.orders.listing import page as listing
from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.browsers import fields
from tests.desk.statements import counted
from tests.make import a_client, an_order, just_taken_in, receipt_numbers, reloaded, today
from tests.orders.batching import MOVES, moves_of, said, state, tick
from tests.signed_in import TOKEN

TICKED = re.compile(r'value="(\d+)" form="moves" checked')


def test_each_ticked_order_takes_the_step_with_one_line_in_the_audit(three, annas):
    page = annas.get(tick(annas, three).location)

    assert [state(number) for number in three] == ["strung"] * 3
    assert moves_of(*three) == 3
    assert len(receipt_numbers()) == 3
    assert "3 orders done" in said(page)
    assert all(name in said(page) for name in ("Tim Probe", "Nora Probe", "Eva Probe"))


def test_only_what_is_ticked_moves(three, annas):
    tick(annas, three[:1], "paid")

    assert [reloaded(number).paid_at for number in three] == [today(), None, None]


def test_the_day_can_be_earlier(anna, annas):
    number = just_taken_in(ordered_at=today() - timedelta(days=5)).number
    day = today() - timedelta(days=2)

    tick(annas, [number], on=day.isoformat())

    assert reloaded(number).strung_at == day


def test_those_that_cannot_say_why_and_the_others_go(three, annas):
    tick(annas, three[:1])
    service.cancel(reloaded(three[2]), on=today())
    db.session.commit()

    page = said(annas.get(tick(annas, three, "paid").location))
    handed_out = said(annas.get(tick(annas, three, "returned").location))

    assert "1 order stays as it is" in page
    assert f"Order {three[2]} is cancelled." in page
    assert "2 orders done" in page
    assert f"Order {three[1]} is not strung yet." in handed_out
    assert [state(number) for number in three] == ["done", "ordered", "cancelled"]


def test_a_day_that_no_order_can_take_is_said_for_each(three, annas):
    tomorrow = (today() + timedelta(days=1)).isoformat()

    page = said(annas.get(tick(annas, three, on=tomorrow).location))

    assert page.count("This day is in the future.") == 3
    assert [state(number) for number in three] == ["ordered"] * 3
    assert receipt_numbers() == []


def test_the_same_form_twice_moves_once(three, annas):
    sent = fields(annas.get("/orders").text, MOVES) | {"step": "strung", "number": [str(three[0])]}

    first, second = annas.post(MOVES, data=sent), annas.post(MOVES, data=sent)

    assert first.location == second.location
    assert moves_of(three[0]) == 1
    assert db.session.scalar(select(func.count()).select_from(Batch)) == 1


def test_the_same_form_with_other_orders_is_refused(three, annas):
    sent = fields(annas.get("/orders").text, MOVES) | {"step": "strung"}
    annas.post(MOVES, data=sent | {"number": [str(three[0])]})

    again = annas.post(MOVES, data=sent | {"number": [str(three[1])]})

    assert again.status_code == 409
    assert state(three[1]) == "ordered"


@pytest.mark.parametrize(
    "sent",
    [
        {"number": []},
        {"number": ["x", "-1", "9" * 40]},
        {"number": ["1"], "step": "cancelled"},
        {"number": ["1"], "step": "nonsense"},
        {"number": ["1"], "on": "31.02.2026"},
        {"number": [str(number) for number in range(1, queries.MOST + 2)]},
        {"number": ["1"], "form_key": "none"},
    ],
)
def test_what_makes_no_sense_is_refused_and_moves_nothing(three, annas, sent):
    form = fields(annas.get("/orders").text, MOVES)

    answer = annas.post(MOVES, data=form | {"step": "strung"} | sent)

    assert answer.status_code == 422
    assert [state(number) for number in three] == ["ordered"] * 3


def test_the_other_stringers_orders_are_not_there(three, bens):
    token = TOKEN.search(bens.get("/settings").text)[1]
    sent = {"csrf_token": token, "form_key": str(new_id()), "step": "strung", "number": str(three[0])}

    answer = said(bens.get(bens.post(MOVES, data=sent).location))

    assert f"There is no order {three[0]} in your book." in answer
    assert "Probe" not in answer
    assert state(three[0]) == "ordered"


def test_the_way_back_keeps_the_filters_and_leads_nowhere_else(three, annas):
    kept = tick(annas, three[:1], page="/orders?state=ordered&q=tim").location
    evil = tick(annas, three[1:2], back="//evil.example").location

    assert 'href="/orders?state=ordered&amp;q=tim"' in annas.get(kept).text
    assert "evil.example" not in annas.get(evil).text


def test_all_that_was_found_is_selected_over_several_pages(three, annas, monkeypatch):
    """U-15."""
    monkeypatch.setattr(listing, "A_PAGE", 2)
    an_order(a_client("Tim", "Exempel"))
    db.session.commit()
    link = re.search(r'href="([^"]+)">All found', annas.get("/orders?q=probe").text)[1]

    page = annas.get(html.unescape(link)).text

    assert sorted(map(int, TICKED.findall(page))) == three
    assert fields(page, MOVES)["back"] == "/orders?q=probe"
    assert "The newest" not in page


def test_more_than_go_at_once_are_found(three, annas, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)

    page = annas.get("/orders?select=all").text

    assert sorted(map(int, TICKED.findall(page))) == three[1:]
    assert "The newest 2 are selected." in page


@pytest.mark.parametrize("step", [Step.STRUNG, Step.PAID])
def test_many_orders_of_a_batch_take_no_statement_more_than_one(three, step):
    """U-15: five hundred in five seconds, the same again by a double click, and back."""
    asked = []
    for numbers in (three[:1], three[1:]):
        with counted() as statements:
            batch = batches.move_all(numbers, step, today())
            batches.move_all(numbers, step, today())
            batches.take_back(batch)
        db.session.commit()
        asked.append(len(statements))
        assert [state(number) for number in numbers] == ["ordered"] * len(numbers)
        assert moves_of(*numbers) == 2 * len(numbers)

    assert asked[1] == asked[0]
