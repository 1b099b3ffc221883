"""The process that forks the others."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from worker.supervisor import Supervisor

CHILDREN = (sys.executable, "-m", "tests.faults.supervised")


def test_children_that_keep_ending_are_started_again():
    started = Counter()
    with subprocess.Popen(
        [*CHILDREN, "crash"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as crew:
        for name in crew.stdout:
            started[name.strip()] += 1
            if min(started["one"], started["other"]) == 3:
                break
        crew.send_signal(signal.SIGTERM)

    assert crew.returncode == 0


def test_one_childs_pause_holds_up_no_other():
    supervisor = Supervisor(("one", "other"), lambda _name: None)
    supervisor.started_at = dict.fromkeys(supervisor.names, time.monotonic())
    for _ in range(4):
        supervisor._ended("one", 1)
    supervisor._ended("other", 1)

    assert supervisor.pause_s["one"] == 8 * supervisor.pause_s["other"]
    assert supervisor.due_at["other"] < supervisor.due_at["one"]


@pytest.mark.timeout(100)
def test_a_signal_at_any_moment_of_a_fork_is_heard():
    asked = subprocess.run([*CHILDREN, "stop"], check=False, capture_output=True, text=True)

    assert asked.stderr == ""
    assert asked.returncode == 0
