"""Sealing anew what another key sealed, or none yet: book by book, in small steps, while people write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Text, select, type_coerce, update
from sqlalchemy.orm import Mapper

from rbo.platform.db import db
from rbo.platform.keys.column import Sealed, ring
from rbo.platform.rows import Base, Owned, Root

STEP = 100
QUIETLY = {"synchronize_session": False}


def sealed_columns() -> Iterator[tuple[Mapper[Any], Column[Any]]]:
    """Every column of every noun that is sealed."""
    for mapper in Base.registry.mappers:
        for column in mapper.columns:
            if isinstance(column.type, Sealed):
                if not issubclass(mapper.class_, Owned | Root):
                    raise TypeError(f"{column} belongs to no book, so no rotation would find it.")
                yield mapper, column


def seal_anew(noun: Any, name: str) -> int:
    """Seal at most a hundred values of the open book by the newest key; gives how many.

    A row that somebody holds is passed over, and one that was written meanwhile is left as it was written:
    whoever writes seals by the newest key.
    """
    column = getattr(noun, name)
    raw = type_coerce(column, Text)
    old = (raw != "", raw.not_like(f"{ring().mark}%"))
    found = select(noun.id, raw).where(*old).limit(STEP).with_for_update(skip_locked=True)
    rows: list[tuple[UUID, str]] = [tuple(row) for row in db.session.execute(found)]
    purpose = column.type.purpose
    for row_id, was in rows:
        # An UPDATE of its own, so that no version is counted: a form that is open stays good.
        still = update(noun).where(noun.id == row_id, raw == was)
        db.session.execute(still.values({name: ring().open(was, purpose)}), execution_options=QUIETLY)
    return len(rows)


def left_over(noun: Any, name: str) -> bool:
    """Whether a value of the open book is still sealed by another key, or by none."""
    raw = type_coerce(getattr(noun, name), Text)
    found = select(noun.id).where(raw != "", raw.not_like(f"{ring().mark}%")).limit(1)
    return db.session.execute(found).first() is not None
