"""Supervisors whose children do no work: `crash` has two that end at once, `stop` asks many to stop."""

from __future__ import annotations

import os
import random
import signal
import sys
import time

from worker.supervisor import Supervisor

ROUNDS = 60
PATIENCE_S = 20


def ends_at_once(name: str) -> None:
    """Note the start and leave."""
    sys.stdout.write(f"{name}\n")
    sys.stdout.flush()


def stays(_name: str) -> None:
    """Wait to be stopped."""
    signal.pause()


def ask_to_stop() -> None:
    """Ask a new supervisor at whatever moment, again and again; none may stay."""
    for _ in range(ROUNDS):
        asked = os.fork()
        if not asked:
            Supervisor(("a", "b", "c"), stays).run()
            os._exit(0)
        time.sleep(random.uniform(0, 0.02))
        os.kill(asked, signal.SIGTERM)
        until = time.monotonic() + PATIENCE_S
        while os.waitpid(asked, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.kill(asked, signal.SIGKILL)
                sys.exit("A signal got lost.")
            time.sleep(0.001)


if __name__ == "__main__":
    if sys.argv[1] == "stop":
        ask_to_stop()
    else:
        Supervisor(("one", "other"), ends_at_once).run()
