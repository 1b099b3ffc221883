"""Finding imports, and what the book holds of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, extract, func, select
from sqlalchemy.orm import undefer

from rbo.imports.models import WAITING, Import, ImportedRow, State
from rbo.orders.constraints import Kind
from rbo.orders.costs import TOTAL
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.receipts.models import Receipt


@dataclass(frozen=True)
class Written:
    """What the book holds of the jobs of one import; revenue, receipts and waiting are of clients' alone.

    *receipts* are the first and the last of each year, *days_waited* are those of all *waited* together.
    """

    revenue: dict[int, Decimal]
    receipts: dict[int, tuple[int, int]]
    days_waited: int
    waited: int
    first_number: int
    last_number: int


def by_id(import_id: UUID, *, lock: bool = False, with_content: bool = False) -> Import:
    """One import with its report; *with_content* with its file too.

    Raises:
        Missing: there is none of this id in the book.
    """
    rows = select(Import).where(Import.id == import_id).options(undefer(Import.report))
    if with_content:
        rows = rows.options(undefer(Import.content))
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalars(rows).one_or_none()
    if found is None:
        raise Missing
    return found


def latest(limit: int = 20) -> Sequence[Import]:
    """The imports that came last, the latest first."""
    return db.session.scalars(select(Import).order_by(Import.id.desc()).limit(limit)).all()


def kept() -> int:
    """How many files are kept until somebody approves or discards them."""
    held = select(func.count()).select_from(Import).where(Import.state.in_((*WAITING, State.REPORTED)))
    return db.session.scalars(held).one()


def refs() -> set[tuple[Kind, str]]:
    """What the jobs of the book were called where they come from."""
    rows = select(Order.kind, Order.legacy_ref).where(Order.legacy_ref.is_not(None))
    return {(kind, ref) for kind, ref in db.session.execute(rows) if ref}


def written(import_id: UUID) -> Written:
    """What came of one import, read back from the book."""
    year = extract("year", Order.strung_at)
    revenue = db.session.execute(_strung(import_id, year, func.sum(TOTAL)).group_by(year))
    waited = _strung(import_id, func.coalesce(func.sum(Order.strung_at - Order.ordered_at), 0), func.count())
    days, jobs = db.session.execute(waited).one()
    numbers = select(func.min(Order.number), func.max(Order.number)).where(_is_of(import_id))
    first, last = db.session.execute(numbers).one()
    return Written(
        revenue={int(year): total for year, total in revenue},
        receipts=_receipts(import_id),
        days_waited=int(days),
        waited=jobs,
        first_number=first or 0,
        last_number=last or 0,
    )


def _receipts(import_id: UUID) -> dict[int, tuple[int, int]]:
    rows = select(Receipt.year, func.min(Receipt.seq), func.max(Receipt.seq)).join(
        Order, Order.receipt_id == Receipt.id
    )
    rows = rows.where(_is_of(import_id)).group_by(Receipt.year)
    return {year: (first, last) for year, first, last in db.session.execute(rows)}


def _strung(import_id: UUID, *columns: Any) -> Select[Any]:
    return select(*columns).where(_is_of(import_id), Order.kind == Kind.CLIENT, Order.strung_at.is_not(None))


def _is_of(import_id: UUID) -> ColumnElement[bool]:
    return Order.id.in_(select(ImportedRow.order_id).where(ImportedRow.import_id == import_id))
