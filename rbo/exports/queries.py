"""Finding the files of the open book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from rbo.exports.models import Export
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.errors import Missing

SHOWN = 30


def export(export_id: UUID, *, lock: bool = False) -> Export:
    """One export with its row in the outbox.

    Raises:
        Missing: there is none of this id in the book.
    """
    rows = select(Export).where(Export.id == export_id).options(joinedload(Export.outbox))
    found = db.session.scalars(rows.with_for_update(of=Export) if lock else rows).one_or_none()
    if found is None:
        raise Missing
    return found


def present() -> Sequence[Export]:
    """Exports that are there or will be, and those that failed; the latest first."""
    rows = select(Export).where(Export.expires_at > clock.now(), Export.removed_at.is_(None))
    rows = rows.options(joinedload(Export.outbox)).order_by(Export.id.desc())
    return db.session.scalars(rows.limit(SHOWN)).all()


def asked_since(age: timedelta) -> int:
    """How many were asked for in the last time."""
    recent = select(func.count()).select_from(Export).where(Export.created_at > clock.now() - age)
    return db.session.scalars(recent).one()
