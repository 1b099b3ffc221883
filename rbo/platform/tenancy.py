"""Opening and closing a book: once per request, once per job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from rbo.platform.db import db
from rbo.platform.scope import Scope, ScopeChanged, scope_var


@contextmanager
def open_tenant(stringer_id: UUID, *, read_only: bool = False) -> Iterator[None]:
    """Open the book of *stringer_id* with a session of its own.

    Raises:
        ScopeChanged: a transaction is still open in another book.
    """
    with _opened(Scope(stringer_id=stringer_id, read_only=read_only)):
        yield


@contextmanager
def open_person(person_id: UUID, *, read_only: bool = False) -> Iterator[None]:
    """Open the view of *person_id*; stringers' rows stay closed.

    Raises:
        ScopeChanged: a transaction is still open in a book.
    """
    with _opened(Scope(person_id=person_id, read_only=read_only)):
        yield


def refuse_open_transaction() -> None:
    """Let nobody leave a book whose transaction has no end yet.

    Raises:
        ScopeChanged: there is one.
    """
    if db.session.registry.has() and db.session().in_transaction():
        raise ScopeChanged("A transaction is still open; end it before another book is opened.")


@contextmanager
def _opened(scope: Scope) -> Iterator[None]:
    refuse_open_transaction()
    before = scope_var.get()
    db.session.remove()
    scope_var.set(scope)
    try:
        yield
    finally:
        scope_var.set(before)
        db.session.remove()
