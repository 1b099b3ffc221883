"""Grouped statements over the jobs that came off the machine; each goes through them once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select

from rbo.clients.models import ClientProfile, full_name
from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderExtra
from rbo.platform.db import db
from rbo.reports.measures import (
    BILL,
    BILLED,
    EXTRAS,
    MONTH,
    OF_CLIENTS,
    WORK,
    Columns,
    grouped,
    picked,
    strung_in,
    strung_late,
)
from rbo.reports.span import Span
from rbo.reports.sums import Bill, Work


@dataclass(frozen=True)
class Month:
    """Jobs of one month in one currency; *late* ones came after the day that is like today."""

    first: date
    kind: Kind
    currency: str
    is_late: bool
    work: Work
    bill: Bill


@dataclass(frozen=True)
class Regular:
    """The jobs of one client in one currency."""

    client_id: UUID
    name: str
    currency: str
    work: Work
    bill: Bill


def years() -> Sequence[int]:
    """From the year of the first job strung to that of the last."""
    ends = select(func.min(Order.strung_at), func.max(Order.strung_at)).select_from(Order)
    first, last = db.session.execute(ends).one()
    return range(first.year, last.year + 1) if first and last else ()


def months(span: Span) -> list[Month]:
    """Every month with a job of *span* and of the span before it."""
    before = span.before
    of_both = Order.strung_at.between((before or span).first, span.last)  # one walk along the index
    keys: Columns = {
        "month": MONTH,
        "kind": Order.kind,
        "currency": Order.currency,
        "is_late": strung_late(before) if before else literal(False),
    }
    rows = _rows(grouped(keys, WORK, BILL).where(of_both))
    with_extras = grouped(keys, EXTRAS).join(OrderExtra, OrderExtra.order_id == Order.id).where(of_both)
    extras = {_key(keys, row): Bill(**picked(EXTRAS, row)) for row in _rows(with_extras)}
    return [_month(row, extras.get(_key(keys, row), Bill())) for row in rows]


def regulars(span: Span, limit: int | None = None) -> list[Regular]:
    """The clients with the most jobs, a client with several currencies several times."""
    theirs = (strung_in(span), OF_CLIENTS)
    top = select(Order.client_id).where(*theirs).group_by(Order.client_id)
    top = top.order_by(func.count().desc(), Order.client_id).limit(limit)
    keys: Columns = {
        "client_id": Order.client_id,
        "first": ClientProfile.entered_first_name,
        "last": ClientProfile.entered_last_name,
        "currency": Order.currency,
    }
    rows = grouped(keys, WORK, BILLED).join(Order.client).where(*theirs, Order.client_id.in_(top))
    return [
        Regular(
            **picked(("client_id", "currency"), row),
            name=full_name(row["first"], row["last"]),
            work=Work(**picked(WORK, row)),
            bill=Bill(**picked(BILLED, row)),
        )
        for row in _rows(rows)
    ]


def _rows(rows: Select[Any]) -> Sequence[Mapping[str, Any]]:
    return db.session.execute(rows).mappings().all()  # type: ignore[return-value]


def _key(keys: Columns, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(picked(keys, row).values())


def _month(row: Mapping[str, Any], extras: Bill) -> Month:
    return Month(
        first=row["month"].date(),
        **picked(("kind", "currency", "is_late"), row),
        work=Work(**picked(WORK, row)),
        bill=Bill(**picked(BILL, row)) + extras,
    )
