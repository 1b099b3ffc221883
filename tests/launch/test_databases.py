"""The throw-away database that every other test stands on."""

import psycopg

from tests.databases import empty


def test_the_database_is_migrated(database: dict[str, str]) -> None:
    with psycopg.connect(database["superuser"]) as connection:
        found = connection.execute("select count(*) from alembic_version").fetchone()
    assert found == (1,)


def test_between_tests_rows_go_and_seeds_stay(database: dict[str, str], seeds: dict[str, bytes]) -> None:
    with psycopg.connect(database["superuser"], autocommit=True) as connection:
        before = connection.execute("select count(*) from stringers").fetchone()
        connection.execute("create table leftover as select 1 as id")
        empty(database["superuser"], seeds)
        assert connection.execute("select count(*) from leftover").fetchone() == (0,)
        assert connection.execute("select count(*) from stringers").fetchone() == before
        connection.execute("drop table leftover")
