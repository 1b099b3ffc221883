"""Migrations go both ways and leave exactly what the nouns say."""

from __future__ import annotations

import importlib
import pkgutil
import re

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.schema import AddConstraint

import rbo
from rbo.identity.models import IdentityBase
from rbo.platform import migrate, roles
from rbo.platform.rows import Base
from tests.faults.kit import wait_for
from tests.test_upgrades import ONE_AT_A_TIME

CONSTRAINTS = """
    select conname, pg_get_constraintdef(oid) from pg_constraint
    where connamespace in ('public'::regnamespace, to_regnamespace('auth')) and contype = 'c'
"""
OBJECTS = """
    select count(*) from pg_class where relnamespace = 'public'::regnamespace and relname not like 'alembic%'
    union all select count(*) from pg_type where typnamespace = 'public'::regnamespace and typtype = 'e'
    union all select count(*) from pg_proc where pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
    union all select count(*) from pg_policies
"""
FOLLOWING_WITHOUT_INDEX = """
    select conrelid::regclass::text, conname from pg_constraint
    where contype = 'f' and confupdtype = 'c' and not exists (
        select from pg_index
        where indrelid = conrelid and indpred is null and indkey[0] = any(conkey) and indkey[1] = any(conkey)
    )
"""
HELD = """
    select 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database
    where datname = current_database() and locktype = 'advisory' and objid = %s
"""


@pytest.fixture(autouse=True)
def every_noun():
    for found in pkgutil.walk_packages(rbo.__path__, "rbo."):
        if found.name.endswith(".models"):
            importlib.import_module(found.name)


@pytest.fixture
def scratch(database, worker_id):
    """An empty database of one's own: addresses of the migrator and of the superuser."""
    name = f"rbo_scratch_{worker_id}"
    admin = database["superuser"]
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        roles.make_database(admin, name)
    yield roles.in_database(database["migrator"], name), roles.in_database(admin, name)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


def test_the_tables_are_those_of_the_nouns(database):
    engine = create_engine(database["superuser"])
    with engine.connect() as connection:
        options = {"include_schemas": True, "include_name": _is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, [Base.metadata, IdentityBase.metadata])
    engine.dispose()

    assert differences == []


def test_every_check_of_the_nouns_stands_in_the_database(database):
    with psycopg.connect(roles.plain(database["superuser"])) as connection:
        there = dict(connection.execute(CONSTRAINTS).fetchall())

    wanted = {_name(c) for c in _checks()}
    assert wanted == set(there)


def test_what_follows_a_change_elsewhere_is_found_by_an_index(database):
    """A client's jobs and grants move along, each looked for by itself; every index begins with the book."""
    with psycopg.connect(database["superuser"]) as connection:
        assert connection.execute(FOLLOWING_WITHOUT_INDEX).fetchall() == []


def test_migrations_go_down_to_nothing_and_up_again(scratch):
    migrator, superuser = scratch
    assert len(migrate.missing_in(migrator)) == len(migrate.newest_first())
    migrate.upgrade(migrator)
    assert migrate.missing_in(migrator) == []
    migrate.downgrade(migrator, "base")

    with psycopg.connect(roles.plain(superuser)) as connection:
        left = [row[0] for row in connection.execute(OBJECTS)]
    migrate.upgrade(migrator)

    assert left == [0, 0, 0, 0]


def test_the_schema_of_a_later_version_is_left_alone(database):
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        before = connection.execute("select version_num from alembic_version").fetchone()
        connection.execute("update alembic_version set version_num = '2999_01_01_a_things_to_come'")
        try:
            with pytest.raises(migrate.LaterSchema, match="Only a later RBO knows the schema 2999"):
                migrate.upgrade(database["migrator"])
        finally:
            connection.execute("update alembic_version set version_num = %s", before)


def test_who_fails_lets_go_of_the_turn(scratch):
    migrator, superuser = scratch
    with psycopg.connect(superuser, autocommit=True) as other:
        other.execute("create table stringers (in_the_way int)")
        with pytest.raises(ProgrammingError, match="stringers"):
            migrate.upgrade(migrator)

        # Postgres, too, has to notice that somebody hung up.
        wait_for(lambda: other.execute(HELD, [ONE_AT_A_TIME]).fetchone() is None)
        other.execute("drop table stringers")
    migrate.upgrade(migrator, "2026_11_22_a_stringers")


def _is_ours(name, kind, _parents):
    return name in (None, "auth") if kind == "schema" else name != "alembic_version"


def _checks():
    for metadata in (Base.metadata, IdentityBase.metadata):
        for table in metadata.tables.values():
            yield from (c for c in table.constraints if isinstance(c, CheckConstraint))


def _name(check):
    ddl = str(AddConstraint(check).compile(dialect=postgresql.dialect()))
    return re.search(r"ADD CONSTRAINT (\S+)", ddl)[1]
