"""Fixtures and words that the tests of faults share."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

import psycopg
import pytest
from flask import Flask
from psycopg.rows import dict_row

from rbo.orders import service
from rbo.platform import roles
from rbo.platform.config import Settings
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.jobs.run import run
from rbo.platform.tenancy import open_tenant
from rbo.receipts.queries import emissions_of
from rbo.stringers.models import Stringer
from tests.faults.letters import letter
from tests.faults.post_office import PostOffice
from tests.make import an_order, today


class Outdoors:
    """The outbox seen by somebody who may see everything, and time that can be let pass.

    It looks again and again by one connection, for each new one costs the server a process.
    """

    def __init__(self, url: str) -> None:
        self.url = roles.plain(url)
        self.connection = psycopg.connect(self.url, autocommit=True, row_factory=dict_row)

    def __enter__(self) -> Self:
        """Look out."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Hang up."""
        self.connection.close()

    def row(self, outbox_id: UUID) -> dict[str, Any]:
        """One row."""
        return self.rows("where id = %s", outbox_id)[0]

    def rows(self, which: str = "", *values: object) -> list[dict[str, Any]]:
        """Rows, oldest first."""
        return self.connection.execute(f"select * from outbox {which} order by id", values).fetchall()

    def states(self) -> list[str]:
        """The state of every row, oldest first."""
        return [row["state"] for row in self.rows()]

    def let_pass(self, time_passed: timedelta) -> None:
        """Move every waiting row and pause that much nearer to its turn."""
        with self.connection.transaction():
            for table, column in (
                ("outbox", "next_at"),
                ("outbox_pauses", "until"),
                ("outbox", "lease_until"),
            ):
                self.connection.execute(f"update {table} set {column} = {column} - %s", [time_passed])
            self.connection.execute("update outbox_pauses set since = since - %s", [time_passed])

    def until(self, *states: str, within_s: float = 60) -> list[dict[str, Any]]:
        """Wait until every row is in one of *states*."""
        wait_for(lambda: not self._others(states), within_s, lambda: str(self.states()))
        return self.rows()

    def _others(self, states: tuple[str, ...]) -> bool:
        """Whether any row is in none of *states*; asked so often that no row is handed over for it."""
        other = self.connection.execute(
            "select from outbox where state::text <> all(%s) limit 1", [list(states)]
        )
        return other.rowcount > 0


def wait_for(
    condition: Callable[[], object], within_s: float = 60, otherwise: Callable[[], str] = lambda: ""
) -> None:
    """Wait until *condition* holds."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, f"not within {within_s} s: {otherwise()}"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def open_office() -> Iterator[PostOffice]:
    """The mail server of this test process."""
    post_office = PostOffice()
    post_office.start()
    yield post_office
    post_office.stop()


@pytest.fixture
def office(open_office: PostOffice, request: pytest.FixtureRequest) -> PostOffice:
    """A mail server with an empty script; the application under test mails to it."""
    open_office.let_go()
    open_office.forget()
    if "ground" in request.fixturenames:
        _mail_to(request.getfixturevalue("ground"), open_office, request.getfixturevalue("monkeypatch"))
    return open_office


def _mail_to(app: Flask, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    known: Settings = app.config["RBO"]
    monkeypatch.setitem(app.config, "RBO", dataclasses.replace(known, smtp_port=office.port))


@pytest.fixture
def outdoors(database: dict[str, str]) -> Iterator[Outdoors]:
    """The outbox, with eyes that no wall stops."""
    with Outdoors(database["superuser"]) as outdoors:
        yield outdoors


def post_letters(stringer: Stringer, number: int = 1) -> list[UUID]:
    """Promise letters in the stringer's book, each in a transaction of its own."""
    promised = []
    with open_tenant(stringer.id):
        for _ in range(number):
            promised.append(letter.enqueue(new_id()))
            db.session.commit()
    return promised


def post_a_letter(stringer: Stringer) -> UUID:
    """Promise one letter."""
    return post_letters(stringer)[0]


def string_a_racket(stringer: Stringer) -> UUID:
    """Take a racket off the machine; gives the row that carries its receipt."""
    with open_tenant(stringer.id):
        order = an_order()
        receipt = service.mark_strung(order, on=today())
        db.session.commit()
        assert receipt
        (emission,) = emissions_of(receipt)
        assert emission.outbox_id
        return emission.outbox_id


def timed(deed: Callable[..., Any], *arguments: object) -> tuple[float, Any]:
    """How many seconds *deed* took, and what it gave."""
    began = time.perf_counter()
    given = deed(*arguments)
    return time.perf_counter() - began, given


def work(*outbox_ids: UUID) -> None:
    """Answer the bells of these rows, in this process."""
    for outbox_id in outbox_ids:
        run("main", str(outbox_id))
