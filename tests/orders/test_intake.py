"""Taking a racket in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from rbo.clients.service import myself
from rbo.orders import board, refusals, service
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.stringers.models import TensionUnit
from tests.make import a_client, a_racket, an_order, just_taken_in, receipt_numbers, today


def test_orders_are_numbered_from_one_in_each_book(anna):
    assert [just_taken_in().number, just_taken_in().number] == [1, 2]


def test_the_crosses_follow_the_mains(anna):
    order = an_order()

    assert order.cross == order.main
    assert order.total == Decimal("53.00")


def test_a_string_the_client_brought_costs_nothing(anna):
    own = Side(label="VS Touch", tension=Decimal(24), price=Decimal(22), byo=True)

    order = an_order(main=own, cross=Side(label="ALU Power", tension=Decimal(23), price=Decimal(28)))

    assert order.total == Decimal("53.00")
    assert order.is_hybrid


def test_extras_are_on_the_bill(anna):
    assert an_order(extras=(("Grip", Decimal("6.50")),)).total == Decimal("59.50")


@pytest.mark.parametrize(("tension", "unit"), [("3.9", "kg"), ("45.5", "kg"), ("8", "lb"), ("100", "lb")])
def test_a_tension_no_frame_takes_is_refused(anna, tension, unit):
    side = Side(label="ALU Power", tension=Decimal(tension))

    with pytest.raises(refusals.ImpossibleTension):
        an_order(main=side, tension_unit=TensionUnit(unit))


def test_a_racket_of_another_client_is_refused(anna):
    others = a_racket(a_client("Jonas"))

    with pytest.raises(refusals.ForeignRacket):
        an_order(client=a_client(), racket=others)


def test_a_job_of_ones_own_has_no_price_no_number_and_no_mail(anna):
    order = an_order(client=myself("Anna"))

    service.mark_strung(order, on=today())

    assert (order.kind, order.total, order.receipt) == ("self", Decimal(0), None)
    assert receipt_numbers() == []


def test_the_bench_is_ordered_by_promised_day(anna):
    later = an_order(promised_for=today() + timedelta(days=2))
    unpromised = an_order()
    sooner = an_order(promised_for=today())

    assert [o.number for o in board.lists().bench] == [sooner.number, later.number, unpromised.number]


def test_the_score_counts_what_is_open(anna):
    an_order()
    done = an_order(extras=(("Grip", Decimal(6)),))
    service.mark_strung(done, on=today())
    db.session.commit()

    score = board.score()

    assert (score.to_string, score.to_hand_out, score.owed) == (1, 1, {"CHF": Decimal("59.00")})
