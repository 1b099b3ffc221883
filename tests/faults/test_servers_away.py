"""Redis away, Postgres restarted: pages go on, work waits, nothing is lost."""

from __future__ import annotations

import threading
import time
from collections import Counter

import pytest
from sqlalchemy.exc import OperationalError

from tests.faults.kit import Outdoors, post_a_letter, post_letters, wait_for
from tests.faults.workers import crew, environment
from tests.make import a_stringer


def test_what_was_promised_while_redis_was_down_is_sent_when_it_is_back(
    lone_redis, ben, office, outdoors, ground, tmp_path
):
    """F-03."""
    with crew(tmp_path, environment(ground.config["RBO"]), "relay", "paper", "paper") as workers:
        workers.children()
        post_letters(ben, 5)
        outdoors.until("sent")
        lone_redis.stop()

        post_letters(ben, 100)

        assert Counter(outdoors.states()) == {"sent": 5, "queued": 100}
        lone_redis.start()
        outdoors.until("sent", within_s=60)
    assert len(set(office.message_ids)) == len(office.letters) == 105


def test_workers_that_start_before_redis_wait_for_it(lone_redis, ben, office, outdoors, ground, tmp_path):
    lone_redis.stop()
    post_letters(ben, 1)

    with crew(tmp_path, environment(ground.config["RBO"]), "relay", "paper") as workers:
        wait_for(lambda: "is started again" in workers.log.read_text())
        lone_redis.start()
        outdoors.until("sent")


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_postgres_restarted_under_load_loses_nothing_and_breaks_nothing(lone_postgres, office, tmp_path, how):
    """F-14."""
    server, app = lone_postgres
    ben = a_stringer("Ben")
    refused = 0
    with crew(tmp_path, environment(app.config["RBO"]), "relay", "paper") as workers:
        workers.children()
        post_letters(ben, 12)
        wait_for(lambda: len(office.letters) > 3, 60, workers.log.read_text)
        restarting = threading.Thread(target=server.restart, args=[how])
        restarting.start()
        while restarting.is_alive():
            refused += is_refused(ben)
        restarting.join()
        with Outdoors(server.superuser) as outdoors:
            rows = outdoors.until("sent", "uncertain", within_s=30)

    doubtful = {f"<{row['id']}@localhost.localdomain>" for row in rows if row["is_doubtful"]}
    assert refused
    assert set(office.message_ids) == {f"<{row['id']}@localhost.localdomain>" for row in rows}
    assert {taken for taken, times in Counter(office.message_ids).items() if times > 1} <= doubtful
    assert {row["state"] for row in rows if not row["is_doubtful"]} == {"sent"}
    assert max(row["attempt"] for row in rows) <= 2


def is_refused(ben):
    time.sleep(0.02)
    try:
        post_a_letter(ben)
    except OperationalError:
        return True
    return False
