"""What happened to one order: its moves, the job it does again, the jobs that did it again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from rbo.orders.models import Order, OrderStateAudit
from rbo.platform.db import db


def moves_of(order: Order) -> Sequence[OrderStateAudit]:
    """Every move and every corrected day of *order*, the latest first."""
    rows = select(OrderStateAudit).where(OrderStateAudit.order_id == order.id)
    return db.session.scalars(
        rows.order_by(OrderStateAudit.created_at.desc(), OrderStateAudit.id.desc())
    ).all()


def original_of(order: Order) -> int | None:
    """The number of the job that *order* does again."""
    if order.redo_of is None:
        return None
    return db.session.scalar(select(Order.number).where(Order.id == order.redo_of))


def redone_as(order: Order) -> Sequence[int]:
    """The numbers of the jobs that did *order* again."""
    rows = select(Order.number).where(Order.redo_of == order.id)
    return db.session.scalars(rows.order_by(Order.number)).all()


def last_instrument() -> str:
    """What dynamic tension was measured with last."""
    rows = select(Order.dynamic_tension_instrument).where(Order.dynamic_tension_instrument != "")
    return db.session.scalar(rows.order_by(Order.number.desc()).limit(1)) or ""
