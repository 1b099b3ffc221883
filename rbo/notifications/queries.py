"""Finding what stands in the inbox of the open book."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from rbo.notifications.models import Notification
from rbo.platform.db import db
from rbo.platform.errors import Missing

MOST_COUNTED = 100
SOME_UNREAD = select(Notification.id).where(Notification.read_at.is_(None)).limit(MOST_COUNTED)
UNREAD = select(func.count()).select_from(SOME_UNREAD.subquery()).scalar_subquery()


def inbox(*, before: UUID | None = None, limit: int = 50) -> Sequence[Notification]:
    """The lines, the newest first; those older than the line *before*."""
    rows = select(Notification).order_by(Notification.id.desc()).limit(limit)
    return db.session.scalars(rows if before is None else rows.where(Notification.id < before)).all()


def unread() -> int:
    """How many lines nobody has read yet, as far as anybody counts: at most 100."""
    return db.session.scalar(select(UNREAD)) or 0


def by_id(notification_id: UUID) -> Notification:
    """One line.

    Raises:
        Missing: there is none of this id.
    """
    found = db.session.scalars(select(Notification).where(Notification.id == notification_id)).one_or_none()
    if found is None:
        raise Missing
    return found
