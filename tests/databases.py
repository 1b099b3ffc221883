"""One database and one Redis number for each test process; both are empty before every test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

import psycopg
import pytest
import redis
from flask import Flask

from rbo.platform import roles
from rbo.platform.config import Settings, read_settings
from rbo.platform.migrate import upgrade
from tests.pooler import pooled
from tests.servers import PASSWORD, TEMPLATE

TABLES = """
    select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'alembic_version'
"""


@pytest.fixture(scope="session")
def database(servers: dict[str, str], worker_id: str) -> Iterator[dict[str, str]]:
    """Addresses of this process's own database, one for each role."""
    admin = roles.plain(servers["postgres"])
    name = f"rbo_{worker_id}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(7)")  # the first process makes the template
        if not connection.execute("select 1 from pg_database where datname = %s", [TEMPLATE]).fetchone():
            _make_template(admin)
        connection.execute(f"drop database if exists {name} with (force)")
        roles.make_database(admin, name, TEMPLATE)
    with pooled(_addresses(admin, name)) as addresses:
        yield addresses
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


def _make_template(admin: str) -> None:
    unfinished = f"{TEMPLATE}_unfinished"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {unfinished} with (force)")
        roles.make_database(admin, unfinished)
        upgrade(_addresses(admin, unfinished)["migrator"])
        connection.execute(f"alter database {unfinished} rename to {TEMPLATE}")


def _addresses(admin: str, name: str) -> dict[str, str]:
    here = roles.in_database(admin, name)
    signed_in = {role.removeprefix("rbo_"): roles.as_role(here, role, PASSWORD) for role in roles.LOGINS}
    return {**signed_in, "superuser": here}


@pytest.fixture(scope="session")
def redis_url(servers: dict[str, str], worker_id: str) -> str:
    """Address of this process's own Redis number."""
    number = int(worker_id.removeprefix("gw")) + 1 if worker_id.startswith("gw") else 0
    return f"{servers['redis'].rsplit('/', 1)[0]}/{number}"


@pytest.fixture(scope="session")
def settings(database: dict[str, str], redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """What a test installation's environment says."""
    data_dir: Path = tmp_path_factory.mktemp("data")
    return read_settings(
        {
            "RBO_ENV": "test",
            "SECRET_KEY": "a-secret-for-tests-only-0123456789",
            "RBO_DATA_KEYS": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLTAxMjM",
            "RBO_DATA_DIR": str(data_dir),
            "DATABASE_URL": database["app"],
            "DATABASE_URL_SYSTEM": database["system"],
            "DATABASE_URL_IDENTITY": database["identity"],
            "DATABASE_URL_DIRECT": database["migrator"],
            "DATABASE_URL_BACKUP": database["backup"],
            "REDIS_URL": redis_url,
            "RBO_LEASE_S": "2",
            "PUBLIC_URL": "http://localhost",
        }
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The whole site on this process's database."""
    from rbo.app import create_app  # the tests of the servers alone do without the whole site
    from rbo.platform.db import app_engine
    from rbo.platform.jobs.desks import open_desks

    made = create_app(settings)
    yield made
    with made.app_context():
        for engine in (app_engine(), *(desk.engine() for desk in open_desks())):
            engine.dispose()


@pytest.fixture(scope="session")
def seeds(database: dict[str, str]) -> dict[str, bytes]:
    """Rows that the migrations leave behind, table by table."""
    with psycopg.connect(database["superuser"], autocommit=True) as connection:
        found = {table: _rows(connection, table) for table in _tables(connection)}
    return {table: rows for table, rows in found.items() if rows}


@pytest.fixture(autouse=True)
def emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that used the database or Redis, leave them as the migrations made them."""
    used = request.fixturenames
    kept_redis = request.getfixturevalue("kept_redis") if "redis_url" in used else None
    addresses = request.getfixturevalue("database") if "database" in used else {}
    broom = request.getfixturevalue("broom") if addresses else None
    yield
    if kept_redis:
        kept_redis.flushdb()
    if broom:
        broom.sweep()


@pytest.fixture(scope="session")
def kept_redis(redis_url: str) -> Iterator[redis.Redis]:
    """A connection to this process's own Redis number, for whoever empties it test after test."""
    with redis.Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture(scope="session")
def broom(database: dict[str, str], seeds: dict[str, bytes]) -> Iterator[Broom]:
    """What empties this process's own database."""
    with Broom(database["superuser"], seeds) as broom:
        yield broom


class Broom:
    """Empties a database, over and over by one connection."""

    def __init__(self, url: str, seeds: dict[str, bytes]) -> None:
        self._url, self._seeds = url, seeds
        self._connection: psycopg.Connection | None = None

    def __enter__(self) -> Self:
        """Sweep as often as you like."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Hang up."""
        if self._connection:
            self._connection.close()

    def sweep(self) -> None:
        """Take every row away and put the seed rows back; triggers stay quiet."""
        connection = self._alive()
        for table in _filled(connection):
            connection.execute(f"delete from {table}")
        for table, rows in self._seeds.items():
            with connection.cursor().copy(f"copy {table} from stdin") as copy:
                copy.write(rows)

    def _alive(self) -> psycopg.Connection:
        with suppress(psycopg.OperationalError):  # a test may have ended every connection
            if self._connection:
                self._connection.execute("select")
                return self._connection
        self._connection = psycopg.connect(self._url, autocommit=True)
        self._connection.execute("set session_replication_role = replica; set lock_timeout = '10s'")
        return self._connection


def _tables(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute(TABLES)]


def _filled(connection: psycopg.Connection) -> list[str]:
    parts = [f"(select '{table}' where exists (select from {table}))" for table in _tables(connection)]
    return [row[0] for row in connection.execute(" union all ".join(parts))] if parts else []


def _rows(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(f"copy {table} to stdout") as copy:
        return b"".join(copy)
