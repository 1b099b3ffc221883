"""Bringing a backup back: in one transaction, so that the old book stands until the new one is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast
from zipfile import ZipFile

import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow
from sqlalchemy import create_engine

from rbo.platform import migrate
from rbo.platform.backup import aftercare
from rbo.platform.backup.archive import Advance, chunks, opened, unseen, verify
from rbo.platform.backup.manifest import BackupRefused, Damaged, Manifest, Part
from rbo.platform.backup.tables import Table, copying, tables
from rbo.platform.rows import HOUSE

PATIENCE = "set local lock_timeout = '10s'"
PEOPLE = "select count(*) from stringers where id <> %s"
Raw = Connection[TupleRow]


def restore(url: str, path: Path, *, replace: bool = False, advance: Advance = unseen) -> Manifest:
    """Make the database of *url* what *path* holds; *url* signs in as `rbo_migrator`.

    The file is read and believed before the database is touched; what goes wrong later leaves it as it was.

    Raises:
        BackupRefused: the file is damaged or of a later RBO, there is a book already, or somebody uses it.
    """
    said = verify(path)
    if said.schema not in {migration.revision for migration in migrate.newest_first()}:
        raise BackupRefused(
            f"Only a later RBO knows the schema {said.schema} of this backup: update RBO first."
        )
    engine = create_engine(url)
    try:
        with engine.begin() as connection, opened(path) as (zipped, _same):
            connection.exec_driver_sql("set role rbo_owner")
            raw = cast("Raw", connection.connection.driver_connection)
            raw.execute(PATIENCE)
            _make_room(raw, replace=replace)
            migrate.to(connection, said.schema)
            _fill(raw, zipped, said, advance)
            migrate.to(connection, "head")
            aftercare.calm(raw)
    except psycopg.errors.LockNotAvailable as error:
        raise BackupRefused(
            "Somebody uses this database: stop web and worker, then restore again."
        ) from error
    finally:
        engine.dispose()
    return said


def _make_room(raw: Raw, *, replace: bool) -> None:
    found = tables(raw)
    people = _people(raw) if any(table.label == "stringers" for table in found) else 0
    if people and not replace:
        raise BackupRefused(
            f"{people} stringers are in this database already; --replace puts the backup in their place."
        )
    if found:
        raw.execute(sql.SQL("truncate {}").format(sql.SQL(", ").join(table.sql for table in found)))


def _people(raw: Raw) -> int:
    """How many there are; row-level security, which holds for the owner too, would say nobody."""
    raw.execute("alter table stringers no force row level security")
    found = raw.execute(PEOPLE, [HOUSE]).fetchone()
    raw.execute("alter table stringers force row level security")
    return int(found[0]) if found else 0


def _fill(raw: Raw, zipped: ZipFile, said: Manifest, advance: Advance) -> None:
    parts = {part.table: part for part in said.parts}
    there = tables(raw)
    if {table.label for table in there} != set(parts):
        raise Damaged("The backup is damaged: its tables are not those of its schema.")
    raw.execute(sql.SQL("truncate {}").format(sql.SQL(", ").join(table.sql for table in there)))
    for table in there:
        _copy(raw, table, parts[table.label], _seen(chunks(zipped, parts[table.label]), said.bytes, advance))


def _seen(rows: Iterator[bytes], total: int, advance: Advance) -> Iterator[bytes]:
    for chunk in rows:
        yield chunk
        advance(len(chunk), total)


def _copy(raw: Raw, table: Table, part: Part, rows: Iterator[bytes]) -> None:
    """Write rows as they were: the owner's wall is down for it, and triggers that guard moves are quiet."""
    if not set(part.columns) <= set(table.columns):
        raise Damaged(f"The backup is damaged: {part.table} has other columns.")
    alter = sql.SQL("alter table {} ").format(table.sql)
    raw.execute(alter + sql.SQL("no force row level security, disable trigger user"))
    with raw.cursor() as cursor:
        with cursor.copy(copying(table, "from stdin", part.columns)) as into:
            for chunk in rows:
                into.write(chunk)
        if cursor.rowcount != part.rows:
            raise Damaged(
                f"The backup is damaged: {part.table} has {part.rows} rows, {cursor.rowcount} came."
            )
    raw.execute(alter + sql.SQL("enable trigger user"))
    if table.is_forced:
        raw.execute(alter + sql.SQL("force row level security"))
