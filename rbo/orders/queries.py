"""Finding stringjobs.

Lists take their page of ids first and join then: under row-level security that is the fast way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from rbo.clients import queries as clients
from rbo.clients.folding import fold
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.lifecycle import State, is_in
from rbo.orders.models import Order, OrderExtra
from rbo.platform.db import db
from rbo.platform.errors import Missing

ON_THE_BENCH = and_(Order.strung_at.is_(None), Order.cancelled_at.is_(None), Order.ordered_at.is_not(None))
UNFINISHED = and_(Order.strung_at.is_not(None), or_(Order.returned_at.is_(None), Order.paid_at.is_(None)))
Jobs = Sequence[Order]
OWED = and_(Order.strung_at.is_not(None), Order.paid_at.is_(None))
TABLE = Order.__table__
LOOK_BACK = 60
WHOLE = (
    joinedload(Order.client),
    joinedload(Order.racket),
    joinedload(Order.receipt),
    selectinload(Order.extras),
)


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
    rows = select(Order).where(Order.number == number).options(*WHOLE)
    if lock:
        rows = rows.with_for_update(of=Order).execution_options(populate_existing=True)
    order = db.session.scalars(rows).one_or_none()
    if order is None:
        raise Missing
    return order


def bench(limit: int = 50) -> Sequence[Order]:
    """Rackets to string, the earliest promised first."""
    ids = select(Order.id).where(ON_THE_BENCH)
    return _page(ids, Order.promised_for.asc().nulls_last(), Order.number, limit=limit)


def waiting(limit: int = 20) -> Sequence[Order]:
    """Strung, and not yet both handed back and paid; the longest first."""
    return _page(select(Order.id).where(UNFINISHED), Order.strung_at, Order.number, limit=limit)


def recently_strung(limit: int = 5) -> Sequence[Order]:
    """The last rackets off the machine."""
    ids = select(Order.id).where(Order.strung_at.is_not(None))
    return _page(ids, Order.strung_at.desc().nulls_last(), Order.number.desc(), limit=limit)


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


def with_receipt(receipt_id: UUID) -> Order:
    """The order a receipt is for.

    Raises:
        Missing: there is none in the book.
    """
    found = _page(select(Order.id).where(Order.receipt_id == receipt_id), Order.number, limit=1)
    if not found:
        raise Missing
    return found[0]


def recent_clients(limit: int = 8) -> list[ClientProfile]:
    """The clients whose rackets came in last, the latest first; those by name where nothing came in yet."""
    last = db.session.scalars(select(Order.client_id).order_by(Order.number.desc()).limit(LOOK_BACK)).all()
    wanted = list(dict.fromkeys(last))[:limit]
    if not wanted:
        return list(clients.find("", limit))
    rows = select(ClientProfile).where(ClientProfile.id.in_(wanted), ClientProfile.archived_at.is_(None))
    return sorted(db.session.scalars(rows), key=lambda client: wanted.index(client.id))


def jobs_of(client_ids: Sequence[UUID]) -> dict[UUID, tuple[int, object]]:
    """How many jobs each client had, and the day of the last."""
    rows = select(Order.client_id, func.count(), func.max(Order.ordered_at))
    rows = rows.where(Order.client_id.in_(client_ids)).group_by(Order.client_id)
    return {client: (jobs, last) for client, jobs, last in db.session.execute(rows)}


def score() -> Score:
    """The three numbers of Today."""
    row = db.session.execute(
        select(
            func.count().filter(ON_THE_BENCH),
            func.count().filter(and_(Order.strung_at.is_not(None), Order.returned_at.is_(None))),
            func.coalesce(func.sum(_total()).filter(OWED), 0),
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


def _page(ids: Select[UUID], *by: ColumnElement[Any] | InstrumentedAttribute[Any], limit: int) -> Jobs:
    chosen = ids.order_by(*by).limit(limit).subquery()
    rows = select(Order).where(Order.id.in_(select(chosen.c.id))).options(*WHOLE).order_by(*by)
    return db.session.scalars(rows).all()
