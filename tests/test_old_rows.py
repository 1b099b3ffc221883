"""Rows that an earlier release let in do not keep a later one from coming."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import create_engine

from rbo.platform import migrate, roles
from rbo.platform.rows import HOUSE
from tests.servers import TEMPLATE
from tests.walls.shape import unforced_tables

ORDER = """
    insert into orders (
        stringer_id, id, number, kind, client_id, racket_id, pattern, tension_unit, labour_price, currency,
        main_label, main_gauge_label, main_colour, main_price, main_byo,
        cross_label, cross_gauge_label, cross_colour, cross_price, cross_byo,
        machine_mode, dynamic_tension_instrument, comments, strung_at
    ) values (
        %(house)s, gen_random_uuid(), 1, 'self', gen_random_uuid(), gen_random_uuid(), '', 'kg', 0, 'CHF',
        %(name)s, '', 'red', 0, false, %(name)s, '', 'red', 0, false, '', '', '', '2024-01-01'
    )
"""
NAMES = "select main_label, main_colour, cross_label, version from orders"
BROKEN_OFF = (
    "create index concurrently ix_orders_strung_new on orders (number) include (main_label, cross_label)"
)
INVALID = "select indexrelid::regclass::text from pg_index where not indisvalid"


@pytest.fixture
def before_reports(database, worker_id):
    """A database as it was before reports had their index: addresses of the migrator and of the superuser."""
    name, admin = f"rbo_old_{worker_id}", database["superuser"]
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        roles.make_database(admin, name, TEMPLATE)
    migrator = roles.in_database(database["migrator"], name)
    migrate.downgrade(migrator, "2026_11_28_c_orders_cancelled")
    yield migrator, roles.in_database(admin, name)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


def while_people_work(migrator):
    migrate.upgrade(migrator)


def in_a_restore(migrator):
    engine = create_engine(migrator.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("set role rbo_owner")
        migrate.to(connection, "head")
    engine.dispose()


@pytest.mark.parametrize("upgraded", [while_people_work, in_a_restore])
def test_names_too_long_for_the_index_of_reports_are_cut_and_kept_in_the_history(before_reports, upgraded):
    """As an import of an earlier release took them; the index was left invalid, and each later try failed."""
    migrator, superuser = before_reports
    long = "".join(map(chr, range(0x1F300, 0x1F300 + 401)))  # four bytes each, none said twice
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(ORDER, {"house": HOUSE, "name": long})
        with pytest.raises(psycopg.errors.ProgramLimitExceeded):
            connection.execute(BROKEN_OFF)
        assert connection.execute(INVALID).fetchall() == [("ix_orders_strung_new",)]

        upgraded(migrator)

        assert connection.execute(INVALID).fetchall() == []
        assert connection.execute(NAMES).fetchone() == (long[:200], "red", long[:200], 2)
        assert connection.execute("select columns from changes").fetchall() == [
            ({"main_label": [long, long[:200]], "cross_label": [long, long[:200]]},)
        ]
        assert unforced_tables(connection) == []
