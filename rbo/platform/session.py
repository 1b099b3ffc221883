"""The first wall: every ORM read narrowed, every write stamped or refused.

Row-level security is the second wall and holds without this one; see docs/decisions/0004.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, event, text
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, with_loader_criteria
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from rbo.platform.limits import patience
from rbo.platform.rows import HOUSE, Private, Root, Shared, Tenanted
from rbo.platform.scope import Scope, ScopeChanged, TenantNotSet, current_scope

OPEN_BOOK = text(
    "select set_config('app.stringer_id', :stringer, true), set_config('app.person_id', :person, true),"
    " set_config('transaction_read_only', :read_only, true),"
    " set_config('statement_timeout', :statement, true), set_config('lock_timeout', :lock, true)"
)
GROUND = {"ground": True}


class ForeignRow(RuntimeError):
    """A row of somebody else's book was about to be written."""


class Unwalled(RuntimeError):
    """A statement that the wall cannot narrow."""


class WalledSession(FlaskSession):
    """A session that serves one scope and knows nothing beyond it."""


@event.listens_for(WalledSession, "after_begin")
def tell_postgres(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Name the book to Postgres for the length of this transaction."""
    if transaction.nested:
        return
    scope = _same_scope(session)
    session.info["scope"] = scope
    connection.execute(
        OPEN_BOOK,
        {
            "stringer": str(scope.stringer_id or ""),
            "person": str(scope.person_id or ""),
            "read_only": "on" if scope.read_only else "off",
            **asdict(patience()),
        },
    )


@event.listens_for(WalledSession, "do_orm_execute")
def narrow(state: ORMExecuteState) -> None:
    """Narrow a statement to the open book; refuse what cannot be narrowed."""
    scope = _same_scope(state.session)
    if state.execution_options.get("ground"):
        return
    if not state.is_orm_statement:
        raise Unwalled("Only nouns are read and written here, no bare tables and no text.")
    if state.is_insert or (state.is_update and _moves_rows(state)):
        raise ForeignRow("Rows are added as nouns and never change their book.")
    if scope.stringer_id is None:
        _refuse_books(state)
    else:
        writes = state.is_update or state.is_delete
        state.statement = state.statement.options(*_criteria(scope.stringer_id, writes=writes))


@event.listens_for(WalledSession, "before_flush")
def guard(session: Session, _context: object, _instances: object) -> None:
    """Stamp new rows with the open book; refuse rows of any other."""
    scope = _same_scope(session)
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Tenanted | Root):
            _stamp_or_refuse(row, scope)


def _same_scope(session: Session) -> Scope:
    scope = current_scope()
    served: object = session.info.get("scope", scope)
    if served is not scope:
        raise ScopeChanged("This session served another book; it is thrown away with it.")
    return scope


@lru_cache(1024)  # making them takes a quarter of a small read
def _criteria(stringer_id: UUID, *, writes: bool) -> tuple[Any, Any, Any]:
    shared = (stringer_id,) if writes else (stringer_id, HOUSE)
    always: dict[str, Any] = {"include_aliases": True, "propagate_to_loaders": False}
    return (
        with_loader_criteria(Root, lambda noun: noun.id == stringer_id, **always),
        with_loader_criteria(Private, lambda noun: noun.stringer_id == stringer_id, **always),
        with_loader_criteria(Shared, lambda noun: noun.stringer_id.in_(shared), **always),
    )


def _moves_rows(state: ORMExecuteState) -> bool:
    sent = state.parameters or {}
    if not isinstance(sent, dict):
        return True
    changed = state.statement._values or {}  # type: ignore[attr-defined]  # noqa: SLF001 - an update's SET
    return "stringer_id" in {getattr(name, "key", name) for name in (*changed, *sent)}


def _refuse_books(state: ORMExecuteState) -> None:
    if any(issubclass(mapper.class_, Tenanted | Root) for mapper in state.all_mappers):
        raise TenantNotSet("A person's view is open, and no stringer's book.")


def _stamp_or_refuse(row: Tenanted | Root, scope: Scope) -> None:
    if scope.stringer_id is None:
        raise TenantNotSet("A person's view is open, and no stringer's book.")
    column = "id" if isinstance(row, Root) else "stringer_id"
    if getattr(row, column) is None:
        setattr(row, column, scope.stringer_id)
    was = get_history(row, column, PASSIVE_NO_INITIALIZE).deleted or ()
    if any(owner != scope.stringer_id for owner in (getattr(row, column), *was)):
        raise ForeignRow("This row belongs to another book.")
