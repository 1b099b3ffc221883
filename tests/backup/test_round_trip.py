"""Everything goes into one file and comes back as it was (U-06)."""

from __future__ import annotations

import stat

import psycopg
import pytest

from rbo.identity.models import IdentityBase
from rbo.platform import migrate
from rbo.platform.agreement import differences
from rbo.platform.backup import archive, restoring, taking
from rbo.platform.backup.manifest import BackupRefused
from rbo.platform.rows import Base
from tests.test_upgrades import OLDEST
from tests.walls.catalog import policies
from tests.walls.checksum import checksum
from tests.walls.shape import DEFINERS, names, unforced_tables

NOUNS = [Base.metadata, IdentityBase.metadata]
CHANGED_ON_PURPOSE = {"public.logins", "public.outbox", "public.outbox_pauses", "auth.outbox"}
COLUMNS = """
    select attrelid::regclass::text, string_agg(quote_ident(attname), ', ')
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace in ('public'::regnamespace, 'auth'::regnamespace) and relkind = 'r'
        and relname <> 'alembic_version' and attnum > 0 and not attisdropped
    group by attrelid
"""
TRIGGERS = "select tgname from pg_trigger where not tgisinternal and tgenabled <> 'O'"


def rows(url):
    with psycopg.connect(url) as connection:
        words = checksum(connection)
    return {table: word for table, word in words.items() if table not in CHANGED_ON_PURPOSE}


def test_what_comes_back_is_what_was_taken(taken, database, empty_database):
    restoring.restore(empty_database["migrator"], taken)

    assert rows(empty_database["superuser"]) == rows(database["superuser"])
    an_upgrade_keeps_every_row(empty_database)


def an_upgrade_keeps_every_row(filled):
    """From the oldest schema in use, without what that did not know (O-23)."""
    migrate.downgrade(filled["migrator"], OLDEST)
    with psycopg.connect(filled["superuser"], autocommit=True) as connection:
        known = dict(connection.execute(COLUMNS).fetchall())
        before = contents(connection, known)

        migrate.upgrade(filled["migrator"])

        assert len([rows for rows in before.values() if rows]) > 30
        assert contents(connection, known) == before


def contents(connection, known):
    return {
        table: sorted(connection.execute(f"select {columns} from {table}").fetchall(), key=repr)
        for table, columns in known.items()
    }


def test_it_comes_back_behind_the_same_walls(taken, database, empty_database):
    restoring.restore(empty_database["migrator"], taken)

    with psycopg.connect(database["superuser"]) as old, psycopg.connect(empty_database["superuser"]) as new:
        assert policies(new) == policies(old)
        assert new.execute(DEFINERS).fetchall() == old.execute(DEFINERS).fetchall()
        assert unforced_tables(new) == []
        assert names(new, TRIGGERS) == []
    old, new = (differences(place["migrator"], NOUNS) for place in (database, empty_database))
    assert new == old


def test_the_file_says_what_is_in_it(taken, books):
    said = archive.verify(taken)

    counts = {part.table: part.rows for part in said.parts}
    there = {table: len(found) for table, found in books.rows.items()}
    assert {table: counts[table] for table in there} == there
    assert said.schema == migrate.newest_first()[0].revision
    assert "auth.users" in counts


def test_nobody_else_may_read_the_file(taken):
    assert stat.S_IMODE(taken.stat().st_mode) == 0o600
    assert [path.name for path in taken.parent.iterdir()] == [taken.name]


LATE = """
    insert into form_keys (stringer_id, id, body_hash)
    select id, gen_random_uuid(), 'late' from stringers
"""


def test_every_row_is_of_one_moment(books, database, tmp_path):
    """What is written while the backup is taken, table after table, is not in it."""
    late = []

    def advance(_step, _total):
        with psycopg.connect(database["superuser"]) as other:
            late.append(other.execute(LATE).rowcount)

    said = taking.create(database["backup"], tmp_path / "book.rbo", advance)

    order = [part.table for part in said.parts]
    assert 0 < order.index("form_keys") < len(late)
    assert said.parts[order.index("form_keys")].rows == len(books.rows["form_keys"])


def test_a_backup_of_an_earlier_release_comes_back_into_this_one(earlier_schema, database, tmp_path):
    path = tmp_path / "old.rbo"
    with psycopg.connect(earlier_schema["superuser"]) as connection:
        connection.execute("update stringers set display_name = 'The old house'")
    said = taking.create(earlier_schema["backup"], path)

    restoring.restore(database["migrator"], path)

    assert said.schema != migrate.newest_first()[0].revision
    with psycopg.connect(database["superuser"]) as connection:
        assert names(connection, "select display_name from stringers") == ["The old house"]
        assert names(connection, "select version_num from alembic_version") == [
            migrate.newest_first()[0].revision
        ]


def test_a_role_that_sees_a_part_alone_takes_nothing(books, database, tmp_path):
    with pytest.raises(BackupRefused, match="may not read everything"):
        taking.create(database["app"], tmp_path / "book.rbo")

    assert list(tmp_path.iterdir()) == []


def test_a_database_without_schema_has_nothing_to_take(empty_database, tmp_path):
    with pytest.raises(BackupRefused, match="no schema"):
        taking.create(empty_database["backup"], tmp_path / "book.rbo")


def test_an_older_file_is_not_written_over(taken, database):
    before = taken.read_bytes()

    with pytest.raises(BackupRefused, match="there already"):
        taking.create(database["backup"], taken)

    assert taken.read_bytes() == before


def test_what_a_killed_run_left_is_in_nobodys_way(books, database, tmp_path):
    (tmp_path / ".book.rbo.growing").write_bytes(b"half a")

    taking.create(database["backup"], tmp_path / "book.rbo")

    assert archive.verify(tmp_path / "book.rbo").rows > 0
