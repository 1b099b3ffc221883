"""Postgres that goes away after the end of an attempt was written: the rest is done when it is back, once."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.jobs.job import JOBS, Job
from rbo.platform.jobs.outcomes import TryLater
from rbo.platform.tenancy import open_tenant
from tests.faults.kit import work

HANG_UP = text("select pg_terminate_backend(pg_backend_pid())")


@pytest.fixture
def hears():
    """A job that is tried again, and what it heard of that; Postgres hangs up on it the first time."""
    heard = []

    def put_off(_slip, reason):
        heard.append(reason)
        if len(heard) == 1:
            with system_session() as session:
                session.execute(HANG_UP)

    def fail(_values, _slip):
        raise TryLater("busy")

    yield Job("tests.hears", "bulk", 60, read=str, do=fail, put_off=put_off), heard
    del JOBS["tests.hears"]


def test_a_job_hears_that_it_is_tried_again_although_postgres_went_away_and_no_line_speaks_of_another_worker(
    ben, hears, outdoors, caplog
):
    job, heard = hears
    with open_tenant(ben.id):
        outbox_id = job.enqueue(new_id())
        db.session.commit()

    work(outbox_id)

    row = outdoors.row(outbox_id)
    assert (row["state"], row["attempt"], heard) == ("awaiting_retry", 1, ["busy", "busy"])
    (told,) = [record.message for record in caplog.records if str(outbox_id) in record.message]
    assert told == f"tests.hears: row {outbox_id} is awaiting_retry"
