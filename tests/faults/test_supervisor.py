"""The process that forks the others."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

CHILDREN = (sys.executable, "-m", "tests.faults.supervised")


def test_a_child_that_keeps_ending_does_not_hold_up_another():
    """Pauses of 1 s and 2 s for each; were they taken in turn, the third round would end after 15 s."""
    started = Counter()
    began = time.monotonic()
    with subprocess.Popen(
        [*CHILDREN, "crash"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as crew:
        for name in crew.stdout:
            started[name.strip()] += 1
            if min(started["one"], started["other"]) == 3:
                break
        took_s = time.monotonic() - began
        crew.send_signal(signal.SIGTERM)

    assert took_s < 10
    assert crew.returncode == 0


@pytest.mark.timeout(100)
def test_a_signal_at_any_moment_of_a_fork_is_heard():
    asked = subprocess.run([*CHILDREN, "stop"], check=False, capture_output=True, text=True)

    assert asked.stderr == ""
    assert asked.returncode == 0
