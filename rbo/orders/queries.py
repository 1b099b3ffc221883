"""Finding stringjobs; lists take a page of ids first and join then, the fast way under row security."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from rbo.clients import queries as clients
from rbo.clients.folding import fold
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.constraints import Kind
from rbo.orders.lifecycle import State, is_in
from rbo.orders.models import Order, OrderExtra
from rbo.platform.db import db
from rbo.platform.errors import Missing

ON_THE_BENCH = and_(Order.strung_at.is_(None), Order.cancelled_at.is_(None), Order.ordered_at.is_not(None))
UNFINISHED = and_(
    Order.kind == Kind.CLIENT,
    Order.strung_at.is_not(None),
    or_(Order.returned_at.is_(None), Order.paid_at.is_(None)),
)
TABLE = Order.__table__
SortKey = ColumnElement[Any] | InstrumentedAttribute[Any]
LOOK_BACK = 60
WHOSE = (joinedload(Order.client), joinedload(Order.racket))
WHOLE = (*WHOSE, joinedload(Order.receipt), selectinload(Order.extras))
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
    """What is open: rackets to string, rackets to hand out, money to come."""

    to_string: int
    to_hand_out: int
    owed: Decimal


def by_number(number: int, *, lock: bool = False) -> Order:
    """One order with all that belongs to it; *lock* holds it until the end of the transaction.

    Raises:
        Missing: there is none of this number in the book.
    """
    wanted = Order.number == number
    if lock:  # first, and alone: what a second click waited for is seen by the next statement only
        db.session.execute(select(Order.id).where(wanted).with_for_update())
    rows = select(Order).where(wanted).options(*WHOLE).execution_options(populate_existing=lock)
    order = db.session.scalars(rows).one_or_none()
    if order is None:
        raise Missing
    return order


def board() -> Board:
    """The three lists of Today, in one statement."""
    lists = (
        _first(select(Order.id).where(ON_THE_BENCH), *SOONEST, limit=MOST_ON_BENCH),
        _first(select(Order.id).where(UNFINISHED), *LONGEST_WAITING, limit=MOST_WAITING),
        _first(select(Order.id).where(Order.strung_at.is_not(None)), *LAST_STRUNG, limit=MOST_RECENT),
    )
    wanted = select(union_all(*lists).subquery().c.id)
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


def page(
    state: State | None = None, text: str = "", before: int | None = None, limit: int = 50
) -> Sequence[Order]:
    """One page of orders, the latest first, beginning below the number *before*."""
    ids = select(Order.id)
    if state is not None:
        ids = ids.where(is_in(Order, state))
    if before is not None:
        ids = ids.where(Order.number < before)
    for word in text.split():
        ids = ids.where(_says(word))
    return _page(ids, Order.number.desc(), limit=limit)


def history_of(client_id: UUID, limit: int = 20) -> Sequence[Order]:
    """The last jobs of one client, the latest first."""
    return _page(select(Order.id).where(Order.client_id == client_id), Order.number.desc(), limit=limit)


def usual(client_id: UUID, racket_id: UUID | None = None) -> Order | None:
    """The last job of this racket, or of this client, to copy from."""
    ids = select(Order.id).where(Order.client_id == client_id, Order.cancelled_at.is_(None))
    if racket_id is not None:
        ids = ids.where(Order.racket_id == racket_id)
    return next(iter(_page(ids, Order.number.desc(), limit=1)), None)


def of_receipts(receipt_ids: Sequence[UUID]) -> dict[UUID, Order]:
    """The orders that receipts are for, each with its client."""
    rows = select(Order).where(Order.receipt_id.in_(receipt_ids)).options(joinedload(Order.client))
    return {order.receipt_id: order for order in db.session.scalars(rows) if order.receipt_id}


def recent_clients(limit: int = 8) -> list[ClientProfile]:
    """The clients whose rackets came in last, the latest first; those by name where nothing came in yet."""
    last = db.session.scalars(select(Order.client_id).order_by(Order.number.desc()).limit(LOOK_BACK)).all()
    wanted = list(dict.fromkeys(last))[:limit]
    if not wanted:
        return list(clients.find("", limit))
    rows = select(ClientProfile).where(ClientProfile.id.in_(wanted), ClientProfile.archived_at.is_(None))
    return sorted(db.session.scalars(rows), key=lambda client: wanted.index(client.id))


def jobs_of(client_ids: Sequence[UUID]) -> dict[UUID, tuple[int, date]]:
    """How many jobs each client had, drafts apart, and the day of the last."""
    day = func.coalesce(Order.ordered_at, Order.strung_at)
    rows = select(Order.client_id, func.count(), func.max(day))
    rows = rows.where(Order.client_id.in_(client_ids), day.is_not(None)).group_by(Order.client_id)
    return {client: (jobs, last) for client, jobs, last in db.session.execute(rows)}


def score() -> Score:
    """The three numbers of Today."""
    row = db.session.execute(
        select(
            func.count().filter(ON_THE_BENCH),
            func.count().filter(UNFINISHED, Order.returned_at.is_(None)),
            func.coalesce(func.sum(_total()).filter(UNFINISHED, Order.paid_at.is_(None)), 0),
        )
        .select_from(Order)
        .where(or_(ON_THE_BENCH, UNFINISHED))
    ).one()
    return Score(to_string=row[0], to_hand_out=row[1], owed=row[2])


def _total() -> ColumnElement[Decimal]:
    extras = (
        select(func.coalesce(func.sum(OrderExtra.price), 0))
        .where(OrderExtra.order_id == Order.id)
        .correlate(Order)
        .scalar_subquery()
    )
    main, cross = TABLE.c.main_price, TABLE.c.cross_price
    own = case((TABLE.c.main_byo, 0), else_=main) + case((TABLE.c.cross_byo, 0), else_=cross)
    return Order.labour_price + own + extras


def _says(word: str) -> ColumnElement[bool]:
    folded = fold(word)
    client = Order.client.has(ClientProfile.search.contains(folded, autoescape=True))
    said = func.concat_ws(" ", Racket.label, Racket.instance_id)
    racket = Order.racket.has(said.icontains(word, autoescape=True))
    if word.isdecimal() and len(word) < 10:
        return or_(client, racket, Order.number == int(word))
    return or_(client, racket)


def _first(ids: Select[UUID], *by: SortKey, limit: int) -> Select[UUID]:
    return ids.order_by(*by).limit(limit)


def _page(ids: Select[UUID], *by: SortKey, limit: int) -> Sequence[Order]:
    chosen = _first(ids, *by, limit=limit).subquery()
    rows = select(Order).where(Order.id.in_(select(chosen.c.id))).options(*WHOLE).order_by(*by)
    return db.session.scalars(rows).all()
