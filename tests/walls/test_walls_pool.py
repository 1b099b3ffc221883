"""Through PgBouncer in transaction mode with one connection: two stringers share it and see nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import select, text

from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform import roles
from rbo.platform.config import Settings
from rbo.platform.db import ENGINE_OPTIONS, app_engine, db
from rbo.platform.tenancy import open_tenant
from tests.make import an_order, receipt_numbers, reloaded, today
from tests.pooler import PROGRAM, Pooler, pgbouncer

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="pgbouncer is not installed")


@pytest.fixture(scope="module")
def pool(servers: dict[str, str]) -> Iterator[Pooler]:
    """One connection to Postgres for each role."""
    with pgbouncer(servers["postgres"]) as pooler:
        yield pooler


@pytest.fixture(scope="module")
def app(settings: Settings, pool: Pooler) -> Iterator[Flask]:
    """The site behind the pool."""
    from rbo.app import create_app

    behind = replace(
        settings,
        database_url=pool.through(settings.database_url),
        database_url_system=pool.through(settings.database_url_system),
        database_url_identity=pool.through(settings.database_url_identity),
    )
    app = create_app(behind)
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def client_of(database: dict[str, str], pool: Pooler) -> Any:
    """Opens bare connections of the app role through the pool."""
    url = pool.through(roles.plain(database["app"]))
    return lambda **more: psycopg.connect(url, autocommit=True, prepare_threshold=None, **more)


def test_a_setting_for_the_session_stays_on_the_shared_connection(anna, client_of):
    """L-30: the leak that our code must never make; the next client reads the first one's rows."""
    an_order()
    db.session.remove()
    with client_of() as first, client_of() as second:
        first.execute("select set_config('app.stringer_id', %s, false)", [str(anna.id)])
        seen = second.execute("select count(*) from orders").fetchone()
        first.execute("reset all")

    assert seen == (1,)


def test_what_our_code_sets_ends_with_its_transaction(anna, ben, client_of):
    """L-30."""
    an_order()
    db.session.commit()
    with client_of() as stranger:
        assert stranger.execute("select count(*) from orders").fetchone() == (0,)
    with open_tenant(ben.id):
        assert db.session.scalars(select(Order)).all() == []
    assert len(db.session.scalars(select(Order)).all()) == 1


def test_a_local_setting_without_a_transaction_shows_nothing(anna, client_of):
    """L-31."""
    an_order()
    db.session.remove()
    with client_of() as client:
        client.execute("select set_config('app.stringer_id', %s, true)", [str(anna.id)])
        assert client.execute("select count(*) from orders").fetchone() == (0,)


def test_prepared_statements_of_two_clients_do_not_meet(anna, client_of):
    """L-36: nothing is prepared, because the next statement may run on another connection."""
    assert ENGINE_OPTIONS["connect_args"]["prepare_threshold"] is None
    for _ in range(12):
        with app_engine().connect() as one:
            one.execute(text("select count(*) from orders where number = :number"), {"number": 1})
        with client_of() as two:
            two.execute("select count(*) from orders where number = %s", [1])


def test_a_racket_is_strung_and_numbered_behind_the_pool(anna, ben):
    numbers = []
    for stringer in (anna, ben, anna):
        with open_tenant(stringer.id):
            order = an_order()
            service.mark_strung(reloaded(order.number), on=today())
            db.session.commit()
            numbers.append(receipt_numbers()[-1])

    assert numbers == [f"{today().year}-{seq:04d}" for seq in (1, 1, 2)]
