"""Whoever answers slowly, or not at all, keeps nobody else's news waiting."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from redis import Redis

from rbo.platform.db import db
from rbo.platform.jobs import bell, line, relay, turns
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.relay import sweep
from rbo.platform.jobs.run import run
from rbo.platform.outward import call
from rbo.platform.tenancy import open_tenant
from rbo.webhooks import queries, service
from rbo.webhooks.models import Event
from rbo.webhooks.service import Happening
from tests.faults.kit import outdoors, work
from tests.webhooks.listener import listener

__all__ = ["listener", "outdoors"]
WAITING = 12


class Worker:
    """One worker of the news, a bell at a time."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        self.queue = bell.queue("news", redis)

    def answers_one(self) -> bool:
        """The bell that was rung first; False where there is none."""
        if not self.queue.count:
            return False
        job = self.queue.fetch_job(self.queue.pop_job_id() or "")
        assert job
        run(*job.args)
        return True


@pytest.fixture
def redis(redis_url):
    return Redis.from_url(redis_url)


@pytest.fixture
def worker(redis):
    return Worker(redis)


def a_webhook(listener):
    """One with its first ping on the way."""
    row = service.add(listener.address, hears_orders=True, hears_receipts=True).row
    db.session.commit()
    return row


def much_happens(number: int = WAITING) -> None:
    service.announce_all([Happening(Event.STRUNG, {"number": one}) for one in range(number)])
    db.session.commit()


def numbers(listener) -> list[int]:
    return [json.loads(body)["data"].get("number", -1) for _headers, body in listener.told]


def test_a_book_whose_receiver_is_slow_does_not_keep_another_waiting(
    anna, ben, listener, worker, redis, monkeypatch
):
    monkeypatch.setattr(turns, "QUICK_S", 0.01)
    monkeypatch.setattr(turns, "REST", 100)
    a_webhook(listener)
    much_happens()
    db.session.rollback()
    with open_tenant(ben.id):
        his = a_webhook(listener)
        (ping,) = [row.id for row in queries.deliveries_to(his)]
    listener.thinks_s = 0.02

    while f"msg_{ping.hex}" not in [headers["webhook-id"] for headers, _body in listener.told]:
        assert worker.answers_one()

    assert len(listener.told) == 2, "one call of hers, then his"
    assert not worker.answers_one()
    assert sweep() == 0, "who was slow rests"

    rested, listener.thinks_s = turns.name("news", anna.id), 0.0
    assert redis.get(rested) == turns.RESTS.encode()
    assert redis.pttl(rested) > 0
    monkeypatch.setattr(turns, "QUICK_S", 60.0)
    redis.delete(rested)
    assert sweep() == 1
    while worker.answers_one():
        pass
    assert numbers(listener)[2:] == list(range(WAITING)), (
        "who is quick is told everything at once, in its order"
    )


def test_of_one_book_one_worker_has_one_row(anna, listener, worker, redis, outdoors):
    a_webhook(listener)
    much_happens(2)
    first, second, _third = [str(row["id"]) for row in outdoors.rows()]
    turn = turns.name("news", anna.id)
    assert turns.take(turn, first)

    run("main", second, turn)
    assert (listener.told, sweep()) == ([], 0)
    assert not turns.end(turn, second, 0)
    run("main", first, turn)
    assert len(listener.told) == 1
    assert redis.get(turn) == second.encode()

    work(second)
    while worker.answers_one():
        assert len(listener.told) == 2
    assert redis.get(turn) is None, "whose row was done by somebody else gives the turn back"
    assert sweep() == 1


def test_where_no_worker_answers_bells_do_not_pile_up(anna, listener, worker, redis, monkeypatch):
    monkeypatch.setattr(relay, "BACKLOG", 2)
    a_webhook(listener)
    for _turn_that_ended in range(5):
        redis.delete(turns.name("news", anna.id))
        sweep()
    assert worker.queue.count == 3, "one for the book, and no more than its backlog"
    while worker.answers_one():
        pass
    assert len(listener.told) == 1


def test_a_job_that_would_outlast_its_turn_is_refused():
    with pytest.raises(ValueError, match="its turn would end"):
        Job("tests.long", queue="news", timeout_s=turns.HELD_S, read=str, do=print, in_turns=True)


def test_one_silent_call_makes_the_other_news_of_that_address_wait(anna, listener, outdoors, monkeypatch):
    silent, well = a_webhook(listener), a_webhook(listener)
    service.ping(well)
    for _one_more in range(2):
        service.ping(silent)
    db.session.commit()
    monkeypatch.setattr(call, "LONGEST_S", 0.2)
    monkeypatch.setattr(line, "AT_ONCE", 1)
    listener.script = ["drip", "drip"]

    def waiting(webhook):
        return outdoors.rows("where payload->>'webhook_id' = %s", str(webhook.id))

    tried, *others = waiting(silent)
    work(tried["id"])
    tried, *others = waiting(silent)
    assert [row["next_at"] for row in others] == [tried["next_at"]] * 2
    assert {row["attempt"] for row in others} == {0}

    outdoors.connection.execute("update outbox set attempt = 3, next_at = now() where id = %s", [tried["id"]])
    outdoors.let_pass(timedelta(minutes=1))
    work(tried["id"])
    tried, *others = waiting(silent)
    assert tried["next_at"] - others[0]["next_at"] > timedelta(minutes=30), "ten minutes at most"
    work(*(row["id"] for row in waiting(well)))
    assert len(listener.told) == 4
