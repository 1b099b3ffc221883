"""Each leak is tried with both walls and with row-level security alone, some with the session alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from rbo.platform import roles, session
from rbo.platform.db import app_engine, db
from rbo.platform.session import WalledSession
from tests.walls.catalog import public_tables

HOOK = ("do_orm_execute", session.narrow)
GUARD = ("before_flush", session.guard)
TELLER = ("after_begin", session.tell_postgres)
Listener = tuple[str, Callable[..., Any]]

both_and_rls = pytest.mark.parametrize("mode", ["both walls", "row security alone"], indirect=True)
all_modes = pytest.mark.parametrize(
    "mode", ["both walls", "row security alone", "session alone"], indirect=True
)


@pytest.fixture
def mode(request: pytest.FixtureRequest, books: object, database: dict[str, str]) -> Iterator[str]:
    """One of the walls is gone while the test runs."""
    with ExitStack() as stack:
        if request.param == "row security alone":
            stack.enter_context(unheard(HOOK))
            stack.enter_context(unheard(GUARD))
        if request.param == "session alone":
            stack.enter_context(row_security_off(database["superuser"]))
        yield request.param
        db.session.remove()


@contextmanager
def unheard(listener: Listener) -> Iterator[None]:
    """The session without one of its listeners."""
    event.remove(WalledSession, *listener)
    try:
        yield
    finally:
        event.listen(WalledSession, *listener)


@contextmanager
def row_security_off(superuser: str) -> Iterator[None]:
    """The database of this test process without its wall."""
    _switch(superuser, "disable")
    try:
        yield
    finally:
        _switch(superuser, "enable")


def _switch(superuser: str, to: str) -> None:
    db.session.remove()
    app_engine().dispose()
    with psycopg.connect(roles.plain(superuser)) as connection:
        connection.execute("set lock_timeout = '10s'")
        for table in public_tables(connection):
            connection.execute(f"alter table {table} {to} row level security")
