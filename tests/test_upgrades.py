"""A database of an earlier release comes up: with its rows, while people work, whoever else tries (O-21)."""

from __future__ import annotations

import multiprocessing
from threading import Thread
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine

from rbo import commands
from rbo.platform import migrate, roles
from rbo.platform.rows import HOUSE
from tests.faults.kit import wait_for
from tests.servers import TEMPLATE
from tests.walls.shape import BODIES, DEFINERS, unforced_tables

OLDEST = "2026_11_27_y_everything_shared"
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
ONE_AT_A_TIME = 7_262_000  # as in migrations/env.py, which can only be run
WAITING = """
    select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_try_advisory_lock%'
"""
WAITING_FOR_ORDERS = """
    select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%alter table orders%'
"""
NAMES = "select main_label, main_colour, cross_label, version from orders"
BROKEN_OFF = (
    "create index concurrently ix_orders_strung_new on orders (number) include (main_label, cross_label)"
)
SLOW = """
    create function lie_down() returns trigger language plpgsql as
        $$ begin perform pg_sleep(600); return new; end $$;
    create trigger lie_down before update on orders for each row execute function lie_down()
"""
LIES_DOWN = "select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
ONE_OF_TWO = """
    insert into persons (id, email, email_verified_at, created_by_kind, merged_into)
    values (%s, %s, now(), 'person', %s)
"""
FOUND = "select find_verified_person('PETE@example.com'), may_link(%s, 'pete@example.com')"
INVALID = "select indexrelid::regclass::text from pg_index where not indisvalid"


@pytest.fixture
def of_yesterday(database, worker_id):
    """A database as the oldest in use: addresses of the migrator and of the superuser."""
    name, admin = f"rbo_old_{worker_id}", database["superuser"]
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        roles.make_database(admin, name, TEMPLATE)
    migrator = roles.in_database(database["migrator"], name)
    migrate.downgrade(migrator, OLDEST)
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
def test_a_second_address_leads_to_who_is_left_and_back_again(database, of_yesterday, upgraded):
    (migrator, superuser), left, gone = of_yesterday, uuid4(), uuid4()
    with psycopg.connect(database["superuser"]) as new:
        functions = [new.execute(said).fetchall() for said in (DEFINERS, BODIES)]
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(ONE_OF_TWO, [left, "petra@example.com", None])
        connection.execute(ONE_OF_TWO, [gone, "pete@example.com", left])
        upgraded(migrator)
        assert connection.execute(FOUND, [left]).fetchone() == (left, True)

        migrate.downgrade(migrator, OLDEST)

        assert connection.execute(FOUND, [left]).fetchone() == (None, False)
        upgraded(migrator)
        assert connection.execute(FOUND, [left]).fetchone() == (left, True)
        assert [connection.execute(said).fetchall() for said in (DEFINERS, BODIES)] == functions


@pytest.mark.parametrize("upgraded", [while_people_work, in_a_restore])
def test_names_too_long_for_the_index_of_reports_are_cut_and_kept_in_the_history(of_yesterday, upgraded):
    """As an import of an earlier release took them; the index was left invalid, and each later try failed."""
    migrator, superuser = of_yesterday
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


def test_who_dies_while_names_are_cut_leaves_the_wall_and_the_next_one_finishes(of_yesterday):
    """Whoever acts as the owner sees rows only without the wall."""
    migrator, superuser = of_yesterday
    long = "".join(map(chr, range(0x1F300, 0x1F300 + 401)))
    fork = multiprocessing.get_context("fork")
    with psycopg.connect(superuser, autocommit=True) as other:
        other.execute("set session_replication_role = replica")
        other.execute(ORDER, {"house": HOUSE, "name": long})
        other.execute(SLOW)
        upgrading = fork.Process(target=migrate.upgrade, args=[migrator])
        upgrading.start()
        wait_for(lambda: other.execute(LIES_DOWN).fetchone())

        other.execute(f"select pg_terminate_backend(pid) from ({LIES_DOWN}) as found")

        upgrading.join()
        assert upgrading.exitcode
        assert unforced_tables(other) == []
        other.execute("drop function lie_down cascade")
        migrate.upgrade(migrator)
        assert unforced_tables(other) == []
        assert other.execute(NAMES).fetchone() == (long[:200], "red", long[:200], 2)


def test_a_migration_gives_way_to_who_looks_at_a_table_and_comes_again(of_yesterday, monkeypatch):
    monkeypatch.setattr(migrate, "PAUSE_S", (0.01, 0.02))
    migrator, superuser = of_yesterday
    upgrading = Thread(target=migrate.upgrade, args=[migrator])
    with psycopg.connect(superuser) as looker, psycopg.connect(superuser, autocommit=True) as passer_by:
        looker.execute("select from orders")
        upgrading.start()
        wait_for(lambda: passer_by.execute(WAITING_FOR_ORDERS).fetchone())

        passer_by.execute("set statement_timeout = '10s'")
        passer_by.execute("select from orders")

        assert migrate.missing_in(migrator)
        looker.rollback()
        upgrading.join()
    assert migrate.missing_in(migrator) == []


def test_of_five_who_upgrade_at_once_one_does_and_nobody_fails(of_yesterday):
    migrator, superuser = of_yesterday
    fork = multiprocessing.get_context("fork")
    with psycopg.connect(superuser, autocommit=True) as other:
        other.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        pods = [fork.Process(target=migrate.upgrade, args=[migrator]) for _pod in range(5)]
        for pod in pods:
            pod.start()
        wait_for(lambda: other.execute(WAITING).fetchone() == (5,))
        assert migrate.missing_in(migrator)
        other.execute("create index concurrently beside_who_waits on outbox_pauses ((true))")
        other.execute("drop index concurrently beside_who_waits")

        other.execute("select pg_advisory_unlock(%s)", [ONE_AT_A_TIME])

        for pod in pods:
            pod.join()
    assert [pod.exitcode for pod in pods] == [0] * 5
    assert migrate.missing_in(migrator) == []


def test_a_dry_run_tells_what_is_missing_and_changes_nothing(of_yesterday, database, monkeypatch):
    migrator, _superuser = of_yesterday
    for role, setting in roles.SETTINGS.items():
        monkeypatch.setenv(setting, database[role.removeprefix("rbo_")])
    monkeypatch.setenv("DATABASE_URL_DIRECT", migrator)

    told = CliRunner().invoke(commands.db, ["upgrade", "--dry-run"])

    assert told.exit_code == 0, told.output
    assert "create index ix_outbox_given_up" in told.output
    assert told.output.endswith(f"-- {len(migrate.missing_in(migrator))} migrations are missing.\n")
