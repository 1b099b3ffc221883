"""Handing back, paying, cancelling: what each needs, and what it says no to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rbo.orders import refusals, service
from rbo.orders.lifecycle import State
from rbo.platform.db import db
from tests.make import an_order, receipt_numbers, reloaded, today

A_DAY = timedelta(days=1)
VERBS = {
    "strung": service.mark_strung,
    "returned": service.mark_returned,
    "paid": service.mark_paid,
    "cancelled": service.cancel,
}


def moved(*steps, **more):
    """An order after these steps, as the next page finds it."""
    order = an_order(**more)
    for step in steps:
        VERBS[step](order, on=today())
    db.session.commit()
    return reloaded(order.number)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (("strung", "returned"), State.RETURNED),
        (("strung", "paid"), State.PAID),
        (("strung", "returned", "paid"), State.DONE),
        (("strung", "paid", "returned"), State.DONE),
        (("paid", "strung"), State.PAID),
        (("paid",), State.ORDERED),
        (("cancelled",), State.CANCELLED),
        (("paid", "cancelled"), State.CANCELLED),
    ],
)
def test_each_way_through_the_steps_is_open(anna, steps, state):
    assert moved(*steps).state is state


@pytest.mark.parametrize(
    ("steps", "verb", "refusal"),
    [
        ((), "returned", refusals.NotStrung),
        (("cancelled",), "returned", refusals.NotStrung),
        (("cancelled",), "strung", refusals.AlreadyCancelled),
        (("cancelled",), "paid", refusals.AlreadyCancelled),
        (("strung",), "cancelled", refusals.AlreadyStrung),
    ],
)
def test_a_step_out_of_its_place_is_refused_and_changes_nothing(anna, steps, verb, refusal):
    order = moved(*steps)
    before = order.state

    with pytest.raises(refusal):
        VERBS[verb](order, on=today())

    assert order.state is before


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        (("strung", "returned"), refusals.AlreadyReturned),
        (("paid",), refusals.AlreadyPaid),
        (("cancelled",), refusals.AlreadyCancelled),
    ],
)
def test_a_step_is_taken_once_and_a_double_click_is_no_second_time(later, anna, steps, refusal):
    order, verb = moved(*steps), VERBS[steps[-1]]

    verb(order, on=today())
    later(seconds=11)

    with pytest.raises(refusal):
        verb(order, on=today())


@pytest.mark.parametrize("verb", ["strung", "paid", "cancelled"])
def test_no_step_lies_before_the_racket_came_in(anna, verb):
    order = an_order()

    with pytest.raises(refusals.DateBeforeOrdered):
        VERBS[verb](order, on=today() - A_DAY)


@pytest.mark.parametrize("verb", ["returned", "paid"])
def test_no_step_lies_in_the_future(anna, verb):
    order = moved("strung")

    with pytest.raises(refusals.DateInFuture):
        VERBS[verb](order, on=today() + A_DAY)


def test_a_step_may_be_dated_back(anna):
    order = an_order(ordered_at=today() - 3 * A_DAY)

    service.mark_strung(order, on=today() - 2 * A_DAY)
    service.mark_returned(order, on=today() - A_DAY)
    service.mark_paid(order, on=today() - 3 * A_DAY)

    days_ago = [(today() - day).days for day in (order.strung_at, order.returned_at, order.paid_at)]
    assert days_ago == [2, 1, 3]


def test_a_receipt_is_not_sent_again_before_there_is_one(anna):
    with pytest.raises(refusals.NotStrung):
        service.send_again(an_order())

    assert receipt_numbers() == []


@pytest.mark.parametrize(
    ("steps", "undo", "state"),
    [
        (("strung", "paid"), service.undo_payment, State.STRUNG),
        (("strung", "paid"), service.undo_stringing, State.ORDERED),
        (("strung", "returned", "paid"), service.undo_return, State.PAID),
        (("paid", "cancelled"), service.undo_payment, State.CANCELLED),
    ],
)
def test_payment_return_and_stringing_are_taken_back_each_alone(anna, steps, undo, state):
    order = moved(*steps)

    undo(order, seen_version=order.version)

    assert order.state is state
