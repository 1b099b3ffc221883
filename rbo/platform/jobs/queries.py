"""Finders of the outbox: a pause for pages, the rows of every desk for the operator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select

from rbo.platform.db import db, system_session
from rbo.platform.errors import Missing
from rbo.platform.jobs.desks import open_desks
from rbo.platform.jobs.models import Outbox, OutboxColumns, Pause
from rbo.platform.jobs.states import UNFINISHED


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
    found: list[OutboxColumns] = []
    for desk in open_desks():
        wanted = desk.row.state.in_(UNFINISHED)
        with desk.session() as session:
            rows = session.scalars(select(desk.row).where(wanted).order_by(desk.row.id).limit(limit)).all()
            session.expunge_all()
            found += rows
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
