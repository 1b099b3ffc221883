"""A job that changes the book: in one transaction of its own, which the runner commits."""

from __future__ import annotations

import dataclasses
import time

import pytest
from sqlalchemy import select, text

from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.job import JOBS, Job
from rbo.platform.jobs.progress import Progress, progress_of
from rbo.platform.jobs.slip import Slip
from rbo.platform.once import FormKey
from rbo.platform.scope import TenantNotSet, current_stringer
from rbo.platform.tenancy import open_tenant
from tests.faults.kit import work
from tests.make import a_stringer


@pytest.fixture
def note():
    """A job that writes what it found into the book."""

    def find(subject_id, slip):
        with pytest.raises(TenantNotSet):
            current_stringer()
        return subject_id.hex

    def write(found, slip):
        db.session.add(FormKey(id=slip.subject_id, body_hash=found))

    yield Job("tests.note", "bulk", 60, read=lambda subject_id: subject_id, do=find, write=write)
    del JOBS["tests.note"]


def promised(stringer, job):
    with open_tenant(stringer.id):
        subject_id = new_id()
        outbox_id = job.enqueue(subject_id)
        db.session.commit()
        return subject_id, outbox_id


def noted(stringer):
    with open_tenant(stringer.id):
        return {row.id: row.body_hash for row in db.session.scalars(select(FormKey))}


def test_what_a_job_found_is_written_into_its_own_book(ben, note, outdoors):
    subject_id, outbox_id = promised(ben, note)

    work(outbox_id)

    assert noted(ben) == {subject_id: subject_id.hex}
    assert noted(a_stringer("Carla")) == {}
    assert outdoors.row(outbox_id)["state"] == "sent"


def test_a_job_that_stumbles_at_the_commit_has_written_nothing(ben, note, outdoors):
    subject_id, outbox_id = promised(ben, note)
    with open_tenant(ben.id):
        db.session.add(FormKey(id=subject_id, body_hash="was here before"))
        db.session.commit()

    work(outbox_id)

    assert noted(ben) == {subject_id: "was here before"}
    assert outdoors.row(outbox_id)["state"] == "awaiting_retry"


def slip_of(stringer):
    return Slip(MAIN, new_id(), stringer.id, "tests.note", {"subject_id": str(new_id())}, 1, 1)


def test_progress_is_told_to_the_owner_alone(ben, anna):
    slip = slip_of(anna)

    Progress(slip).tell(30, 120)

    assert progress_of(slip.subject_id) == 25
    db.session.rollback()
    with open_tenant(ben.id):
        assert progress_of(slip.subject_id) is None


def test_without_redis_nobody_knows_how_far_it_is(anna, app, monkeypatch):
    slip = slip_of(anna)
    nowhere = dataclasses.replace(app.config["RBO"], redis_url="redis://127.0.0.1:1/0")
    monkeypatch.setitem(app.config, "RBO", nowhere)

    Progress(slip).tell(1, 2)

    assert progress_of(slip.subject_id) is None


def test_a_job_that_lets_its_transaction_idle_uses_up_an_attempt(ben, outdoors):
    """Else it would begin anew for ever: Postgres hangs up, and is not away."""

    def idle(_found, _slip):
        db.session.connection().execute(text("set local idle_in_transaction_session_timeout = '20ms'"))
        time.sleep(0.2)
        db.session.connection().execute(text("select"))

    job = Job("tests.idle", "bulk", 60, read=lambda subject_id: subject_id, do=lambda *_: None, write=idle)
    _, outbox_id = promised(ben, job)

    work(outbox_id)

    del JOBS["tests.idle"]
    row = outdoors.row(outbox_id)
    assert (row["state"], row["attempt"]) == ("awaiting_retry", 1)
