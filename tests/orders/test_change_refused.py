"""What a change of an order says no to, and that nothing is changed then."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rbo.orders import refusals, service
from rbo.orders.changes.change import Reading, note_reading
from rbo.orders.changes.edition import edition_of
from tests.make import a_client, a_racket, an_order, today
from tests.orders.changing import A_DAY, changed, strung


@pytest.mark.parametrize(
    ("wishes", "refusal"),
    [
        ({"strung_at": today() + A_DAY}, refusals.DateInFuture),
        ({"strung_at": today() - 6 * A_DAY}, refusals.DateBeforeOrdered),
        ({"ordered_at": today() - 2 * A_DAY}, refusals.DateBeforeOrdered),
        ({"returned_at": today() - 4 * A_DAY}, refusals.DateBeforeStrung),
        ({"paid_at": today() - 6 * A_DAY}, refusals.DateBeforeOrdered),
        ({"strung_at": None}, refusals.StepIsNoEdit),
        ({"ordered_at": None}, refusals.StepIsNoEdit),
        ({"paid_at": None}, refusals.StepIsNoEdit),
    ],
)
def test_days_that_make_no_course_are_refused_and_nothing_is_changed(anna, wishes, refusal):
    order = strung()
    service.mark_returned(order, on=today())
    service.mark_paid(order, on=today())
    before = edition_of(order)

    with pytest.raises(refusal):
        changed(order, **wishes)

    assert edition_of(order) == before


def test_a_step_that_was_not_taken_is_not_taken_by_an_edit(anna):
    with pytest.raises(refusals.StepIsNoEdit):
        changed(an_order(), strung_at=today())


def test_a_receipt_stays_with_the_client_it_was_written_for(anna):
    order, eva = strung(), a_client("Eva", "Probe")

    with pytest.raises(refusals.ReceiptNamesClient):
        changed(order, client=eva, racket=a_racket(eva, "E1"))


def test_a_racket_of_somebody_else_is_refused(anna):
    order = strung()

    with pytest.raises(refusals.ForeignRacket):
        changed(order, racket=a_racket(a_client("Eva", "Probe"), "E1"))


def test_a_client_s_order_does_not_become_one_s_own(anna):
    mine = a_client("Anna", "Selbst")
    mine.is_self_for_stringer = True
    racket = a_racket(mine, "M1")

    with pytest.raises(refusals.OtherKind):
        changed(an_order(), client=mine, racket=racket)


def test_an_impossible_tension_is_refused(anna):
    order = strung()

    with pytest.raises(refusals.ImpossibleTension):
        changed(order, main=replace(order.main, tension=Decimal(50)))


def test_nothing_is_measured_before_the_racket_is_strung(anna):
    order = an_order()

    with pytest.raises(refusals.NotStrung):
        note_reading(order, Reading(Decimal(36), "ERT 300"), order.version, send=False)
