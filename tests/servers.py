"""A throw-away Postgres and Redis for one test run; started once, inherited by every test process."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from rbo.platform import roles
from rbo.platform.embedded.guard import Guard
from rbo.platform.embedded.postgres import Postgres
from rbo.platform.embedded.valkey import Valkey

TEMPLATE = "rbo_template"
PASSWORD = "a-password-for-tests-only"
stopping = contextlib.ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before any test process is made."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    folder = Path(tempfile.mkdtemp(prefix="rbo-test-"))
    stopping.callback(shutil.rmtree, folder, ignore_errors=True)
    guard = stopping.enter_context(Guard())
    guard.sweep(folder)
    if not os.environ.get("TEST_DATABASE_URL"):
        postgres = Postgres(folder, throw_away=True)
        guard.sweep(postgres.home)
        postgres.start()
        stopping.callback(postgres.stop)
        guard.watch(postgres.child)
        os.environ["TEST_DATABASE_URL"] = postgres.url()
    if not os.environ.get("TEST_REDIS_URL"):
        redis = Valkey(folder, throw_away=True)
        redis.start()
        stopping.callback(redis.stop)
        guard.watch(redis.child)
        os.environ["TEST_REDIS_URL"] = redis.url()
    roles.make_roles(os.environ["TEST_DATABASE_URL"], dict.fromkeys(roles.LOGINS, PASSWORD))
    with psycopg.connect(roles.plain(os.environ["TEST_DATABASE_URL"]), autocommit=True) as connection:
        connection.execute(f"drop database if exists {TEMPLATE} with (force)")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started here."""
    if not hasattr(config, "workerinput"):
        stopping.close()


@pytest.fixture(scope="session")
def servers() -> dict[str, str]:
    """Address of Postgres (as superuser) and of Redis."""
    return {"postgres": os.environ["TEST_DATABASE_URL"], "redis": os.environ["TEST_REDIS_URL"]}
