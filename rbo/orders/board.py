"""What Today shows of the bench: its lists, and the numbers above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, or_, select, union_all
from sqlalchemy.orm import joinedload

from rbo.orders.costs import TOTAL
from rbo.orders.models import Order
from rbo.orders.piles import ON_THE_BENCH, UNFINISHED, UNPAID, WAITING
from rbo.orders.queries import WHOSE
from rbo.platform.db import db

ON_A_CARD = (*WHOSE, joinedload(Order.extras))
SOONEST = (Order.promised_for.asc().nulls_last(), Order.number)
LONGEST = (Order.strung_at, Order.number)
LAST_STRUNG = (Order.strung_at.desc().nulls_last(), Order.number.desc())  # as its index has it
MOST_ON_BENCH, MOST_WAITING, MOST_RECENT = 50, 10, 5
HANDED_OUT = and_(UNFINISHED, Order.returned_at.is_not(None))


@dataclass(frozen=True)
class Board:
    """The jobs of Today: to string, to hand out, handed out and not paid, the last off the machine."""

    bench: Sequence[Order]
    waiting: Sequence[Order]
    unpaid: Sequence[Order]
    recent: Sequence[Order]


@dataclass(frozen=True)
class Score:
    """What is open: rackets to string and to hand out, jobs to be paid, their money in each currency."""

    to_string: int
    to_hand_out: int
    to_be_paid: int
    owed: Mapping[str, Decimal]


def lists() -> Board:
    """The lists of Today, in one statement."""
    ids = (
        select(Order.id).where(ON_THE_BENCH).order_by(*SOONEST).limit(MOST_ON_BENCH),
        select(Order.id).where(WAITING).order_by(*LONGEST).limit(MOST_WAITING),
        select(Order.id).where(HANDED_OUT).order_by(*LONGEST).limit(MOST_WAITING),
        select(Order.id).where(Order.strung_at.is_not(None)).order_by(*LAST_STRUNG).limit(MOST_RECENT),
    )
    wanted = select(union_all(*ids).subquery().c.id)
    rows = select(Order).where(Order.id.in_(wanted)).options(*ON_A_CARD).order_by(Order.number)
    jobs = db.session.scalars(rows).unique().all()
    strung = sorted((job for job in jobs if job.strung_at), key=lambda job: job.strung_at or date.min)
    waiting = [job for job in strung if job.is_waiting]
    return Board(
        bench=sorted(
            (job for job in jobs if not job.strung_at), key=lambda job: job.promised_for or date.max
        ),
        waiting=[job for job in waiting if not job.returned_at][:MOST_WAITING],
        unpaid=[job for job in waiting if job.returned_at][:MOST_WAITING],
        recent=strung[::-1][:MOST_RECENT],
    )


def score() -> Score:
    """The numbers of Today."""
    rows = db.session.execute(
        select(
            Order.currency,
            func.count().filter(ON_THE_BENCH),
            func.count().filter(WAITING),
            func.count().filter(UNPAID),
            func.coalesce(func.sum(TOTAL).filter(UNPAID), 0),
        )
        .select_from(Order)
        .where(or_(ON_THE_BENCH, UNFINISHED))
        .group_by(Order.currency)
    ).all()
    return Score(
        to_string=sum(row[1] for row in rows),
        to_hand_out=sum(row[2] for row in rows),
        to_be_paid=sum(row[3] for row in rows),
        owed={row[0]: row[4] for row in rows if row[4]},
    )
