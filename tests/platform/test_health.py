"""Alive, ready, degraded."""

from __future__ import annotations

import dataclasses
from contextvars import Context

import psycopg
import pytest

from rbo.platform import roles


@pytest.fixture
def get(app, database):
    client = app.test_client()
    return lambda path: Context().run(client.get, path)


def test_a_whole_installation_is_ready(get):
    assert get("/healthz").json == {"status": "ok"}
    assert get("/readyz").json == {"status": "ok"}


def test_without_redis_it_is_ready_and_says_degraded(app, get, monkeypatch):
    away = dataclasses.replace(app.config["RBO"], redis_url="redis://127.0.0.1:1/0")
    monkeypatch.setitem(app.config, "RBO", away)

    answer = get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"status": "degraded"})


def test_with_open_migrations_it_is_not_ready(get, database):
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        before = connection.execute("select version_num from alembic_version").fetchone()
        connection.execute("update alembic_version set version_num = 'older'")
        try:
            answer = get("/readyz")
        finally:
            connection.execute("update alembic_version set version_num = %s", before)

    assert answer.status_code == 503
    assert "rbo db upgrade" in answer.json["reason"]
