"""Rows that go away in small batches: a turn takes at most so many of each kind, and the next one goes on."""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import ColumnElement, Delete, Table, Update, delete, literal, select, tuple_
from sqlalchemy.orm import Session

from rbo.platform import afterwards
from rbo.platform.rows import Base

log = logging.getLogger(__name__)
AT_ONCE = 2000
Change = Delete | Update


def table(name: str) -> Table:
    """A table by its name: rows of rooms beside this one are swept, too."""
    return Base.metadata.tables[name]


def gone(name: str, *which: ColumnElement[bool]) -> Delete:
    """A batch of rows, deleted."""
    return delete(table(name)).where(some(name, *which))


def some(name: str, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a row belongs to the batch."""
    key = tuple(table(name).primary_key.columns)
    return tuple_(*key).in_(select(*key).where(*which).limit(AT_ONCE))


def there_is(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is such a row; the role may not read all of it."""
    return select(literal(1)).where(*which).exists()


def is_full(rows: Session, why: str, change: Change) -> bool:
    """Do one batch, say so in the log, and tell whether more is left."""
    found: Any = rows.execute(change, execution_options={"synchronize_session": False})
    if found.rowcount:
        afterwards.say(rows, log.info, "%s: %s rows of %s", why, found.rowcount, change.table)
    return bool(found.rowcount == AT_ONCE)
