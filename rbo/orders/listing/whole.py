"""A page of the same list for whoever reads more of each order than a line."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from rbo.orders.listing.page import TABLE, beyond, conditions, in_order
from rbo.orders.listing.wanted import Mark, Wanted
from rbo.orders.models import Order


def listed(rows: Select[Any], wanted: Wanted, before: Mark | None, limit: int) -> Select[Any]:
    """Of *rows* of orders the first below *before*: their ids are taken from an index first, joined then."""
    ids = select(Order.id).where(*conditions(wanted))
    if before is not None:
        ids = ids.where(beyond(wanted, before, upwards=False))
    chosen = ids.order_by(*in_order(wanted, TABLE, upwards=False)).limit(limit).subquery("chosen")
    rows = rows.where(Order.id.in_(select(chosen.c.id)))
    return rows.order_by(*in_order(wanted, TABLE, upwards=False))


def mark_of(wanted: Wanted, number: int, ordered_at: date | None) -> Mark:
    """Where the page behind an order begins."""
    return Mark(number, ordered_at if wanted.is_dated else None)
