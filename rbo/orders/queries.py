"""Finding stringjobs; lists take a page of ids first and join then, the fast way under row security."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from rbo.clients import queries as clients
from rbo.clients.models import ClientProfile
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.errors import Missing, Refused

SortKey = ColumnElement[Any] | InstrumentedAttribute[Any]
LOOK_BACK = 60
MOST = 500  # that are ticked together
WHOSE = (joinedload(Order.client), joinedload(Order.racket))
WHOLE = (*WHOSE, joinedload(Order.receipt), selectinload(Order.extras))


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


def by_numbers(numbers: Sequence[int], *, lock: bool = False) -> dict[int, Order]:
    """Those of these numbers that are in the book, with all that belongs to them.

    *lock* holds them in the order of their numbers, so that two who want some of the same never wait for each
    other.

    Raises:
        Refused: there are more than five hundred.
    """
    refuse_many(numbers)
    wanted = Order.number.in_(numbers)
    if lock:
        db.session.execute(select(Order.id).where(wanted).order_by(Order.number).with_for_update())
    rows = select(Order).where(wanted).options(*WHOLE).execution_options(populate_existing=lock)
    return {order.number: order for order in db.session.scalars(rows)}


def clients_of(numbers: Sequence[int]) -> dict[int, str]:
    """Whose racket each of these orders is; those that are not in the book are left out.

    Raises:
        Refused: there are more than five hundred.
    """
    refuse_many(numbers)
    rows = select(Order.number, ClientProfile).join(Order.client).where(Order.number.in_(numbers))
    return {number: client.name for number, client in db.session.execute(rows)}


def refuse_none(selected: Collection[object]) -> None:
    """Ask for at least one.

    Raises:
        Refused: there is none.
    """
    if not selected:
        raise Refused(_("No order is selected. Go back and tick some."))


def refuse_many(numbers: Sequence[int]) -> None:
    """Take no more numbers than a list ticks.

    Raises:
        Refused: there are more than five hundred.
    """
    if len(set(numbers)) > MOST:
        raise Refused(_("Select at most %(most)s orders at a time.", most=MOST))


def history_of(
    client_id: UUID, racket_id: UUID | None = None, before: int | None = None, limit: int = 20
) -> Sequence[Order]:
    """The last jobs of one client, or of one racket, below the number *before*; the latest first."""
    ids = select(Order.id).where(Order.client_id == client_id)
    if racket_id is not None:
        ids = ids.where(Order.racket_id == racket_id)
    if before is not None:
        ids = ids.where(Order.number < before)
    return _page(ids, Order.number.desc(), limit=limit)


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


def _page(ids: Select[UUID], *by: SortKey, limit: int) -> Sequence[Order]:
    chosen = ids.order_by(*by).limit(limit).subquery()
    rows = select(Order).where(Order.id.in_(select(chosen.c.id))).options(*WHOLE).order_by(*by)
    return db.session.scalars(rows).all()
