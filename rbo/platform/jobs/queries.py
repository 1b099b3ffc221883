"""Finders of the outbox: a pause for pages, the rows of every desk for the operator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Select, func, select

from rbo.platform.db import db, system_session
from rbo.platform.errors import Missing
from rbo.platform.jobs.desks import open_desks
from rbo.platform.jobs.models import Outbox, OutboxColumns, Pause
from rbo.platform.jobs.states import UNFINISHED

Row = type[OutboxColumns]


def pause_of(*channels: str) -> Pause | None:
    """The longest pause of these channels, for a page that says when it goes on."""
    closed = select(Pause).where(Pause.channel.in_(channels), Pause.until > func.now())
    return db.session.scalars(closed.order_by(Pause.until.desc())).first()


def unfinished(limit: int = 200) -> list[Outbox]:
    """Waiting, failed and dead rows of the open book, oldest first."""
    wanted = Outbox.state.in_(UNFINISHED)
    return list(db.session.scalars(select(Outbox).where(wanted).order_by(Outbox.id).limit(limit)))


def by_id(outbox_id: UUID) -> Outbox:
    """A row of the open book, locked.

    Raises:
        Missing: it is not in this book.
    """
    wanted = select(Outbox).where(Outbox.id == outbox_id).with_for_update()
    row = db.session.scalars(wanted).one_or_none()
    if row is None:
        raise Missing(_("There is no such delivery."))
    return row


def all_unfinished(limit: int = 500) -> list[OutboxColumns]:
    """Waiting, failed and dead rows of every desk, oldest first; for the operator."""
    return _of_every_desk(lambda row: select(row).order_by(row.id).limit(limit))


def latest_unfinished(before: UUID | None, limit: int) -> list[OutboxColumns]:
    """The same, those before the row *before* or up to now, the newest first; ids grow with time."""

    def wanted(row: Row) -> Select[OutboxColumns]:
        rows = select(row).order_by(row.id.desc()).limit(limit)
        return rows if before is None else rows.where(row.id < before)

    return sorted(_of_every_desk(wanted), key=lambda row: row.id, reverse=True)[:limit]


def _of_every_desk(wanted: Callable[[Row], Select[OutboxColumns]]) -> list[OutboxColumns]:
    found: list[OutboxColumns] = []
    for desk in open_desks():
        with desk.session() as session:
            found += session.scalars(wanted(desk.row).where(desk.row.state.in_(UNFINISHED))).all()
            session.expunge_all()
    return found


def all_pauses() -> list[Pause]:
    """Every channel that is closed now; for the operator."""
    with system_session() as session:
        pauses = session.scalars(select(Pause).where(Pause.until > func.now())).all()
        session.expunge_all()
        return list(pauses)


@contextmanager
def held_anywhere(outbox_id: UUID) -> Iterator[OutboxColumns | None]:
    """One row of whichever desk has it, locked, inside the transaction that changes it; for the operator."""
    for desk in open_desks():
        with desk.session() as session:
            row = session.scalars(
                select(desk.row).where(desk.row.id == outbox_id).with_for_update()
            ).one_or_none()
            if row is not None:
                yield row
                return
    yield None
