"""An import killed at any step leaves nothing, and its next attempt completes."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from rbo.clients.models import ClientProfile
from rbo.imports import queries, service
from rbo.imports.models import Import, ImportedRow, State
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.receipts.models import Receipt, ReceiptCounter
from tests.faults.kit import outdoors
from tests.faults.workers import crew, environment

__all__ = ["outdoors"]

BEFORE_THE_COMMIT = ("before_reading", "after_attempt")
NOUNS = (Order, ClientProfile, Receipt, ReceiptCounter, ImportedRow)


@pytest.fixture
def workers(app, tmp_path):
    with crew(tmp_path, environment(app.config["RBO"])) as running:
        running.children()
        yield running


def bring(ben, content):
    with open_tenant(ben.id):
        import_id = service.bring("orders.xlsx", content).id
        db.session.commit()
    return import_id


def approve(ben, import_id):
    with open_tenant(ben.id):
        service.approve(queries.by_id(import_id, lock=True), {})
        db.session.commit()


def standing(ben):
    with open_tenant(ben.id):
        state = db.session.scalars(select(Import.state)).one()
        return state, [db.session.scalar(select(func.count()).select_from(noun)) for noun in NOUNS]


def test_killed_at_any_step_it_leaves_nothing_and_the_next_attempt_completes(workers, ben, small, outdoors):
    workers.crash_at("before_write")
    import_id = bring(ben, small)
    workers.wait_for_crash()
    outdoors.until("sent")
    assert standing(ben) == (State.REPORTED, [0] * len(NOUNS))

    workers.crash_at(BEFORE_THE_COMMIT[0])
    approve(ben, import_id)
    for following in (*BEFORE_THE_COMMIT[1:], "after_write"):
        workers.wait_for_crash()
        assert standing(ben) == (State.WRITING, [0] * len(NOUNS))
        workers.crash_at(following)
    workers.wait_for_crash()
    state, counted = standing(ben)

    outdoors.until("sent")

    assert (state, counted[0]) == (State.DONE, 18)
    assert standing(ben) == (state, counted)
