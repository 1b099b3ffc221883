"""What a job costs, as columns of a statement: `Order.total` in SQL."""

from __future__ import annotations

from sqlalchemy import case, func, select

from rbo.orders.models import Order, OrderExtra

JOB = Order.__table__.c
WITHOUT_EXTRAS = (
    Order.labour_price
    + case((JOB.main_byo, 0), else_=JOB.main_price)
    + case((JOB.cross_byo, 0), else_=JOB.cross_price)
)
EXTRAS = (
    select(func.coalesce(func.sum(OrderExtra.price), 0))
    .where(OrderExtra.order_id == Order.id)
    .correlate(Order)
    .scalar_subquery()
)
TOTAL = WITHOUT_EXTRAS + EXTRAS
