"""What Postgres itself says about tables, policies and foreign keys; tests take their lists from here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.rows import class_row

Connection = psycopg.Connection[Any]

TABLES = """
    select relname from pg_class
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname
"""
POLICIES = """
    select tablename as table, policyname as name, lower(cmd) as command, roles[1]::text as role,
        permissive = 'PERMISSIVE' and cardinality(roles) = 1 as is_plain,
        coalesce(qual, '') as rule, coalesce(with_check, '') as "check"
    from pg_policies where schemaname = 'public' order by 1, 2
"""
FOREIGN_KEYS = """
    select fk.conname as name, here.relname as table, there.relname as target,
        (select array_agg(attname::text order by place)
            from unnest(fk.conkey) with ordinality as k(number, place)
            join pg_attribute on attrelid = fk.conrelid and attnum = number) as columns,
        (select array_agg(attname::text order by place)
            from unnest(fk.confkey) with ordinality as k(number, place)
            join pg_attribute on attrelid = fk.confrelid and attnum = number) as targets
    from pg_constraint as fk
    join pg_class as here on here.oid = fk.conrelid
    join pg_class as there on there.oid = fk.confrelid
    where fk.contype = 'f' and here.relnamespace = 'public'::regnamespace order by 1
"""
PRIVILEGES = """
    select relname, has_any_column_privilege(%(role)s, oid, 'select'),
        has_any_column_privilege(%(role)s, oid, 'insert'),
        has_any_column_privilege(%(role)s, oid, 'update'), has_table_privilege(%(role)s, oid, 'delete')
    from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname
"""
COLUMNS = """
    select attname::text from pg_attribute
    where attrelid = %(table)s::regclass and attnum > 0 and not attisdropped and attgenerated = ''
        and has_column_privilege(%(role)s, attrelid, attnum, %(privilege)s) order by attnum
"""
COMMANDS = ("select", "insert", "update", "delete")


@dataclass(frozen=True)
class Policy:
    """One policy of one command for one role."""

    table: str
    name: str
    command: str
    role: str
    is_plain: bool
    rule: str
    check: str


@dataclass(frozen=True)
class ForeignKey:
    """Which columns point where."""

    name: str
    table: str
    target: str
    columns: list[str]
    targets: list[str]


def public_tables(connection: Connection) -> list[str]:
    """Every table of the product but Alembic's own."""
    return [row[0] for row in connection.execute(TABLES) if row[0] != "alembic_version"]


def policies(connection: Connection) -> list[Policy]:
    """Every policy."""
    with connection.cursor(row_factory=class_row(Policy)) as cursor:
        return cursor.execute(POLICIES).fetchall()


def foreign_keys(connection: Connection) -> list[ForeignKey]:
    """Every foreign key."""
    with connection.cursor(row_factory=class_row(ForeignKey)) as cursor:
        return cursor.execute(FOREIGN_KEYS).fetchall()


def composite_keys(connection: Connection) -> list[ForeignKey]:
    """The foreign keys that carry a stringer."""
    return [key for key in foreign_keys(connection) if len(key.columns) > 1]


@lru_cache(maxsize=8)  # as many as there are roles
def granted(connection: Connection, role: str) -> dict[str, set[str]]:
    """Which commands *role* may use on which table at all, policies apart; a connection asks once."""
    found = connection.execute(PRIVILEGES, {"role": role}).fetchall()
    return {table: {c for c, may in zip(COMMANDS, marks, strict=True) if may} for table, *marks in found}


@lru_cache(maxsize=512)  # as many as roles and tables have pairs
def columns(connection: Connection, table: str, role: str, privilege: str) -> list[str]:
    """The columns of *table* that *role* has the *privilege* for; a connection asks once."""
    names = {"table": table, "role": role, "privilege": privilege}
    return [row[0] for row in connection.execute(COLUMNS, names)]


def owner_keys(connection: Connection) -> list[ForeignKey]:
    """The foreign keys that name the owner of the row they point at: one's own, or the house's."""
    return [key for key in composite_keys(connection) if "stringer_id" not in key.columns]
