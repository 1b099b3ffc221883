"""What an admin does to a person beside a test, stopped where the test wants it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import Context
from threading import Thread
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from rbo.platform.errors import Refused
from tests.faults.kit import wait_for

WAITING = """
    select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like %s
"""


@pytest.fixture
def looker(database: dict[str, str]) -> Iterator[psycopg.Connection[Any]]:
    """Somebody whom no wall stops."""
    with psycopg.connect(database["superuser"], autocommit=True) as connection:
        yield connection


@pytest.fixture
def waits(looker: psycopg.Connection[Any]) -> Callable[[str], object]:
    """Whether anybody waits for a lock with such a statement."""
    return lambda like: looker.execute(WAITING, [like]).fetchone()


def beside(app: Flask, deed: Callable[[], object]) -> tuple[Thread, list[Exception]]:
    """Does *deed* in a thread of its own; gives that, and what it fell over."""
    failed: list[Exception] = []

    def one() -> None:
        with app.app_context():
            try:
                deed()
            except (SQLAlchemyError, Refused) as error:
                failed.append(error)

    thread = Thread(target=lambda: Context().run(one))
    thread.start()
    return thread, failed


def during(
    app: Flask,
    looker: psycopg.Connection[Any],
    waits: Callable[[str], object],
    change: Callable[[], object],
    deed: Callable[[], object],
) -> None:
    """Begin a *change* of who lets somebody look, and *deed* until it waits; the change ends first."""
    with psycopg.connect(looker.info.dsn, password=looker.info.password) as holder:
        holder.execute("select from person_stringer_share for update")
        changing, failed = beside(app, change)
        wait_for(lambda: failed or waits("UPDATE person_stringer_share%"))
        doing, fallen = beside(app, deed)
        wait_for(lambda: fallen or waits("%persons%") or waits("INSERT%"))
    changing.join()
    doing.join()
    assert failed == fallen == []
