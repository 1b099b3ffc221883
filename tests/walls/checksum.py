"""One word for everything that stands in the database."""

from __future__ import annotations

import psycopg

TABLES = """
    select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
    where schemaname in ('public', 'auth') order by 1
"""


def checksum(superuser: str) -> dict[str, str]:
    """Each table's rows, as a hash."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        tables = [row[0] for row in connection.execute(TABLES)]
        all_rows = "coalesce(string_agg(to_jsonb(t)::text, '' order by to_jsonb(t)::text), '')"
        parts = [f"(select '{name}', md5({all_rows}) from {name} t)" for name in tables]
        return dict(connection.execute(" union all ".join(parts)).fetchall())
