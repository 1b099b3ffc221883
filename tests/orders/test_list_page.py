"""The list of orders: what narrows it stands in the address, and it takes every order the book can hold."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rbo.orders import service
from rbo.orders.constraints import Kind
from rbo.platform.db import db
from tests.each import each
from tests.make import a_client, a_racket, an_order, just_taken_in, reloaded, strung, today
from tests.orders.listed import rows


@pytest.fixture
def five(anna):
    """One order in each place of a day's work: on the bench, strung, handed out, paid before that, done."""
    numbers = [just_taken_in(a_client("Tim", "Probe")).number for _ in range(5)]
    for number in numbers[1:]:
        service.mark_strung(reloaded(number), on=today())
    for number in (numbers[2], numbers[4]):
        service.mark_returned(reloaded(number), on=today())
    for number in (numbers[3], numbers[4]):
        service.mark_paid(reloaded(number), on=today())
    db.session.commit()
    return dict(zip(("bench", "strung", "handed_out", "paid", "done"), numbers, strict=True))


def test_a_draft_without_a_day_is_listed_without_one(anna, annas):
    draft = an_order()
    draft.kind, draft.ordered_at = Kind.SELF, None
    db.session.commit()

    page = annas.get("/orders")

    assert page.status_code == 200
    assert f'href="/orders/{draft.number}"' in page.text
    assert "Draft" in page.text
    assert annas.get(f"/orders/{draft.number}").status_code == 200


def test_nothing_yet_and_nothing_found_say_different_things(anna, annas):
    nothing_yet, nothing_found = annas.get("/orders").text, annas.get("/orders?q=nobody").text

    assert "No stringjobs yet" in nothing_yet
    assert 'href="/orders/new" data-empty-action>Add stringjob' in nothing_yet
    assert "No order fits." in nothing_found
    assert 'href="/orders" data-empty-action>Show all orders' in nothing_found
    assert all('<h2 id="empty">' in page for page in (nothing_yet, nothing_found))


@each(
    ("state", "names"),
    [
        ("", ["done", "paid", "handed_out", "strung", "bench"]),
        ("open", ["paid", "handed_out", "strung", "bench"]),
        ("ordered", ["bench"]),
        ("waiting", ["paid", "strung"]),
        ("unpaid", ["handed_out", "strung"]),
        ("strung", ["strung"]),
        ("returned", ["handed_out"]),
        ("paid", ["paid"]),
        ("done", ["done"]),
        ("cancelled", []),
        ("draft", []),
        ("nonsense", ["done", "paid", "handed_out", "strung", "bench"]),
    ],
)
def test_a_state_or_a_pile_narrows_the_list(five, annas, state, names):
    assert rows(annas.get(f"/orders?state={state}")) == [five[name] for name in names]


def test_a_cancelled_order_is_found_by_its_state(anna, annas):
    order = an_order()
    service.cancel(order, on=today())
    db.session.commit()

    assert rows(annas.get("/orders?state=cancelled")) == [order.number]
    assert rows(annas.get("/orders?state=open")) == []


def test_ones_own_racket_waits_for_nobody(anna, annas):
    order = an_order()
    order.kind = Kind.SELF
    db.session.commit()
    strung(order)

    assert rows(annas.get("/orders?state=open")) == []
    assert rows(annas.get("/orders?state=strung")) == [order.number]


def test_client_and_racket_narrow_the_list_and_are_named(anna, annas):
    client = a_client("Nora", "Exempel")
    racket = a_racket(client, "EZ_7")
    first, second = an_order(client, racket=racket), an_order(client)
    an_order(a_client("Tim", "Probe"))
    client_id, racket_id = client.id, racket.id

    by_client, by_racket = (
        annas.get(f"/orders?client={client_id}"),
        annas.get(f"/orders?client={client_id}&racket={racket_id}"),
    )

    assert rows(by_client) == [second.number, first.number]
    assert rows(by_racket) == [first.number]
    assert "Remove filter: </span>Nora Exempel" in by_racket.text
    assert "Remove filter: </span>Babolat Pure Aero 98 · EZ_7" in by_racket.text


def test_days_narrow_and_sort_the_list_by_the_day_that_is_named(anna, annas):
    days = [today() - timedelta(days=ago) for ago in (9, 5, 1)]
    old, older_by_number, new = (an_order(ordered_at=day) for day in (days[1], days[0], days[2]))
    strung(old, days_ago=0)
    strung(new, days_ago=1)

    assert rows(annas.get(f"/orders?from={days[1]}")) == [new.number, old.number]
    assert rows(annas.get(f"/orders?to={days[1]}")) == [old.number, older_by_number.number]
    assert rows(annas.get(f"/orders?on=strung&from={days[0]}")) == [old.number, new.number]
    assert rows(annas.get(f"/orders?on=strung&from={days[0]}&to={days[2]}")) == [new.number]
