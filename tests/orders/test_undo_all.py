"""Whatever is taken back leaves the rows as they were; what was written down about it stays."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.rows import dict_row

from rbo.clients import service as clients
from rbo.orders import service
from rbo.platform import roles
from rbo.platform.db import db
from tests.make import a_client, a_racket, an_order, reloaded, strung, today

ROWS = "select to_jsonb(t) - 'version' - 'updated_at' - 'receipt_id' as row from {} t order by id"
STEPS = {
    "strung": (service.mark_strung, service.undo_stringing),
    "returned": (service.mark_returned, service.undo_return),
    "paid": (service.mark_paid, service.undo_payment),
    "cancelled": (service.cancel, service.undo_cancellation),
}


@pytest.fixture
def rows(database):
    """Clients, rackets and orders as they stand in the database, but for when they changed and receipts."""

    def read():
        db.session.commit()
        with psycopg.connect(roles.plain(database["superuser"]), row_factory=dict_row) as connection:
            return [
                connection.execute(ROWS.format(table)).fetchall()
                for table in ("client_profiles", "rackets", "orders")
            ]

    return read


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_taken_back_was_never_taken(anna, rows, step):
    """U-16."""
    number = an_order().number
    if step == "returned":
        strung(reloaded(number))
    do, undo = STEPS[step]
    before = rows()

    do(reloaded(number), on=today())
    assert rows() != before
    order = reloaded(number)
    undo(order, seen_version=order.version)

    assert rows() == before


def test_who_comes_back_from_the_archive_is_as_before(anna, rows):
    """U-16."""
    client = a_client()
    before = rows()

    clients.archive(client)
    assert rows() != before
    clients.bring_back(client)

    assert rows() == before


def test_a_racket_that_is_used_again_is_as_before(anna, rows):
    """U-16."""
    racket = a_racket(a_client())
    before = rows()

    clients.retire(racket, today())
    assert rows() != before
    clients.retire(racket, None)

    assert rows() == before
