"""Telling somebody what happened, and noting that they have read it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, insert, update
from sqlalchemy.orm import Session

from rbo.notifications.models import Kind, Notification
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.scope import current_scope
from rbo.platform.session import GROUND


def notify(
    recipient_id: UUID,
    kind: Kind,
    subject_id: UUID,
    label: str = "",
    *,
    how_many: int = 1,
    house: Session | None = None,
) -> None:
    """Put a line into the inbox of *recipient_id*, in the transaction of its cause.

    The open book or person's view is named as its cause; with *house*, a transaction of the system role,
    nobody is. It cannot be read back from here: it is the recipient's.
    """
    about = {"kind": kind, "subject_id": subject_id, "label": label, "how_many": how_many}
    line = {"id": new_id(), "stringer_id": recipient_id, **about}
    if house is not None:
        house.execute(insert(Notification).values(line))
    else:
        db.session.execute(insert(Notification).values(line | _cause()), execution_options=GROUND)


def mark_read(notification: Notification) -> None:
    """Note that a line was read; a second time changes nothing."""
    _read(Notification.id == notification.id)


def mark_read_about(kinds: Collection[Kind], subject_ids: Collection[UUID]) -> int:
    """Note that what these lines tell was seen in its own place, and give how many of them were unread.

    A line about several is not read by a look at the first of them.
    """
    about = (Notification.subject_id.in_(subject_ids), Notification.how_many == 1)
    return _read(Notification.kind.in_(kinds), *about)


def mark_several_read(kind: Kind, of: UUID) -> int:
    """Note that what the stringer *of* did to several was seen; gives how many lines of it were unread."""
    return _read(Notification.kind == kind, Notification.how_many > 1, Notification.acting_stringer_id == of)


def mark_all_read() -> None:
    """Note that every line of the inbox was read."""
    _read()


def _cause() -> dict[str, UUID | None]:
    scope = current_scope()
    return {"acting_stringer_id": scope.stringer_id, "acting_person_id": scope.person_id}


def _read(*which: Any) -> int:
    lines = update(Notification).where(Notification.read_at.is_(None), *which)
    done: CursorResult[Any] = db.session.execute(lines.values(read_at=clock.now()))  # type: ignore[assignment]
    return done.rowcount
