"""Finding the files of the open book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
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


def asked_at(which: int) -> datetime | None:
    """When the *which* last file was asked for; None where there were fewer."""
    latest = select(Export.created_at).order_by(Export.created_at.desc())
    return db.session.scalars(latest.offset(which - 1).limit(1)).one_or_none()
