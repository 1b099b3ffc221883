"""Desks: a table of things to do, and the role that may see all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Text, cast, column, exists, or_, table, true
from sqlalchemy.orm import Session

from rbo.platform.db import system_engine
from rbo.platform.jobs.models import Outbox, OutboxColumns
from rbo.platform.tenancy import open_tenant

DESKS: dict[str, Desk] = {}
EVEN_CLOSED: set[str] = set()  # kinds of jobs that a closed book has done as well
BOOKS = table("stringers", column("id"), column("status"))


@dataclass(frozen=True)
class Desk:
    """Where rows of one table are claimed and finished.

    *reading* is what stands open while a job reads, *writing* while it writes; *is_open* tells whether this
    installation has the table, *is_wanted* whether anybody still wants a row done.
    """

    name: str
    row: type[OutboxColumns]
    engine: Callable[[], Engine]
    reading: Callable[[UUID | None], AbstractContextManager[None]]
    writing: Callable[[UUID | None], AbstractContextManager[None]]
    is_open: Callable[[], bool] = field(default=lambda: True)
    is_wanted: Callable[[type[OutboxColumns]], ColumnElement[bool]] = field(default=lambda _row: true())

    def __post_init__(self) -> None:
        DESKS[self.name] = self

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction of the role that works at this desk."""
        with Session(self.engine(), autoflush=False) as session, session.begin():
            yield session


def open_desks() -> list[Desk]:
    """The desks that this installation works at."""
    return [desk for desk in DESKS.values() if desk.is_open()]


def _book(stringer_id: UUID | None, *, read_only: bool) -> AbstractContextManager[None]:
    if stringer_id is None:
        raise TypeError("A row of the outbox always has a stringer.")
    return open_tenant(stringer_id, read_only=read_only)


def _is_of_an_open_book(row: type[OutboxColumns]) -> ColumnElement[bool]:
    """What a closed book had promised waits in its rows; only files of it are made, for its owner to take."""
    may_go_on = or_(cast(BOOKS.c.status, Text) == "active", row.kind.in_(EVEN_CLOSED))
    return exists().where(BOOKS.c.id == row.stringer_id, may_go_on)


MAIN = Desk(
    "main",
    row=Outbox,
    engine=system_engine,
    reading=partial(_book, read_only=True),
    writing=partial(_book, read_only=False),
    is_wanted=_is_of_an_open_book,
)
