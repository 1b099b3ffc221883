"""Foreign nouns as an attacker would hold them, and every way of being refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError, ProgrammingError, SAWarning
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.once import FormKey
from rbo.platform.session import ForeignRow, Unwalled
from tests.walls.two_books import Row, TwoBooks

Deed = Callable[[TwoBooks], None]
NOT_DELETED = SAWarning  # "expected to delete 1 row; 0 were matched"
REFUSED = (
    ForeignRow,
    Unwalled,
    ProgrammingError,
    StaleDataError,
    IntegrityError,
    ObjectDeletedError,
    NOT_DELETED,
)


def identity_of(noun: Any, row: Row) -> tuple[Any, ...]:
    """The primary key of a row."""
    return tuple(_value(row[column.name]) for column in inspect(noun).primary_key)


def _value(found: Any) -> Any:
    return UUID(found) if isinstance(found, str) else found


def handed_over(noun: Any, row: Row) -> Any:
    """A foreign row as if it had come from a cache or another session."""
    keys = [column.key for column in inspect(noun).primary_key]
    version = {"version": 1} if "version" in inspect(noun).columns else {}
    thing = noun(**dict(zip(keys, identity_of(noun, row), strict=True)), **version)
    make_transient_to_detached(thing)
    db.session.add(thing)
    return thing


def add_to(books: TwoBooks) -> None:
    """A new row for the other book."""
    db.session.add(FormKey(stringer_id=books.theirs, id=new_id(), body_hash="new"))


def give_to(books: TwoBooks) -> None:
    """An own row, handed to the other book."""
    mine = db.session.scalars(select(FormKey).where(FormKey.stringer_id == books.mine).limit(1)).one()
    mine.stringer_id = books.theirs


def change_in(books: TwoBooks) -> None:
    """Another word in a foreign row."""
    thing = handed_over(FormKey, books.foreign("form_keys"))
    set_committed_value(thing, "body_hash", None)
    thing.body_hash = "changed"


def delete_in(books: TwoBooks) -> None:
    """A foreign row thrown away."""
    db.session.delete(handed_over(FormKey, books.foreign("form_keys")))


def is_refused(deed: Deed, books: TwoBooks) -> bool:
    """Whether the unit of work stops at *deed*; whatever it did is rolled back."""
    try:
        deed(books)
        db.session.flush()
    except REFUSED:
        return True
    finally:
        db.session.rollback()
        db.session.expunge_all()
    return False


DEEDS: tuple[Deed, ...] = (add_to, give_to, change_in, delete_in)
