"""The bell (T-21): rung after the commit, with ids in JSON, and never in anybody's way."""

from __future__ import annotations

import dataclasses
import json

import pytest
import redis
from rq.job import Job as RqJob
from rq.serializers import JSONSerializer

from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.jobs import bell
from tests.faults.letters import letter


@pytest.fixture
def rung(redis_url):
    """Names of the jobs in the paper queue."""
    connection = redis.Redis.from_url(redis_url)
    return lambda: bell.queue("paper", connection).get_job_ids()


def test_it_rings_when_the_promise_is_committed_and_not_before(anna, rung):
    outbox_id = letter.enqueue(new_id())
    db.session.flush()
    assert rung() == []

    db.session.commit()

    assert rung() == [f"{outbox_id}-0"]


def test_it_stays_silent_when_the_promise_is_rolled_back(anna, rung):
    letter.enqueue(new_id())
    db.session.flush()

    db.session.rollback()
    db.session.commit()

    assert rung() == []


def test_a_savepoint_is_no_commit(anna, rung):
    with db.session.begin_nested():
        letter.enqueue(new_id())
    assert rung() == []

    db.session.commit()

    assert len(rung()) == 1


def test_redis_holds_two_ids_in_json_and_nothing_else(anna, rung, redis_url):
    outbox_id = letter.enqueue(new_id())
    db.session.commit()
    connection = redis.Redis.from_url(redis_url)

    job = RqJob.fetch(f"{outbox_id}-0", connection=connection, serializer=JSONSerializer)

    function, _, arguments, named = json.loads(job.data)
    assert (function, arguments, named) == ("rbo.platform.jobs.run.run", ["main", str(outbox_id)], {})
    assert (job.timeout, job.result_ttl, job.failure_ttl, job.retries_left) == (900, 0, 0, None)


def test_with_redis_away_the_first_promise_tries_and_the_next_ones_do_not(anna, ground, monkeypatch, caplog):
    away = dataclasses.replace(ground.config["RBO"], redis_url=f"redis://127.0.0.1:1/{new_id().int % 9}")
    monkeypatch.setitem(ground.config, "RBO", away)

    for _ in range(5):
        letter.enqueue(new_id())
        db.session.commit()

    assert caplog.text.count("Redis is away") == 1
