"""Alive, ready, degraded."""

from __future__ import annotations

import dataclasses
from contextvars import Context
from datetime import timedelta

import psycopg
import pytest
from redis import Redis
from rq import Worker
from sqlalchemy import insert

from rbo.platform import clock, migrate, roles
from rbo.platform.db import system_session
from rbo.platform.jobs import bell
from rbo.platform.jobs.models import Pause
from rbo.platform.jobs.queues import QUEUES


@pytest.fixture
def get(app, database):
    client = app.test_client()
    return lambda path: Context().run(client.get, path)


@pytest.fixture
def quiet(redis_url):
    """A Redis that knows of no worker."""
    connection = Redis.from_url(redis_url)
    connection.flushdb()
    yield connection
    connection.flushdb()


@pytest.fixture
def at_work(quiet):
    """A worker for every queue, as Redis knows them."""
    worker = Worker([bell.queue(name, quiet) for name in QUEUES], connection=quiet)
    worker.register_birth()
    return quiet


def test_a_whole_installation_is_ready(get, at_work):
    assert get("/healthz").json == {"status": "ok"}
    assert get("/readyz").json == {"status": "ok"}


def test_without_redis_it_is_ready_and_says_degraded(app, get, monkeypatch):
    away = dataclasses.replace(app.config["RBO"], redis_url="redis://127.0.0.1:1/0")
    monkeypatch.setitem(app.config, "RBO", away)

    answer = get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"status": "degraded", "away": ["redis"]})


def test_without_a_worker_it_is_ready_and_says_degraded(get, quiet):
    answer = get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"status": "degraded", "away": ["worker"]})


def test_a_worker_that_vanished_is_not_at_work(get, at_work):
    for key in at_work.keys("rq:worker:*"):
        at_work.delete(key)

    assert get("/readyz").json == {"status": "degraded", "away": ["worker"]}


def test_while_mail_is_paused_it_is_ready_and_says_degraded(ground, get, at_work):
    with system_session() as session:
        until = clock.now() + timedelta(hours=1)
        session.execute(insert(Pause).values(channel="mail", until=until, reason="server_away"))

    answer = get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"status": "degraded", "away": ["mail"]})


def test_with_open_migrations_it_is_not_ready(get, at_schema):
    at_schema(migrate.newest_first()[1].revision)

    answer = get("/readyz")

    assert answer.status_code == 503
    assert "rbo db upgrade" in answer.json["reason"]


def test_while_the_next_version_takes_over_its_schema_serves_this_one_too(get, at_work, at_schema):
    at_schema("2999_01_01_a_things_to_come")

    assert get("/readyz").json == {"status": "ok"}


@pytest.fixture
def at_schema(database):
    """Lets the database say that it is of another version."""
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        before = connection.execute("select version_num from alembic_version").fetchone()
        yield lambda revision: connection.execute("update alembic_version set version_num = %s", [revision])
        connection.execute("update alembic_version set version_num = %s", before)
