"""The relay (F-02, F-06, F-07, F-24): bells lost and rung twice, two relays, rows of a later version."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import psycopg
import redis

from rbo.platform.jobs import bell
from rbo.platform.jobs.relay import sweep
from rbo.platform.jobs.schedule import Every, run_due
from tests.faults.kit import post_a_letter, post_letters, work


def test_two_relays_at_once_ring_once_for_every_row(ben, outdoors, redis_url, ground):
    """F-07."""
    post_letters(ben, 50)
    connection = redis.Redis.from_url(redis_url)
    connection.flushdb()
    outdoors.let_pass(timedelta(seconds=0))
    forget_bells(outdoors)

    rung = both(ground, sweep)

    assert sum(rung) == 50
    assert len(bell.queue("paper", connection).get_job_ids()) == 50


def test_two_relays_do_a_periodic_deed_once_a_period(ground, database):
    """F-07."""
    done = []
    schedule = [Every(3600, "test deed", done.append)]

    names = both(ground, lambda: run_due(schedule))

    assert sorted(names) == [[], ["test deed"]]
    assert len(done) == 1


def test_a_row_that_was_rung_for_is_left_alone_for_a_while(ben, outdoors, redis_url):
    post_a_letter(ben)

    assert sweep() == 0


def test_a_relay_does_not_pile_up_bells_that_nobody_answers(ben, outdoors, redis_url):
    post_letters(ben, 120)
    forget_bells(outdoors)

    sweep()
    forget_bells(outdoors)
    sweep()

    assert bell.queue("paper", redis.Redis.from_url(redis_url)).count <= 220


def test_what_later_code_has_promised_is_left_to_later_code(ben, outdoors, office, database):
    """F-28."""
    newer, unknown = post_letters(ben, 2)
    with psycopg.connect(outdoors.url) as connection:
        connection.execute("update outbox set payload_version = 2 where id = %s", [newer])
        connection.execute("update outbox set kind = 'stock.reorder' where id = %s", [unknown])
    forget_bells(outdoors)

    assert sweep() == 0
    work(newer, unknown)

    assert outdoors.states() == ["queued", "queued"]


def test_a_deed_that_always_fails_is_dead_after_five_attempts_and_others_are_not_held_up(
    ben, outdoors, office, monkeypatch
):
    """F-24."""
    poison, healthy = post_letters(ben, 2)
    with psycopg.connect(outdoors.url) as connection:
        connection.execute(
            """update outbox set payload = '{"subject_id": "no id"}' where id = %s""", [poison]
        )

    for _ in range(6):
        work(poison)
        outdoors.let_pass(timedelta(hours=2))
        sweep()
    work(healthy)

    assert outdoors.states() == ["dead", "sent"]
    assert outdoors.row(poison)["attempt"] == 5


def forget_bells(outdoors):
    with psycopg.connect(outdoors.url) as connection:
        connection.execute("update outbox set rung_at = null")


def both(app, deed):
    """Do *deed* twice at the same moment."""
    gate = Barrier(2)

    def one():
        with app.app_context():
            gate.wait(10)
            return deed()

    with ThreadPoolExecutor(2) as threads:
        return [future.result(30) for future in [threads.submit(one), threads.submit(one)]]
