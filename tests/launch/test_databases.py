"""The throw-away database that every other test stands on."""

import psycopg


def test_the_database_is_migrated(database: dict[str, str]) -> None:
    with psycopg.connect(database["superuser"]) as connection:
        found = connection.execute("select count(*) from alembic_version").fetchone()
    assert found == (1,)


def test_a_row_is_written(database: dict[str, str]) -> None:
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute("create table leftover (id int); insert into leftover values (1)")


def test_the_next_test_finds_it_gone(database: dict[str, str]) -> None:
    with psycopg.connect(database["superuser"]) as connection:
        found = connection.execute("select count(*) from leftover").fetchone()
        connection.execute("drop table leftover")
    assert found == (0,)
