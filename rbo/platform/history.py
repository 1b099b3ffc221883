"""What was changed in a book, and by whom: the session adds a line for every row made, changed or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, insert, inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from rbo.platform import audit
from rbo.platform.ids import new_id
from rbo.platform.rows import PERSONAL, TOLD_ELSEWHERE, Base, Owned, Root, Tenanted, native_enum
from rbo.platform.scope import current_stringer

PLAIN = (bool, int, str, Decimal, date, UUID)
OF_MACHINES = ("version", "search", "updated_at")


class Deed(StrEnum):
    """What happened to a row."""

    MADE = "made"
    CHANGED = "changed"
    DELETED = "deleted"


class Change(Owned, Base):
    """One row of the table *noun*, made, changed or deleted.

    *columns* holds old and new of each that changed, null for a personal one: no erasure has to look here.
    """

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_row", "stringer_id", "row_id"),)
    is_a_record = True

    noun: Mapped[str]
    row_id: Mapped[UUID]
    deed: Mapped[Deed] = mapped_column(native_enum(Deed, "change_deed"))
    columns: Mapped[dict[str, Any]] = mapped_column(JSONB)
    actor: Mapped[str]
    request_id: Mapped[str]


def note(session: Session, row: Any, *columns: str) -> None:
    """Add the line of what was done to *row* and no flush shows."""
    session.add(Change(**_line(row, row.id, Deed.CHANGED, dict.fromkeys(columns))))


def lines_of(noun: type[Owned], ids: Iterable[UUID]) -> list[dict[str, Any]]:
    """The lines of rows that were made past the session; none where the rows themselves are a record."""
    return [] if noun.is_a_record else [_line(noun, row_id, Deed.MADE, {}) for row_id in ids]


def write_down(session: Session, _context: object) -> None:
    """Add the lines of one flush, in its transaction."""
    if lines := list(_lines(session)):
        session.connection().execute(insert(Change), lines)


def _lines(session: Session) -> Iterator[dict[str, Any]]:
    for rows, deed in ((session.new, Deed.MADE), (session.deleted, Deed.DELETED)):
        yield from (_line(row, row.id, deed, {}) for row in rows if _is_told(row))
    for row in session.dirty:
        if _is_told(row) and (columns := dict(_changes(row))):
            yield _line(row, row.id, Deed.CHANGED, columns)


def _is_told(row: object) -> bool:
    return isinstance(row, Tenanted | Root) and not row.is_a_record


def _line(noun: Any, row_id: UUID, deed: Deed, columns: Mapping[str, Any]) -> dict[str, Any]:
    what = {"noun": noun.__tablename__, "row_id": row_id, "deed": deed, "columns": columns}
    who = {"actor": audit.actor.get(), "request_id": audit.request_id.get()}
    return {"stringer_id": current_stringer(), "id": new_id(), **what, **who}


def _changes(row: Any) -> Iterator[tuple[str, Any]]:
    state = inspect(row)
    for attribute in state.mapper.column_attrs:
        column = attribute.columns[0]
        if column.name in OF_MACHINES or column.info == TOLD_ELSEWHERE:
            continue
        found = state.get_history(attribute.key, PASSIVE_NO_INITIALIZE)
        if found.has_changes():
            yield column.name, None if column.info == PERSONAL else _old_and_new(found)


def _old_and_new(found: Any) -> list[Any] | None:
    """Both, unless one is no plain word or number: a picture, a report."""
    both = [next(iter(side or ()), None) for side in (found.deleted, found.added)]
    if any(value is not None and not isinstance(value, PLAIN) for value in both):
        return None
    return [value if value is None or isinstance(value, bool | int) else str(value) for value in both]
