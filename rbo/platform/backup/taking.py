"""Taking a backup: every table as of one moment, while people go on working."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import Connection, IsolationLevel
from psycopg.rows import TupleRow

from rbo import VERSION
from rbo.platform import clock, roles
from rbo.platform.backup.archive import Advance, Archive, unseen, written
from rbo.platform.backup.manifest import BackupRefused, Manifest
from rbo.platform.backup.tables import Table, copying, tables


def create(url: str, path: Path, advance: Advance = unseen) -> Manifest:
    """Write everything that the database of *url* holds to *path*; *url* signs in as `rbo_backup`.

    Raises:
        BackupRefused: there is nothing to take, the role may not see it all, or the file cannot be written.
    """
    with psycopg.connect(roles.plain(url)) as connection, written(path) as archive:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ  # one snapshot for all tables
        connection.read_only = True
        connection.execute("set local row_security = off")  # an error, and never a part of the rows
        schema = _schema(connection)
        try:
            found = tables(connection)
            for table in found:
                _add(archive, connection, table)
                advance(table.bytes, sum(table.bytes for table in found))
        except psycopg.errors.InsufficientPrivilege as error:
            raise BackupRefused(
                f"This role may not read everything ({error.diag.message_primary})."
            ) from error
        return archive.close(VERSION, schema, clock.now().isoformat(timespec="seconds"))


def _schema(connection: Connection[TupleRow]) -> str:
    try:
        found = connection.execute("select version_num from alembic_version").fetchone()
    except psycopg.errors.UndefinedTable:
        found = None
    if found is None:
        raise BackupRefused("There is no schema in this database, so there is nothing to back up.")
    return str(found[0])


def _add(archive: Archive, connection: Connection[TupleRow], table: Table) -> None:
    with connection.cursor().copy(copying(table, "to stdout", table.columns)) as rows:
        archive.add(table.label, table.columns, map(bytes, rows))
