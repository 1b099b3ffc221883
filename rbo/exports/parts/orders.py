"""Stringjobs with all that belongs to them, in no order: sorting rows this wide takes longer than writing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Subquery, Text, cast, func, select
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import aliased

from rbo.clients.models import ClientProfile, Racket
from rbo.exports.parts.columns import Column, Rows, columns_of, exact, is_that_of, receipt_number, row
from rbo.orders.models import Order, OrderExtra, OrderStateAudit
from rbo.receipts.models import Receipt

SIDES = ("main", "cross")
OF_A_SIDE = ("label", "string_id", "gauge_mm", "gauge_label", "tension", "colour", "price", "byo")
NO_LINES = cast(cast("[]", Text), JSON)
TOLD_OTHERWISE = ("client_id", "racket_id", "receipt_id", "redo_of")


def orders() -> Rows:
    """Each with its client, its frame, both sides, its extras, its receipt and what it repeats by number."""
    columns = Order.__table__.columns.keys()
    sides = [name for name in columns if name.startswith(("main_", "cross_"))]
    earlier, extras = aliased(Order), _extras()
    whose = (
        row(ClientProfile, id="id", first_name="entered_first_name", last_name="entered_last_name"),
        row(Racket, id="id", label="label", instance_id="instance_id"),
    )
    return (
        select(
            *columns_of(Order, *TOLD_OTHERWISE, *sides),
            *(column.label(name) for name, column in zip(("client", "racket"), whose, strict=True)),
            *(_side(name) for name in SIDES),
            func.coalesce(extras.c.extras, NO_LINES).label("extras"),
            receipt_number(),
            earlier.number.label("redo_of"),
        )
        .join(ClientProfile, is_that_of(Order.client_id, ClientProfile))
        .join(Racket, is_that_of(Order.racket_id, Racket))
        .outerjoin(Receipt, is_that_of(Order.receipt_id, Receipt))
        .outerjoin(earlier, is_that_of(Order.redo_of, earlier))
        .outerjoin(extras, extras.c.order_id == Order.id)
    )


def moves() -> Rows:
    """Which day of which order went from what to what."""
    found = select(Order.number.label("order"), *columns_of(OrderStateAudit, "order_id"))
    return found.join(Order, is_that_of(OrderStateAudit.order_id, Order))


def _side(name: str) -> Column:
    table = Order.__table__.columns
    pairs = [part for key in OF_A_SIDE for part in (key, exact(table[f"{name}_{key}"]))]
    return func.json_build_object(*pairs).label(name)


def _extras() -> Subquery:
    line: Any = func.json_build_object("text", OrderExtra.text, "price", exact(OrderExtra.price))
    lines = func.json_agg(line.op("order by")(OrderExtra.position)).label("extras")
    return select(OrderExtra.order_id, lines).group_by(OrderExtra.order_id).subquery("extras")
