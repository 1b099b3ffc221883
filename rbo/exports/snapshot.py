"""The book as it was at one moment: all that is read until the end belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.dialects import postgresql

from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant

AT_ONE_MOMENT = {"isolation_level": "REPEATABLE READ"}
IN_UTC = select(func.set_config("TimeZone", "UTC", True), func.set_config("work_mem", "64MB", True))
LITERALLY = {"literal_binds": True}
DIALECT = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]


@contextmanager
def snapshot(stringer_id: UUID) -> Iterator[Connection]:
    """The book of *stringer_id* open to read, in one transaction of the app role, which the walls narrow."""
    with open_tenant(stringer_id, read_only=True):
        connection = db.session.connection(execution_options=AT_ONE_MOMENT)
        connection.execute(IN_UTC)
        yield connection


def copied(connection: Connection, rows: Select[*tuple[Any, ...]]) -> Iterator[bytes]:
    """The one text of each of *rows*, as Postgres sends it: the fastest way out, and none is kept in memory.

    They must be JSON, which holds neither of the two control characters that keep COPY from quoting anything.
    """
    asked = rows.compile(dialect=DIALECT, compile_kwargs=LITERALLY)
    statement = f"copy ({asked}) to stdout (format csv, quote E'\\x01', delimiter E'\\x02')"
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(statement) as lines:
        for line in lines:
            yield bytes(line)
