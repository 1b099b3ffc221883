"""What is measured of jobs: conditions, and the columns of grouped statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Select, and_, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from rbo.orders import costs
from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderExtra
from rbo.reports.span import Span

Columns = Mapping[str, ColumnElement[Any] | InstrumentedAttribute[Any]]
JOB = Order.__table__.c
OF_CLIENTS = Order.kind == Kind.CLIENT
UNPAID = Order.paid_at.is_(None)
MONTH = func.date_trunc("month", cast(Order.strung_at, DateTime))
MAKES_A_HYBRID = ("label", "gauge_mm", "colour")
HYBRID = or_(*(JOB[f"main_{part}"].is_distinct_from(JOB[f"cross_{part}"]) for part in MAKES_A_HYBRID))

WORK: Columns = {
    "jobs": func.count(),
    "days_to_string": func.coalesce(func.sum(Order.strung_at - Order.ordered_at), 0),
    "returned": func.count(Order.returned_at),
    "days_to_return": func.coalesce(func.sum(Order.returned_at - Order.strung_at), 0),
    "hybrids": func.count().filter(HYBRID),
    "own_both": func.count().filter(and_(JOB.main_byo, JOB.cross_byo)),
    "own_one": func.count().filter(JOB.main_byo != JOB.cross_byo),
}
BILL: Columns = {
    "labour": func.sum(Order.labour_price),
    "strings": func.coalesce(func.sum(JOB.main_price).filter(~JOB.main_byo), 0)
    + func.coalesce(func.sum(JOB.cross_price).filter(~JOB.cross_byo), 0),
    "unpaid": func.coalesce(func.sum(costs.WITHOUT_EXTRAS).filter(UNPAID), 0),
    "unpaid_jobs": func.count().filter(UNPAID),
}
EXTRAS: Columns = {
    "extras": func.sum(OrderExtra.price),
    "unpaid": func.coalesce(func.sum(OrderExtra.price).filter(UNPAID), 0),
}
BILLED: Columns = {
    "labour": BILL["labour"],
    "strings": BILL["strings"],
    "extras": func.sum(costs.EXTRAS),
}


def strung_in(span: Span) -> ColumnElement[bool]:
    """The jobs of a span: by the day they were strung."""
    return Order.strung_at.between(span.first, span.last)


def strung_late(span: Span) -> ColumnElement[bool]:
    """The jobs of a span behind the day that is like today."""
    return and_(Order.strung_at > span.so_far, Order.strung_at <= span.last)


def grouped(keys: Columns, *measured: Columns) -> Select[Any]:
    """Orders grouped by *keys*, with what is *measured* of each group."""
    columns = [column.label(name) for part in (keys, *measured) for name, column in part.items()]
    return select(*columns).select_from(Order).group_by(*keys.values())


def picked(names: Iterable[str], row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row that are called one of *names*."""
    return {name: row[name] for name in names}
