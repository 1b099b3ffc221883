"""The throw-away database that every other test stands on."""

import psycopg

from tests.databases import Broom


def test_the_database_is_migrated(database: dict[str, str]) -> None:
    with psycopg.connect(database["superuser"]) as connection:
        found = connection.execute("select count(*) from alembic_version").fetchone()
    assert found == (1,)


def test_between_tests_rows_go_and_seeds_stay(database: dict[str, str], broom: Broom) -> None:
    with psycopg.connect(database["superuser"], autocommit=True) as connection:
        before = connection.execute("select count(*) from stringers").fetchone()
        connection.execute("create table leftover as select 1 as id")
        broom.sweep()
        assert connection.execute("select count(*) from leftover").fetchone() == (0,)
        assert connection.execute("select count(*) from stringers").fetchone() == before
        connection.execute("drop table leftover")
