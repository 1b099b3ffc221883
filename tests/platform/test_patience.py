"""Nobody keeps the database busy for long: whoever waits too long is told so, and nothing breaks."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import Context

import psycopg
import pytest
from sqlalchemy import create_engine, text

from rbo.ground import create_ground
from rbo.platform import roles
from rbo.platform.db import ENGINE_OPTIONS, db
from rbo.platform.limits import Patience
from tests.api.conftest import program_of
from tests.signed_in import client_of

IN_FORCE = text("select current_setting('statement_timeout'), current_setting('lock_timeout')")
IDLE = text("select set_config('idle_in_transaction_session_timeout', '1ms', true)")
SOON = text("select pg_sleep(0.1)")
PART = {"HX-Request": "true"}


@pytest.fixture
def asked(app, anna, redis_url, monkeypatch):
    """How the list of orders answers to a person, to HTMX and to a program, with little patience."""
    browser, program = client_of(app, anna), program_of(app, anna)
    db.session.rollback()
    monkeypatch.setitem(app.config, "PATIENCE", Patience(statement="100ms", lock="50ms"))

    def answers():
        page = Context().run(browser.get, "/orders")
        part = Context().run(browser.get, "/orders", headers=PART)
        return page, part, program.send("GET", "/orders")

    return answers


@contextmanager
def held(database, what):
    """*what* is locked by somebody else, who takes their time."""
    with psycopg.connect(roles.plain(database["superuser"])) as connection:
        connection.execute(f"lock table {what} in access exclusive mode")
        yield


def told(answers, sentence):
    _page, part, program = answers
    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "5"
        assert sentence in answer.text
    assert part.headers["HX-Retarget"] == "#messages"
    assert program.json["code"] == "SERVICE_UNAVAILABLE"


def test_whoever_waits_for_a_lock_is_told_and_served_once_it_is_free(asked, database):
    """O-36: `lock_timeout`."""
    with held(database, "orders"):
        told(asked(), "Somebody else is at work on this just now.")

    assert [answer.status_code for answer in asked()] == [200, 200, 200]


def test_a_statement_that_takes_too_long_is_stopped(asked, app, monkeypatch):
    """O-36: `statement_timeout`."""

    def sleeps(**_named):
        db.session.connection().execute(text("select pg_sleep(5)"))

    for endpoint in {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.endswith("/orders")}:
        monkeypatch.setitem(app.view_functions, endpoint, sleeps)

    told(asked(), "This took too long and was stopped.")


def test_a_full_house_is_not_called_a_database_that_is_away(
    asked, app, settings, two_connections, monkeypatch
):
    """All connections of this process are taken."""
    pool = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.01}
    small = create_engine(settings.database_url, **{**ENGINE_OPTIONS, **pool})

    def comes_too_late(**_named):
        with small.connect(), small.connect():
            pass

    for endpoint in {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.endswith("/orders")}:
        monkeypatch.setitem(app.view_functions, endpoint, comes_too_late)

    told(asked(), "Very many are at work just now.")
    small.dispose()


def test_a_transaction_that_idles_is_ended_and_the_next_one_works(asked, app, database, monkeypatch):
    """O-36: `idle_in_transaction_session_timeout`."""

    def dawdles():
        db.session.connection().execute(IDLE)
        with psycopg.connect(roles.plain(database["superuser"])) as other:
            other.execute("select pg_sleep(0.1)")
        db.session.connection().execute(SOON)

    with monkeypatch.context() as patch:
        patch.setitem(app.view_functions, "orders.index", dawdles)
        page = asked()[0]
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert [answer.status_code for answer in asked()] == [200, 200, 200]


def test_a_page_has_five_seconds_and_a_job_a_minute(app, anna, settings, monkeypatch):
    assert in_force() == ("5s", "2s")

    monkeypatch.setitem(app.config, "PATIENCE", create_ground(settings).config["PATIENCE"])
    assert in_force() == ("1min", "2s")


def in_force():
    db.session.rollback()
    found = db.session.connection().execute(IN_FORCE).one()
    db.session.rollback()
    return found
