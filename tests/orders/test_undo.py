"""Taking a move back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from rbo.orders import refusals, service
from rbo.orders.lifecycle import State
from rbo.orders.models import OrderStateAudit
from rbo.platform.db import db
from rbo.platform.jobs.states import OutboxState
from rbo.platform.versions import ChangedMeanwhile
from rbo.receipts import queries as receipts
from rbo.receipts.models import Cause
from tests.make import a_client, an_order, reloaded, today


def strung(**more):
    order = an_order(**more)
    service.mark_strung(order, on=today())
    db.session.commit()
    return reloaded(order.number)


def test_an_undone_stringing_keeps_its_number_and_calls_the_letter_back(anna):
    order = strung()
    number = order.receipt.number

    service.undo_stringing(order, seen_version=order.version)
    db.session.commit()

    order = reloaded(order.number)
    assert (order.state, order.receipt.number) == (State.ORDERED, number)
    assert [e.outbox.state for e in receipts.emissions_of(order.receipt)] == [OutboxState.ABORTED]


def test_stringing_again_reuses_the_number_and_mails(anna):
    order = strung()
    number = order.receipt.number
    service.undo_stringing(order, seen_version=order.version)
    db.session.commit()

    again = service.mark_strung(reloaded(order.number), on=today())

    assert again.number == number
    assert [e.cause for e in receipts.emissions_of(again)] == [Cause.RESTRUNG, Cause.STRUNG]


def test_a_stringing_is_not_undone_while_the_racket_is_away(anna):
    order = strung()
    service.mark_returned(order, on=today())

    with pytest.raises(refusals.StillReturned):
        service.undo_stringing(order, seen_version=order.version)


def test_an_undo_from_yesterdays_page_is_refused(anna):
    order = strung()
    seen = order.version
    service.mark_paid(order, on=today())
    db.session.commit()

    with pytest.raises(ChangedMeanwhile):
        service.undo_stringing(reloaded(order.number), seen_version=seen)


def test_a_double_click_on_undo_is_never_an_error(anna):
    order = strung()
    seen = order.version
    service.undo_stringing(order, seen_version=seen)
    db.session.commit()

    service.undo_stringing(reloaded(order.number), seen_version=seen)

    assert reloaded(order.number).state is State.ORDERED


def test_every_move_is_written_down(anna):
    order = strung()
    service.mark_returned(order, on=today())
    service.undo_return(order, seen_version=order.version)

    moves = db.session.scalars(select(OrderStateAudit).order_by(OrderStateAudit.id)).all()

    assert [(m.step, m.was, m.became) for m in moves] == [
        ("strung", None, today()),
        ("returned", None, today()),
        ("returned", today(), None),
    ]


def test_a_cancelled_order_comes_back_by_undo(anna):
    order = an_order()
    service.cancel(order, on=today())
    assert order.state is State.CANCELLED

    service.undo_cancellation(order, seen_version=order.version)

    assert order.state is State.ORDERED


def test_an_order_with_a_number_is_not_cancelled(anna):
    order = strung()
    service.undo_stringing(order, seen_version=order.version)

    with pytest.raises(refusals.HasReceipt):
        service.cancel(order, on=today())


def test_a_racket_is_not_handed_back_before_it_was_strung(anna):
    order = an_order(ordered_at=today() - timedelta(days=3))
    service.mark_strung(order, on=today())

    with pytest.raises(refusals.DateBeforeStrung):
        service.mark_returned(order, on=today() - timedelta(days=1))


def test_a_client_without_address_is_skipped_and_says_so(anna):
    order = strung(client=a_client(email=""))

    (emission,) = receipts.emissions_of(order.receipt)

    assert (emission.skipped, emission.outbox) == ("no_address", None)


def test_sending_again_is_a_new_letter(anna):
    order = strung()

    emission = service.send_again(order)

    assert emission.cause is Cause.RESENT
    assert len(receipts.emissions_of(order.receipt)) == 2
