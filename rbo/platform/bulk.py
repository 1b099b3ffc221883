"""Many new rows of one kind in one statement: past the session, with its wall before them all the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Table, Text, cast, column, func, insert, literal, select

from rbo.platform.db import db
from rbo.platform.history import Change, lines_of
from rbo.platform.rows import Owned
from rbo.platform.scope import current_stringer
from rbo.platform.session import GROUND, ForeignRow

Row = Mapping[str, Any]


def write_new(noun: type[Owned], rows: Sequence[Row]) -> None:
    """Write *rows* of *noun* into the open book, and the lines of its history; all name the same columns.

    They reach it as one text: of a parameter for each value, reading the statement costs most.

    Raises:
        ForeignRow: one belongs to another book.
    """
    if not rows:
        return
    owned = _owned(rows)
    write_new(Change, lines_of(noun, (row["id"] for row in rows)))
    table: Table = noun.__table__  # type: ignore[attr-defined]  # every noun has one
    named = [table.c[name] for name in owned[0]]
    typed = [column(one.name, one.type) for one in named]
    text = cast(literal(json.dumps(owned, default=_plain), Text), JSON)
    read = func.json_to_recordset(text).table_valued(*typed).render_derived(with_types=True)
    db.session.execute(insert(noun).from_select(named, select(read)), execution_options=GROUND)


def _owned(rows: Sequence[Row]) -> list[Row]:
    """Stamp *rows* with the open book, as the guard of the session does."""
    me = current_stringer()
    owned: list[Row] = [{"stringer_id": me, **row} for row in rows]
    if any(row["stringer_id"] != me for row in owned):
        raise ForeignRow("This row belongs to another book.")
    if any(row.keys() != owned[0].keys() for row in owned):
        raise ValueError("Rows that are written together name the same columns.")
    return owned


def _plain(value: object) -> str:
    if isinstance(value, UUID | Decimal | date):
        return str(value)
    raise TypeError(type(value).__name__)
