"""The columns of a noun that go out: all but those left out, so that a new one goes out by itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Numeric, Select, Text, and_, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute

from rbo.platform.rows import Base, Owned
from rbo.receipts.models import Receipt

Rows = Select[*tuple[Any, ...]]
Column = ColumnElement[Any]
INTERNAL = ("stringer_id", "version", "search", "alike")
BEYOND = ("person_id", "origin_id")  # what they name may be of another book too


def columns_of(noun: type[Base], *left_out: str) -> list[Column]:
    """The columns of *noun*; what has decimals is text, so that no reader rounds it."""
    skipped = {*INTERNAL, *BEYOND, *left_out}
    return [exact(column) for column in noun.__table__.columns if column.key not in skipped]


def exact(column: Any) -> Column:
    """*column* as it goes out."""
    return cast(column, Text).label(column.key) if isinstance(column.type, Numeric) else column


def row(noun: type[Owned], **names: str) -> Column:
    """Some columns of a joined row as one value, under other *names*."""
    pairs = [part for name, column in names.items() for part in (name, getattr(noun, column))]
    return func.json_build_object(*pairs)


def is_that_of(reference: InstrumentedAttribute[Any], noun: Any) -> Column:
    """The join along a foreign key that carries the stringer."""
    return and_(reference == noun.id, reference.class_.stringer_id == noun.stringer_id)


def receipt_number() -> Column:
    """2026-0147, as printed."""
    digits = cast(Receipt.seq, Text)
    filled = func.lpad(digits, func.greatest(4, func.length(digits)), "0")  # it would cut what is longer
    return (cast(Receipt.year, Text) + "-" + filled).label("receipt")


def as_json(rows: Rows) -> Rows:
    """Each of *rows* as one JSON text."""
    part = rows.subquery("part")
    return select(func.row_to_json(part.table_valued()))
