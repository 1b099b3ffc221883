"""Jobs of years ago, entered together."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from rbo.clients.service import myself
from rbo.orders import refusals
from rbo.orders.constraints import Kind, Step
from rbo.orders.intake import NewOrder
from rbo.orders.models import Order, OrderStateAudit
from rbo.orders.past import AT_ONCE, Days, PastJob, enter, faults
from rbo.orders.queries import by_number
from rbo.orders.service import mark_strung
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.receipts.models import ReceiptEmission
from rbo.stringers.models import TensionUnit
from tests.make import a_client, a_racket, an_order, receipt_numbers, reloaded, today

CAME = date(2021, 12, 28)


def a_job(client, racket, ref="", **days):
    new = NewOrder(
        client=client, racket=racket, tension_unit=TensionUnit.KG, main=Side("Gut"), labour_price=Decimal(25)
    )
    return PastJob(job=new, days=Days(**{"ordered_at": CAME, **days}), legacy_ref=ref)


@pytest.fixture
def bag(anna):
    client = a_client()
    return client, a_racket(client)


def entered(*jobs):
    told = []
    ids = enter(jobs, told.append)
    db.session.commit()
    assert told[-1:] == [len(jobs)]
    numbers = dict(db.session.execute(select(Order.id, Order.number)).all())
    return [by_number(numbers[order_id]) for order_id in ids]


def test_jobs_are_numbered_in_their_order_and_receipts_by_the_day_of_stringing(bag):
    orders = entered(
        a_job(*bag, ref="1", strung_at=date(2022, 1, 3)),
        a_job(*bag, ref="2", strung_at=date(2021, 12, 30), returned_at=date(2022, 1, 2)),
        a_job(*bag, ref="3"),
        a_job(*bag, ref="4", strung_at=date(2022, 1, 1), paid_at=date(2021, 12, 29)),
    )

    assert [(order.number, order.legacy_ref) for order in orders] == [(1, "1"), (2, "2"), (3, "3"), (4, "4")]
    assert [order.receipt and order.receipt.number for order in orders] == [
        "2022-0002",
        "2021-0001",
        None,
        "2022-0001",
    ]


def test_numbers_go_on_where_the_book_stands(bag):
    mark_strung(an_order(bag[0], racket=bag[1]), on=today())
    db.session.commit()

    (past,) = entered(a_job(*bag, strung_at=today()))
    mark_strung(an_order(bag[0], racket=bag[1]), on=today())
    db.session.commit()

    assert past.number == 2
    assert receipt_numbers() == [f"{today().year}-000{seq}" for seq in (1, 2, 3)]


def test_nobody_is_told(bag):
    entered(a_job(*bag, strung_at=date(2022, 1, 3)))

    assert db.session.scalar(select(func.count()).select_from(Outbox)) == 0
    assert db.session.scalar(select(func.count()).select_from(ReceiptEmission)) == 0


def test_the_audit_says_what_the_verbs_would_have_said(bag):
    (order,) = entered(a_job(*bag, strung_at=date(2022, 1, 3), paid_at=date(2022, 1, 4)))

    said = db.session.execute(
        select(OrderStateAudit.order_id, OrderStateAudit.step, OrderStateAudit.was, OrderStateAudit.became)
    ).all()
    assert sorted(said) == [
        (order.id, Step.PAID, None, date(2022, 1, 4)),
        (order.id, Step.STRUNG, None, date(2022, 1, 3)),
    ]


def test_ones_own_job_has_no_receipt_and_may_have_no_day_it_came_in(anna):
    me = myself("Anna")
    job = a_job(me, a_racket(me), ordered_at=None, strung_at=date(2020, 3, 1))

    (order,) = entered(job)

    assert (order.kind, order.receipt, order.ordered_at, order.total) == (Kind.SELF, None, None, 0)


def test_more_than_memory_holds_are_entered_one_pile_after_the_other(bag):
    jobs = [a_job(*bag, strung_at=CAME) for _ in range(AT_ONCE + 1)]
    told = []

    enter(jobs, told.append)

    assert told == [AT_ONCE, AT_ONCE + 1]
    assert db.session.scalar(select(func.max(Order.number))) == AT_ONCE + 1
    assert receipt_numbers()[-1] == f"2021-{AT_ONCE + 1:04d}"


LATER, EARLIER, TOMORROW = date(2022, 1, 3), date(2021, 12, 1), timedelta(days=1)
IMPOSSIBLE = [
    (Kind.CLIENT, {"ordered_at": None}, Step.ORDERED, refusals.ClientWaits),
    (Kind.CLIENT, {"strung_at": EARLIER}, Step.STRUNG, refusals.DateBeforeOrdered),
    (Kind.CLIENT, {"paid_at": EARLIER}, Step.PAID, refusals.DateBeforeOrdered),
    (Kind.CLIENT, {"strung_at": "tomorrow"}, Step.STRUNG, refusals.DateInFuture),
    (Kind.CLIENT, {"returned_at": LATER}, Step.STRUNG, refusals.NotStrung),
    (Kind.CLIENT, {"strung_at": LATER, "returned_at": CAME}, Step.RETURNED, refusals.DateBeforeStrung),
    (Kind.CLIENT, {"strung_at": LATER, "cancelled_at": LATER}, Step.CANCELLED, refusals.AlreadyStrung),
    (Kind.SELF, {"paid_at": LATER}, Step.PAID, refusals.OwnRacket),
]


@pytest.mark.parametrize(("kind", "days", "step", "refusal"), IMPOSSIBLE)
def test_days_that_cannot_be_are_refused_as_the_verbs_do(anna, kind, days, step, refusal):
    owner = myself("Anna") if kind is Kind.SELF else a_client()
    days = {name: today() + TOMORROW if day == "tomorrow" else day for name, day in days.items()}
    job = a_job(owner, a_racket(owner), **days)

    assert [(where, type(why)) for where, why in faults(job.days, kind, today())] == [(step, refusal)]
    with pytest.raises(refusal):
        enter([job], print)


def test_an_order_of_years_ago_lives_on_like_any_other(bag):
    (order,) = entered(a_job(*bag))

    receipt = mark_strung(reloaded(order.number), on=CAME)

    assert receipt is not None
    assert receipt.number == "2021-0001"
