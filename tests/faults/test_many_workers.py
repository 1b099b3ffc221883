"""Several workers, several bells, a bell lost: each row is done once."""

from __future__ import annotations

import signal

import pytest
import redis

from rbo.platform.jobs import bell
from tests.faults.kit import post_a_letter, post_letters, wait_for
from tests.faults.letters import letter
from tests.faults.post_office import HANG
from tests.faults.workers import crew, environment

PAPERS = 5


@pytest.fixture(scope="module")
def workers(app, open_office, tmp_path_factory):
    known = environment(app.config["RBO"], SMTP_PORT=str(open_office.port))
    with crew(tmp_path_factory.mktemp("workers"), known, "relay", *["paper"] * PAPERS) as running:
        running.children()
        yield running


def test_a_row_rung_fifty_times_for_five_workers_is_done_once(workers, ben, office, outdoors):
    """F-13."""
    outbox_id = post_a_letter(ben)

    for _ in range(50):
        assert bell.ring([letter.bell(outbox_id, 0, None)])
    outdoors.until("sent")
    wait_for_silence(workers)

    assert len(office.letters) == 1
    assert outdoors.row(outbox_id)["fence"] == 1


def test_a_flushed_redis_loses_no_letter_and_sends_none_twice(workers, ben, office, outdoors, redis_url):
    """F-04."""
    office.says["DATA"] += [HANG] * PAPERS
    promised = post_letters(ben, 100 + PAPERS)
    wait_for(lambda: outdoors.states().count("inflight") == PAPERS and not office.says["DATA"])

    redis.Redis.from_url(redis_url).flushdb()
    office.let_go()
    outdoors.until("sent", within_s=60)

    assert sorted(office.message_ids) == sorted(f"<{one}@localhost.localdomain>" for one in promised)


def test_a_worker_that_slept_through_its_lease_hands_nothing_over(workers, ben, office, outdoors):
    """F-12."""
    office.says["DATA"].append(HANG)
    outbox_id = post_a_letter(ben)
    wait_for(office.is_waiting.is_set)
    wait_for(lambda: len(workers.horses()) == 1)  # whoever did other work is through with it
    (horse,) = workers.horses()

    horse.send_signal(signal.SIGSTOP)
    outdoors.until("sent")
    office.let_go()
    horse.send_signal(signal.SIGCONT)
    wait_for_silence(workers)

    row = outdoors.row(outbox_id)
    assert (row["state"], row["fence"]) == ("sent", 2)
    assert len(office.letters) == 1
    assert "is not ours any more" in workers.log.read_text()


def wait_for_silence(workers):
    wait_for(lambda: not workers.horses())
