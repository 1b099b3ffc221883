"""The process that serves a page killed around its commit: all of it happened, or nothing (F-01, F-02)."""

from __future__ import annotations

import signal

import pytest

from rbo.orders import service
from rbo.orders.lifecycle import State
from rbo.platform.db import db
from rbo.platform.jobs.relay import sweep
from tests.faults import clerk
from tests.faults.kit import wait_for, work
from tests.faults.workers import environment
from tests.make import an_order, receipt_numbers, reloaded, today
from tests.nursery import NURSERY


@pytest.fixture
def string_and_die(app, anna, tmp_path):
    """Marks an order strung in a process that is killed at a point."""

    def string(order, point):
        environ, log = environment(app.config["RBO"], RBO_CRASH_AT=point), tmp_path / "clerk.log"
        killed = NURSERY.Process(target=clerk.string, args=(environ, log, anna.id, order.number))
        killed.start()
        killed.join(60)
        assert killed.exitcode == -signal.SIGKILL, log.read_text()

    return string


def test_killed_before_the_commit_nothing_happened_and_the_next_click_gives_one_receipt(
    string_and_die, office, outdoors
):
    """F-01."""
    order = an_order()
    db.session.commit()

    string_and_die(order, "before_commit")

    assert outdoors.rows() == []
    assert reloaded(order.number).state is State.ORDERED
    service.mark_strung(reloaded(order.number), on=today())
    db.session.commit()
    assert len(outdoors.rows()) == len(receipt_numbers()) == 1


def test_killed_after_the_commit_the_relay_rings_and_the_letter_goes(string_and_die, office, outdoors):
    """F-02."""
    order = an_order()
    db.session.commit()

    string_and_die(order, "after_commit")

    (row,) = outdoors.rows()
    db.session.rollback()
    wait_for(sweep, 10)
    work(row["id"])
    assert outdoors.states() == ["sent"]
    assert reloaded(order.number).state is State.STRUNG
    assert office.message_ids == [f"<{row['id']}@localhost.localdomain>"]
