"""A page of the same list with all that belongs to each order, for whoever reads more than lines."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from rbo.orders.listing.page import TABLE, beyond, conditions, in_order
from rbo.orders.listing.wanted import Mark, Wanted
from rbo.orders.models import Order
from rbo.orders.queries import WHOSE
from rbo.platform.db import db

WITH_ORIGINAL = (  # one statement: extras are few
    *WHOSE,
    joinedload(Order.receipt),
    joinedload(Order.extras),
    joinedload(Order.original).load_only(Order.number),
)


def whole(wanted: Wanted, before: Mark | None, limit: int) -> Sequence[Order]:
    """The first orders below *before*; their ids are taken from an index first, and joined then."""
    ids = select(Order.id).where(*conditions(wanted))
    if before is not None:
        ids = ids.where(beyond(wanted, before, upwards=False))
    chosen = ids.order_by(*in_order(wanted, TABLE, upwards=False)).limit(limit).subquery("chosen")
    rows = select(Order).where(Order.id.in_(select(chosen.c.id))).options(*WITH_ORIGINAL)
    return db.session.scalars(rows.order_by(*in_order(wanted, TABLE, upwards=False))).unique().all()


def mark_of(wanted: Wanted, order: Order) -> Mark:
    """Where the page behind *order* begins."""
    return Mark(order.number, order.ordered_at if wanted.is_dated else None)


def with_original(order: Order) -> Order:
    """*order* with the job that it does again."""
    rows = select(Order).where(Order.id == order.id).options(*WITH_ORIGINAL)
    return db.session.scalars(rows).unique().one()
