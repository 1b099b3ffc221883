"""Workers that are asked to stop, made to stop, or orphaned (F-11)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.faults.kit import post_a_letter, wait_for
from tests.faults.post_office import HANG
from tests.faults.workers import crew, environment
from tests.nursery import rbo
from tests.traces.collector import collector


@pytest.fixture
def workers(app, office, redis_url, tmp_path):
    known = environment(app.config["RBO"], SMTP_PORT=str(office.port))
    with crew(tmp_path, known, "relay", "paper", "bulk", "news") as running:
        running.children()
        yield running


def busy_with_a_letter(workers, ben, office):
    office.says["DATA"].append(HANG)
    outbox_id = post_a_letter(ben)
    wait_for(office.is_waiting.is_set)
    return outbox_id


def test_asked_once_the_letter_is_finished_and_the_worker_leaves_with_zero(workers, ben, office, outdoors):
    outbox_id = busy_with_a_letter(workers, ben, office)
    family = workers.me.children(recursive=True)

    workers.me.terminate()
    wait_for(lambda: len(workers.me.children()) == 1)
    office.let_go()

    assert workers.wait() == 0
    assert outdoors.row(outbox_id)["state"] == "sent"
    assert psutil.wait_procs(family, 5)[1] == []


def test_asked_twice_it_leaves_at_once_and_the_row_is_due_again(
    workers, ben, office, outdoors, tmp_path, app
):
    outbox_id = busy_with_a_letter(workers, ben, office)

    workers.me.terminate()
    time.sleep(1.1)  # RQ takes two signals within a second for one
    workers.me.terminate()
    workers.wait()

    assert office.letters == []
    known = environment(app.config["RBO"], SMTP_PORT=str(office.port))
    with (
        collector() as taking,
        crew(tmp_path, {**known, "OTEL_EXPORTER_OTLP_ENDPOINT": taking.address}, "relay", "paper"),
    ):
        outdoors.until("sent")
        wait_for(lambda: taking.named("tests.letter"))  # though its horse has ended
    assert outdoors.row(outbox_id)["attempt"] == 2
    assert len(office.letters) == 1


def test_a_killed_supervisor_takes_its_children_along(workers, ben, office, outdoors):
    family = workers.children()

    workers.me.kill()
    workers.wait()

    assert psutil.wait_procs(family, 10)[1] == []


def test_a_killed_child_is_started_again(workers, ben, office, outdoors):
    killed = workers.children()[1]

    killed.kill()
    wait_for(lambda: killed.pid not in {child.pid for child in workers.me.children()})
    post_a_letter(ben)

    workers.children()
    outdoors.until("sent")


def test_a_worker_that_hangs_gives_no_sign_of_life(workers, ben, office, outdoors, settings):
    (settings.run_dir / "paper.pulse").unlink(missing_ok=True)
    post_a_letter(ben)
    outdoors.until("sent")
    wait_for(lambda: not asked_how_they_are(settings))
    _relay, paper, _bulk, _news = workers.children()

    paper.send_signal(signal.SIGSTOP)
    long_ago = time.time() - 26
    os.utime(settings.run_dir / "paper.pulse", (long_ago, long_ago))

    assert asked_how_they_are(settings) == "rbo: No sign of life from paper.\n"
    assert asked_how_they_are(settings, "relay") == ""


def asked_how_they_are(settings, *names):
    said = rbo("worker", "health", *names, **environment(settings))
    assert said.returncode == (1 if said.stderr else 0)
    return said.stderr


def test_a_worker_without_its_settings_says_so_in_one_line(tmp_path):
    command = [sys.executable, "-m", "worker"]

    ended = subprocess.run(command, env={"RBO_ENV": "prod"}, check=False, capture_output=True, text=True)

    assert ended.returncode == 1
    assert ended.stderr == "rbo: SECRET_KEY is not set; RBO_ENV=prod does not start without it.\n"
