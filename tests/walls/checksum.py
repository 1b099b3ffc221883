"""One word for everything that stands in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest

from rbo.platform import roles

TABLES = """
    select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
    where schemaname in ('public', 'auth') order by 1
"""


def checksum(connection: psycopg.Connection) -> dict[str, str]:
    """Each table's rows, as a hash."""
    tables = [row[0] for row in connection.execute(TABLES)]
    all_rows = "coalesce(string_agg(to_jsonb(t)::text, '' order by to_jsonb(t)::text), '')"
    parts = [f"(select '{name}', md5({all_rows}) from {name} t)" for name in tables]
    return dict(connection.execute(" union all ".join(parts)).fetchall())


@pytest.fixture
def rows(database: dict[str, str]) -> Iterator[Callable[[], dict[str, str]]]:
    """Says what stands in the database, as one word for each table."""
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        yield lambda: checksum(connection)
