"""The tables that a backup holds, from the catalog: in the order in which their rows may come back."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter

from psycopg import Connection, sql
from psycopg.rows import TupleRow

SCHEMAS = ("public", "auth")
FOUND = """
    select nspname, relname, relforcerowsecurity, pg_relation_size(pg_class.oid),
        array(select attname::text from pg_attribute where attrelid = pg_class.oid and attnum > 0
            and not attisdropped and attgenerated = '' order by attnum),
        array(select distinct confrelid::regclass::text from pg_constraint
            where conrelid = pg_class.oid and contype = 'f' and confrelid <> conrelid)
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r' and nspname = any(%s) and relname <> 'alembic_version' order by 1, 2
"""


@dataclass(frozen=True)
class Table:
    """*columns* are those that are written, none that Postgres works out itself."""

    schema: str
    name: str
    is_forced: bool
    bytes: int
    columns: list[str]
    points_at: list[str]

    @property
    def label(self) -> str:
        """As messages and the manifest name it."""
        return self.name if self.schema == "public" else f"{self.schema}.{self.name}"

    @property
    def sql(self) -> sql.Identifier:
        """As statements name it."""
        return sql.Identifier(self.schema, self.name)


def tables(connection: Connection[TupleRow]) -> list[Table]:
    """Every table, after those that it points at."""
    found = [Table(*row) for row in connection.execute(FOUND, [list(SCHEMAS)])]
    named = {table.label: table for table in found}
    order = TopologicalSorter({table.label: table.points_at for table in found}).static_order()
    return [named[label] for label in order]


def copying(table: Table, way: str, columns: list[str] | tuple[str, ...]) -> sql.Composed:
    """COPY of these columns, out of the table or into it."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("copy {} ({}) {}").format(table.sql, names, sql.SQL(way))
