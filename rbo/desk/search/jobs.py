"""Orders a search may mean: of a number, of a receipt, the last of some clients; one statement for all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import joinedload

from rbo.desk.search.hits import Hit, Kind
from rbo.desk.search.query import Query
from rbo.orders.models import Order
from rbo.orders.queries import WHOSE
from rbo.platform.db import db
from rbo.receipts.models import Receipt

LAST = 3
BESIDE_CLIENT = 5  # the last jobs of a client come behind the client


def find(query: Query, clients: dict[UUID, int]) -> list[Hit]:
    """Orders by number or receipt, and the last of *clients*, who are so far from what was typed."""
    branches = [*_numbered(query), *map(_last_of, clients)]
    if not branches:
        return []
    wanted = select(union_all(*branches).subquery().c.id)
    rows = select(Order).where(Order.id.in_(wanted)).options(*WHOSE, joinedload(Order.receipt))
    rows = rows.order_by(Order.number.desc())
    return [_hit(order, query, clients) for order in db.session.scalars(rows)]


def _numbered(query: Query) -> list[Select[Any]]:
    if query.number is None:
        return []
    year, number = query.number
    receipts = select(Receipt.id).where(Receipt.seq == number)
    if year is not None:
        receipts = receipts.where(Receipt.year == year)
    latest = receipts.order_by(Receipt.year.desc()).limit(LAST)
    by_receipt = select(Order.id).where(Order.receipt_id.in_(latest))
    return [by_receipt] if year is not None else [by_receipt, select(Order.id).where(Order.number == number)]


def _last_of(client_id: UUID) -> Select[Any]:
    return select(Order.id).where(Order.client_id == client_id).order_by(Order.number.desc()).limit(LAST)


def _hit(order: Order, query: Query, clients: dict[UUID, int]) -> Hit:
    far, is_receipt = _farness(order, query, clients)
    number = _("Order %(number)s", number=order.number)
    under = [order.client.name, order.racket.label]
    if is_receipt and order.receipt is not None:
        number, under = _("Receipt %(number)s", number=order.receipt.number), [number, *under]
    return Hit(
        kind=Kind.ORDER,
        title=number,
        under=" · ".join(under),
        address=url_for("orders.show", number=order.number),
        icon="file" if is_receipt else "list",
        farness=far,
    )


def _farness(order: Order, query: Query, clients: dict[UUID, int]) -> tuple[int, bool]:
    """How far it is from what was typed, and whether its receipt was meant."""
    year, number = query.number or (None, None)
    if year is None and order.number == number:
        return int(query.is_padded), False
    if order.receipt is not None and order.receipt.seq == number:
        return int(not query.is_padded), True
    return clients.get(order.client_id, 0) + BESIDE_CLIENT, False
