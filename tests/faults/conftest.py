"""The kit for every test of faults, and servers that one test may stop."""

from __future__ import annotations

import dataclasses

import pytest

from rbo.app import create_app
from rbo.platform.db import app_engine, system_engine
from rbo.platform.jobs.desks import open_desks
from tests.databases import Broom
from tests.faults.kit import office, open_office, outdoors
from tests.faults.own_servers import own_postgres, own_redis

__all__ = ["office", "open_office", "outdoors"]


@pytest.fixture
def lone_redis(ground, office, tmp_path, monkeypatch):
    """A Redis of one's own; the application under test rings there."""
    with own_redis(tmp_path) as server:
        known = dataclasses.replace(ground.config["RBO"], redis_url=server.url)
        monkeypatch.setitem(ground.config, "RBO", known)
        yield server


@pytest.fixture(scope="session")
def lone_server(tmp_path_factory):
    """A Postgres that nobody else uses."""
    with own_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture
def lone_postgres(lone_server, settings, seeds, office, redis_url):
    """A Postgres of one's own, and an application on it."""
    known = dataclasses.replace(lone_server.settings(settings), smtp_port=office.port)
    made = create_app(known)
    with made.app_context():
        yield lone_server, made
        for engine in (app_engine(), system_engine(), *(desk.engine() for desk in open_desks())):
            engine.dispose()
    with Broom(lone_server.superuser, seeds) as broom:
        broom.sweep()
