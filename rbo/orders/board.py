"""What Today shows of the bench: its three lists, and the three numbers above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, case, func, or_, select, union_all
from sqlalchemy.orm import joinedload

from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderExtra
from rbo.orders.queries import WHOSE
from rbo.platform.db import db

ON_THE_BENCH = and_(Order.strung_at.is_(None), Order.cancelled_at.is_(None), Order.ordered_at.is_not(None))
UNFINISHED = and_(
    Order.kind == Kind.CLIENT,
    Order.strung_at.is_not(None),
    or_(Order.returned_at.is_(None), Order.paid_at.is_(None)),
)
TABLE = Order.__table__
ON_A_CARD = (*WHOSE, joinedload(Order.extras))
SOONEST = (Order.promised_for.asc().nulls_last(), Order.number)
LONGEST_WAITING = (Order.strung_at, Order.number)
LAST_STRUNG = (Order.strung_at.desc().nulls_last(), Order.number.desc())  # as its index has it
MOST_ON_BENCH, MOST_WAITING, MOST_RECENT = 50, 20, 5


@dataclass(frozen=True)
class Board:
    """The jobs of Today: those to string, those strung and not done yet, the last off the machine."""

    bench: Sequence[Order]
    waiting: Sequence[Order]
    recent: Sequence[Order]


@dataclass(frozen=True)
class Score:
    """What is open: rackets to string, rackets to hand out, money to come in each currency."""

    to_string: int
    to_hand_out: int
    owed: Mapping[str, Decimal]


def lists() -> Board:
    """The three lists of Today, in one statement."""
    ids = (
        select(Order.id).where(ON_THE_BENCH).order_by(*SOONEST).limit(MOST_ON_BENCH),
        select(Order.id).where(UNFINISHED).order_by(*LONGEST_WAITING).limit(MOST_WAITING),
        select(Order.id).where(Order.strung_at.is_not(None)).order_by(*LAST_STRUNG).limit(MOST_RECENT),
    )
    wanted = select(union_all(*ids).subquery().c.id)
    rows = select(Order).where(Order.id.in_(wanted)).options(*ON_A_CARD).order_by(Order.number)
    jobs = db.session.scalars(rows).unique().all()
    strung = sorted((job for job in jobs if job.strung_at), key=lambda job: job.strung_at or date.min)
    return Board(
        bench=sorted(
            (job for job in jobs if not job.strung_at), key=lambda job: job.promised_for or date.max
        ),
        waiting=[job for job in strung if job.is_waiting][:MOST_WAITING],
        recent=strung[::-1][:MOST_RECENT],
    )


def score() -> Score:
    """The three numbers of Today."""
    rows = db.session.execute(
        select(
            Order.currency,
            func.count().filter(ON_THE_BENCH),
            func.count().filter(UNFINISHED, Order.returned_at.is_(None)),
            func.coalesce(func.sum(total()).filter(UNFINISHED, Order.paid_at.is_(None)), 0),
        )
        .select_from(Order)
        .where(or_(ON_THE_BENCH, UNFINISHED))
        .group_by(Order.currency)
    ).all()
    return Score(
        to_string=sum(row[1] for row in rows),
        to_hand_out=sum(row[2] for row in rows),
        owed={row[0]: row[3] for row in rows if row[3]},
    )


def total() -> ColumnElement[Decimal]:
    """What a job costs, as a column: `Order.total`."""
    extras = (
        select(func.coalesce(func.sum(OrderExtra.price), 0))
        .where(OrderExtra.order_id == Order.id)
        .correlate(Order)
        .scalar_subquery()
    )
    main, cross = TABLE.c.main_price, TABLE.c.cross_price
    own = case((TABLE.c.main_byo, 0), else_=main) + case((TABLE.c.cross_byo, 0), else_=cross)
    return Order.labour_price + own + extras
